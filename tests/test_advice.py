"""Where to begin: lists worth having, and the points to settle before sharing anything."""

import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from arrangements.models import Lesson
from tests.independent import Row, arrangements, of_arrangement, table

pytestmark = pytest.mark.django_db


def soup(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def services(row: Row) -> set[str]:
    return set(row["Services"].split("; "))


def test_each_list_says_how_many_it_holds_and_leads_to_them(stranger: Client) -> None:
    found = {
        each.a.text: (each.a["href"], each.select_one(".meta").text)
        for each in soup(stranger, "/lists/").select(".saved li")
    }
    rows = arrangements().values()
    expected = {
        "Shared chief executives": sum("Chief executive" in services(row) for row in rows),
        "Shared management teams": sum("Management team" in services(row) for row in rows),
        "Social care": sum(
            bool(services(row) & {"Adult social care", "Children's services"}) for row in rows
        ),
        "Ended, and why": sum(row["Status"] in {"Ended", "Replaced or merged"} for row in rows),
        "Not pursued": sum(row["Status"] == "Not pursued" for row in rows),
        "Oldest known running": sum(row["Status"] == "Running" for row in rows),
        "With a figure for savings": len({row["Reference"] for row in table("catalogue/Savings")}),
        "The largest": len(rows),
    }
    for title, number in expected.items():
        assert found[title][1].startswith(f"{number} arrangements.")
    for address, sentence in found.values():
        listed = soup(stranger, address)
        assert " ".join(listed.select_one(".sentence").text.split()) in sentence
        assert listed.select(".line")


def test_every_point_is_borne_out_by_lessons_that_we_hold(stranger: Client) -> None:
    page = soup(stranger, "/is-sharing-right/")
    points = page.select(".points__one")
    labels = [point.label.text for point in points]
    assert len(set(labels)) == len(labels)
    texts = {
        (row["Reference"], row["Lesson"])
        for some in of_arrangement("Lessons").values()
        for row in some
    }
    for point in points:
        lessons = point.select(".points__lessons li")
        assert len(lessons) >= 3
        for each in lessons:
            reference = each.a["href"].split("/")[2]
            said = each.find(string=True, recursive=False).strip()
            assert {(reference, said), (reference, said.rstrip("."))} & texts
    topics = [each.text for each in page.select("section h2")]
    assert topics[:3] == ["Why share", "Who leads", "Models and agreements"]
    assert topics[-2:] == ["Achieving the goals", "Ending and leaving"]
    assert len({each["id"] for each in page.select("input")}) == len(points)
    assert not page.select("main form")


def test_a_lesson_that_is_gone_is_not_quoted(stranger: Client) -> None:
    gone = Lesson.objects.get(arrangement__reference="SS0303", number=1)
    assert gone.text in soup(stranger, "/is-sharing-right/").text
    Lesson.objects.filter(pk=gone.pk).delete()
    page = soup(stranger, "/is-sharing-right/")
    assert gone.text not in page.text
    assert "Leaders and chief executives on every side back it in the open" in page.text


def test_the_workbook_has_every_point_and_room_to_answer(stranger: Client) -> None:
    answer = stranger.get("/is-sharing-right.xlsx")
    [table] = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    headings, *rows = table.iter_rows(values_only=True)
    assert headings[1:4] == ("To be sure of", "Why", "Yes, no or not yet")
    points = soup(stranger, "/is-sharing-right/").select(".points__one label")
    assert [row[1] for row in rows] == [each.text for each in points]
    assert {row[3] for row in rows} == {None}
    assert all("SS0" in row[5] for row in rows)


@pytest.mark.parametrize("address", ["/lists/", "/is-sharing-right/", "/is-sharing-right.xlsx"])
def test_everybody_may_see_them(
    stranger: Client, reader: Client, editor: Client, address: str
) -> None:
    assert {person.get(address).status_code for person in (stranger, reader, editor)} == {200}
