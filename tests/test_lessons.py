"""All lessons on one page: by topic, by service, searched for, and as a download."""

import csv
import io
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from arrangements.models import Arrangement
from tests.independent import arrangements, of_arrangement, table

pytestmark = pytest.mark.django_db

LESSONS = table("catalogue/Lessons")
Key = tuple[str, str]


def page(client: Client, query: str = "", status: int = 200) -> BeautifulSoup:
    answer = client.get(f"/lessons/?{query}")
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def shown(client: Client, query: str) -> list[str]:
    """The texts on the first page."""
    return [each.text for each in page(client, query).select(".lessons .claim > .govuk-body")]


def downloaded(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/lessons.csv?{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def keys(rows: list[dict[str, str]]) -> set[Key]:
    found = {(row["Reference"], row["Number"]) for row in rows}
    assert len(found) == len(rows)
    return found


def services(reference: str) -> set[str]:
    return set(arrangements()[reference]["Services"].split("; "))


def number(soup: BeautifulSoup, label: str) -> str:
    [found] = [
        each.select_one("[data-count]").contents[0]
        for each in soup.select(".govuk-checkboxes__label")
        if "".join(each.find_all(string=True, recursive=False)).strip() == label
    ]
    return str(found)


def test_every_lesson_is_there_and_says_whose_it_is(stranger: Client) -> None:
    rows = downloaded(stranger)
    assert {(r["Reference"], r["Number"], r["Lesson"], r["Topic"]) for r in rows} == {
        (r["Reference"], r["Number"], r["Lesson"], r["Topic"]) for r in LESSONS
    }
    assert len(rows) == len(LESSONS)
    for row in rows:
        assert row["Arrangement"] == arrangements()[row["Reference"]]["Name"]
        assert set(row["Services"].split("; ")) == services(row["Reference"])
        cited = [
            source["Title"]
            for lesson in of_arrangement("Lessons")[row["Reference"]]
            for source in of_arrangement("Sources")[row["Reference"]]
            if lesson["Number"] == row["Number"] and source["Number"] == lesson["Source number"]
        ]
        assert row["Source"] == "".join(cited)
    sentence = page(stranger).select_one(".sentence").text
    whose = {row["Reference"] for row in LESSONS}
    assert f"{len(LESSONS)} lessons from {len(whose)} arrangements" in sentence


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("topic=people", lambda row: row["Topic"] == "Transition: people"),
        ("topic=other", lambda row: not row["Topic"]),
        ("service=legal", lambda row: "Legal services" in services(row["Reference"])),
        (
            "service=legal&service=ict&topic=systems&topic=people",
            lambda row: (
                services(row["Reference"]) & {"Legal services", "ICT service"}
                and row["Topic"] in {"Transition: systems", "Transition: people"}
            ),
        ),
        (
            "model=lead_authority&topic=ending",
            lambda row: (
                arrangements()[row["Reference"]]["Model"] == "Lead or host authority"
                and row["Topic"] == "Ending and leaving"
            ),
        ),
    ],
)
def test_lessons_are_narrowed_by_topic_service_and_model(
    stranger: Client, query: str, wanted: object
) -> None:
    assert callable(wanted)
    expected = {(row["Reference"], row["Number"]) for row in LESSONS if wanted(row)}
    assert expected
    assert keys(downloaded(stranger, query)) == expected
    assert f"{len(expected)} lesson" in page(stranger, query).select_one(".sentence").text


def test_each_value_says_how_many_lessons_it_would_leave(stranger: Client) -> None:
    topics = Counter(
        row["Topic"] or "Other" for row in LESSONS if "Legal services" in services(row["Reference"])
    )
    soup = page(stranger, "service=legal&topic=models")
    for topic, count in topics.items():
        assert number(soup, topic) == str(count)


def test_a_search_finds_words_of_a_lesson_with_those_of_its_arrangement(stranger: Client) -> None:
    assert "Staff transferred under TUPE" in shown(stranger, "q=tupe")[0]
    [tupe] = downloaded(stranger, "q=tupe")
    assert tupe["Arrangement"] == "Strata Service Solutions"
    # Both words are about it: one in the lesson, the other in the services of its arrangement.
    rows = downloaded(stranger, "q=income+legal")
    both = [row for row in rows if "income" in row["Lesson"].lower()]
    assert {"SS0426", "SS0530"} <= {row["Reference"] for row in both}
    assert all("Legal services" in services(row["Reference"]) for row in both)
    assert rows == both
    # One word finds what says it first, and then what is about it.
    said = ["legal" in row["Lesson"].lower() for row in downloaded(stranger, "q=legal")]
    assert said == sorted(said, reverse=True)
    about = [row for row in LESSONS if "Legal services" in services(row["Reference"])]
    assert keys(about) <= keys(downloaded(stranger, "q=legal"))


def test_where_no_lesson_has_the_words_those_of_the_arrangement_are_shown(stranger: Client) -> None:
    """By a name that a body no longer has, and with a word on why."""
    soup = page(stranger, "q=shepway")
    assert "No lesson has these words in it." in soup.text
    whose = {row["Reference"] for row in downloaded(stranger, "q=shepway")}
    folkestone = {
        row["Reference"] for row in table("catalogue/Partners") if row["Body code"] == "E07000112"
    }
    assert whose == {row["Reference"] for row in LESSONS if row["Reference"] in folkestone}
    assert "No lesson has these words in it." not in page(stranger, "q=tupe").text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("topic=nonsense", "“nonsense” is not a value of topic."),
        ("colour=red", "“colour” is not something that can be asked for here."),
        ("q=%25%25", "There is nothing to search for in “%%”."),
        (f"q={'a' * 10_000}", "A search can have up to 200 characters"),
        ("page=none", "“none” is not a page number."),
    ],
)
def test_what_cannot_be_asked_is_said(stranger: Client, query: str, sentence: str) -> None:
    assert sentence in page(stranger, query, status=400).text
    if not query.startswith("page"):
        assert sentence in stranger.get(f"/lessons.csv?{query}").content.decode()


def test_nothing_found_and_past_the_end_lead_on(stranger: Client) -> None:
    assert "No lessons match." in page(stranger, "topic=equipment&q=zebra").text
    assert "the last page is 16" in page(stranger, "page=17", status=404).text


def test_everybody_may_read_them(stranger: Client, reader: Client, editor: Client) -> None:
    for person in (stranger, reader, editor):
        assert len(shown(person, "")) == 40
        assert len(downloaded(person)) == len(LESSONS)


WEIGHT = {
    "Evaluation or audit": 0,
    "Committee paper": 1,
    "Business case": 1,
    "Agreement": 1,
    "Legislation": 1,
    "Official record": 1,
    "Partners' own page": 2,
    "Press": 3,
}


def test_the_best_borne_out_come_first_and_the_page_says_so(stranger: Client) -> None:
    ran = dict(Arrangement.objects.values_list("reference", "days_known"))
    kind_of = {(r["Reference"], r["Number"]): r["Kind"] for r in table("catalogue/Sources")}
    source_of = {(r["Reference"], r["Number"]): r["Source number"] for r in LESSONS}
    rows = [(row["Reference"], row["Number"]) for row in downloaded(stranger)]
    places = [
        (WEIGHT.get(kind_of.get((row[0], source_of[row]), ""), 4), -ran[row[0]]) for row in rows
    ]
    assert places == sorted(places)
    assert {place for place, _ in places} == {0, 1, 2, 3, 4}
    assert "In this order: first what an evaluation or audit bears out" in page(stranger).text


def test_after_a_search_the_order_is_that_of_the_words_first(stranger: Client) -> None:
    text = page(stranger, "q=income+legal").text
    assert "The lessons with most of your words come first. Then: first what" in text
