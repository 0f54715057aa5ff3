"""Up to five arrangements side by side, and those that are like one another."""

import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.independent import arrangements, of_arrangement
from tests.planning import applied, listed, sheet

pytestmark = pytest.mark.django_db

FOUR = ("SS0252", "SS0389", "SS0391", "SS0442")


def query(*texts: str) -> str:
    return "&".join(f"arrangement={text}" for text in texts)


def page(client: Client, asked: str = "", status: int = 200) -> BeautifulSoup:
    answer = client.get(f"/compare/?{asked}")
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def rows(soup: BeautifulSoup) -> dict[str, list[str]]:
    return {
        row.th.text: [" ".join(cell.text.split()) for cell in row.select("td")]
        for row in soup.select(".compared tbody tr")
    }


def test_four_legal_services_answer_the_same_questions(stranger: Client) -> None:
    soup = page(stranger, query(*FOUR))
    heads = [each.a.text for each in soup.select(".compared thead th")]
    assert heads == [arrangements()[reference]["Name"] for reference in FOUR]
    shown = rows(soup)
    assert all(len(cells) == len(FOUR) for cells in shown.values())
    assert "London Borough of Harrow (host, joined in 2012)" in shown["Partners"][0]
    assert "left in 2020" in shown["Partners"][2]
    assert shown["Start"] == [
        "Since 3 September 2012",
        "Since 30 November 2009",
        "Since April 2014",
        "Since 2011",
    ]
    assert "£4.4 million in all, forecast in 2012" in shown["Money"][0]
    for at, reference in enumerate(FOUR):
        said = " ".join(cells[at] for cells in shown.values())
        for lesson in of_arrangement("Lessons")[reference]:
            assert lesson["Lesson"] in said
        for source in of_arrangement("Sources")[reference]:
            assert source["Title"] in said
    assert "Not known" in " ".join(shown["Term and notice"])


def test_the_workbook_says_what_the_page_says(stranger: Client) -> None:
    answer = stranger.get(f"/compare.xlsx?{query(*FOUR)}")
    [table] = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    held = {cells[0]: list(cells[1:]) for cells in table.iter_rows(values_only=True)}
    assert held["Reference"] == list(FOUR)
    shown = rows(page(stranger, query(*FOUR)))
    assert held.keys() - {"Question", "Reference"} == shown.keys()
    for title, cells in shown.items():
        assert [" ".join(str(text).split()) for text in held[title]] == cells


def test_a_name_will_do_and_what_is_near_is_offered(stranger: Client) -> None:
    soup = page(stranger, query("hb public law", "ss0391"))
    assert [each.a.text for each in soup.select("thead th")] == ["HB Public Law", "oneSource"]
    soup = page(stranger, query("SS0252", "Legal"))
    offered = {a["href"] for a in soup.select(".govuk-inset-text a")}
    assert len(offered) == 6
    assert all(href.startswith("?arrangement=SS0252&arrangement=SS0") for href in offered)
    assert len(soup.select(".compared thead th")) == 1


@pytest.mark.parametrize("text", ["SS9999", "zzzz", "%25", "%00", "a" * 9_000, "=1+1"])
def test_what_is_none_is_said(stranger: Client, text: str) -> None:
    soup = page(stranger, query("SS0252", text))
    assert "No arrangement has the reference or name" in soup.select_one(".govuk-inset-text").text
    assert stranger.get(f"/compare.xlsx?{query(text)}").status_code == 400


def test_too_many_or_something_else_is_refused_and_said(stranger: Client) -> None:
    six = query(*(f"SS000{number}" for number in range(1, 7)))
    assert "Up to 5 arrangements can be compared; these are 6." in page(stranger, six, 400).text
    assert "“colour” is not something that can be asked" in page(stranger, "colour=red", 400).text
    assert "Say which arrangements" in stranger.get("/compare.xlsx").content.decode()
    # The same one twice is one, and no more is asked for once there are five.
    assert len(page(stranger, query("SS0001", "ss0001")).select("thead th")) == 1
    five = page(stranger, query(*(f"SS000{number}" for number in range(1, 6))))
    assert not five.select(".compare-form")


def test_one_can_be_taken_away_and_another_added(stranger: Client) -> None:
    soup = page(stranger, query("SS0252", "SS0391"))
    [first, _] = soup.select("tfoot a")
    assert [each.a.text for each in page(stranger, first["href"][1:]).select("thead th")] == [
        "oneSource"
    ]
    held = [field.get("value") for field in soup.select(".compare-form input")]
    assert held == ["SS0252", "SS0391", None]
    assert len(page(stranger).select(".compare-form input")) == 2


def test_everybody_may_compare(stranger: Client, reader: Client, editor: Client) -> None:
    for person in (stranger, reader, editor):
        assert len(page(person, query(*FOUR)).select("thead th")) == len(FOUR)


def similar(client: Client, reference: str) -> dict[str, str]:
    soup = BeautifulSoup(client.get(f"/arrangements/{reference}/").content, "html.parser")
    return {
        each.a["href"].split("/")[-2]: each.select_one(".soft").text
        for each in soup.select(".similar li")
    }


def test_a_records_page_names_those_like_it_and_says_why(stranger: Client) -> None:
    found = similar(stranger, "SS0252")
    assert len(found) == 4
    assert all(reason.startswith("Also legal services") for reason in found.values())
    assert "SS0442" in found
    assert "London too" in found["SS0442"]
    assert "the same model" in found["SS0442"]


def test_what_it_came_from_or_is_part_of_is_not_merely_like_it(stranger: Client) -> None:
    for reference, row in arrangements().items():
        kin = {row["Part of"], *row["Replaces"].split("; ")} - {""}
        if kin and reference in {"SS0003", "SS0004", "SS0397", "SS0038"}:
            assert not kin & similar(stranger, reference).keys()


def test_the_nearest_of_two_is_first(empty_catalogue: None, stranger: Client) -> None:
    """The same services before a part of them, then the same model and kind of partner."""
    districts = "Babergh District Council; Mid Suffolk District Council"
    others = "Adur District Council; Worthing Borough Council"
    counties = "Essex County Council; Kent County Council"
    applied(
        listed(
            ["Reference", "Name", "Partners", "Services", "Model"],
            ["SS0001", "Asked", districts, "Legal services", "Joint committee"],
            ["SS0002", "Other model", others, "Legal services", "Jointly owned company"],
            ["SS0003", "Alike", others, "Legal services", "Joint committee"],
            ["SS0004", "More services", others, "Legal services; Payroll", "Joint committee"],
            ["SS0005", "Counties", counties, "Legal services", "Jointly owned company"],
            ["SS0006", "Waste", others, "Waste collection and recycling", "Joint committee"],
        ),
        sheet("Sources", ["Reference", "Title"], ["SS0001", "A paper"]),
    )
    assert list(similar(stranger, "SS0001")) == ["SS0003", "SS0002", "SS0005", "SS0004"]
