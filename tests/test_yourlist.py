"""Somebody's list against ours: for anybody, with nothing changed and nothing kept."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from arrangements.imports.progress import one_of
from arrangements.models import Arrangement, Import
from tests.planning import everything
from tests.sheets import HEADINGS, TWO, upload, workbook
from tests.uploading import cells, section, soup_of, words

pytestmark = pytest.mark.django_db

ADDRESS = "/your-list/"


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"
    return settings.UPLOADS_DIR


def theirs() -> bytes:
    """One of theirs alone, one the same, one that differs, one by its name, one unreadable."""
    slough = "Essex County Council; Slough Borough Council"
    by_name = Arrangement.objects.get(reference="SS0005").name
    return workbook(
        {
            "Ours": [
                (*HEADINGS, "Rung by"),
                (None, "+Audit of the estuary", "Internal audit", slough, "Running", 2025, 2024),
                ("SS0003",),
                ("SS0002", None, None, None, "Ended", 2020),
                (None, by_name, None, None, "Abandoned", 2020, None, "Z Quux"),
                (None, "Bad date", "Legal services", TWO, "Running", 2025, "31/02/2011"),
            ],
            "Holiday rota": [("Who", "When"), ("Z Quux", "August")],
        }
    )


def sent(client: Client, data: bytes, name: str = "ours.xlsx", **more: str) -> HttpResponse:
    return client.post(ADDRESS, {"file": upload(data, name), **more})


@pytest.mark.parametrize("person", ["editor", "reader", "stranger"])
def test_anybody_may_compare(person: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(person)
    assert client.get(ADDRESS).status_code == 200
    assert sent(client, theirs()).status_code == 200


def test_the_answer_says_all_four_parts(stranger: Client) -> None:
    soup = soup_of(sent(stranger, theirs()))
    assert words(soup.select_one(".totals__number")) == "1"
    assert "+Audit of the estuary Row 2 of “Ours”" in words(section(soup, "theirs"))
    differ = section(soup, "differ")
    held = Arrangement.objects.get(reference="SS0002")
    assert ["Status", "Ended", held.get_status_display()] in cells(differ)
    assert "SS0005; Row 5 of “Ours”" in words(differ)
    bad = section(soup, "unclear")
    assert "“31/02/2011” is not a date in the calendar" in words(bad)
    assert words(bad.select_one(".glimpse__cell--marked")) == "Problem: 31/02/2011"
    assert "“Holiday rota” was left out" in words(bad)
    assert "the column “Rung by” is none of ours" in words(bad)


def test_the_bodies_are_those_in_most_rows_and_ours_of_theirs_are_listed(
    stranger: Client,
) -> None:
    soup = soup_of(sent(stranger, theirs()))
    ours = section(soup, "ours")
    known = Arrangement.objects.filter(
        partners__body__name__in=["Essex County Council", "Slough Borough Council"]
    ).distinct()
    assert f"Only in ours ({known.count()})" in words(ours.select_one("h2"))
    about = "about Essex County Council (in 2 rows), Slough Borough Council (in 2 rows)."
    assert about in words(soup)
    assert {words(line) for line in ours.select(".line__name")} == {each.name for each in known}


def test_what_a_name_was_read_as_is_shown_unless_it_is_the_official_one(stranger: Client) -> None:
    """By the rule on names "Warwickshire Council" can only be the county: it is told, not asked."""
    partners = "Warwickshire Council; Slough BC; Essex County Council; slough borough council"
    data = workbook({"Ours": [HEADINGS, (None, "Audit", "Internal audit", partners, "Running")]})
    soup = soup_of(sent(stranger, data))
    told = section(soup, "read-as")
    assert [words(each) for each in told.select("li")] == [
        "“Slough BC”: Slough Borough Council",
        "“Warwickshire Council”: Warwickshire County Council",
    ]
    assert "2 names were read as another." in words(soup)
    book = openpyxl.load_workbook(
        io.BytesIO(sent(stranger, data, **{"as": "xlsx"}).content), read_only=True
    )
    assert ("Warwickshire Council", "Warwickshire County Council") in list(
        book["Names read as"].iter_rows(values_only=True)
    )
    plain = workbook({"Ours": [HEADINGS, (None, "Audit", "Internal audit", TWO, "Running")]})
    assert not soup_of(sent(stranger, plain)).select("#read-as")


def test_a_list_that_we_wrote_ourselves_is_the_same(stranger: Client) -> None:
    query = "body=slough-borough-council"
    ours = b"".join(stranger.get(f"/arrangements.xlsx?{query}").streaming_content)
    soup = soup_of(sent(stranger, ours))
    numbers = [words(each) for each in soup.select(".totals__number")]
    assert numbers[0] == numbers[2] == numbers[3] == "0"
    count = Arrangement.objects.filter(partners__body__slug="slough-borough-council").count()
    assert f"{count} arrangements in both are the same." in words(soup)


def test_the_same_as_a_workbook(stranger: Client) -> None:
    answer = sent(stranger, theirs(), **{"as": "xlsx"})
    assert "your-list-against-ours.xlsx" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [
        "Summary",
        "Only in yours",
        "Only in ours",
        "Where they differ",
        "Yours knows more",
        "Perhaps the same",
        "Names read as",
        "Could not be read",
    ]
    rows = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    first = book["Only in yours"]["B2"]
    assert (first.value, first.data_type) == ("+Audit of the estuary", "s")
    held = Arrangement.objects.get(reference="SS0002")
    assert (
        "SS0002",
        held.name,
        "Row 4 of “Ours”",
        "Status",
        "Ended",
        held.get_status_display(),
    ) in rows["Where they differ"]
    assert rows["Could not be read"][1][:3] == ("Ours", "G6", "31/02/2011")
    shown = soup_of(sent(stranger, theirs()))
    assert len(rows["Only in ours"]) - 1 == len(section(shown, "ours").select(".line"))
    assert ("Only in yours", "1") in rows["Summary"]


def test_a_text_that_looks_like_a_formula_stays_text(stranger: Client) -> None:
    data = f"Name,Partners,Services\n'=1+1,{TWO},Payroll\n".encode()
    answer = sent(stranger, data, "ours.csv", **{"as": "xlsx"})
    cell = openpyxl.load_workbook(io.BytesIO(answer.content))["Only in yours"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_nothing_is_changed_and_nothing_is_kept(stranger: Client, uploads: Path) -> None:
    before, imports = everything(history=True), Import.objects.count()
    sent(stranger, theirs())
    sent(stranger, theirs(), **{"as": "xlsx"})
    sent(stranger, b"%PDF-1.4", "ours.pdf")
    assert everything(history=True) == before
    assert Import.objects.count() == imports
    assert list(uploads.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("ours.pdf", b"%PDF-1.4", "This is a PDF, not a spreadsheet."),
        ("ours.csv", b"", "This file is empty."),
        ("ours.csv", b"apples,pears\n1,2\n", "No row of headings that we know was found."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(
    stranger: Client, name: str, data: bytes, sentence: str
) -> None:
    answer = sent(stranger, data, name)
    assert answer.status_code == 400
    soup = soup_of(answer)
    assert soup.title.text.startswith("Error: ")
    assert sentence in words(soup.select_one(".govuk-error-summary"))
    assert sentence in words(soup.select_one("#file-error"))


def test_too_big_or_no_file(stranger: Client, settings: Any) -> None:
    assert "up to 2 MB" in words(soup_of(stranger.get(ADDRESS)))
    answer = sent(stranger, b"x" * (2 * 1024**2 + 1), "ours.csv")
    assert answer.status_code == 413
    assert "at most 2 MB can be uploaded" in words(soup_of(answer))
    settings.UPLOAD_LIMIT_BYTES = 1024**2
    assert sent(stranger, b"x" * (1024**2 + 1), "ours.csv").status_code == 413
    assert stranger.post(ADDRESS).status_code == 400


def test_when_others_are_at_it_one_waits(stranger: Client) -> None:
    with one_of("your-list", 2), one_of("your-list", 2):
        answer = sent(stranger, theirs())
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "Other lists are being compared." in words(soup_of(answer))
    assert sent(stranger, theirs()).status_code == 200


def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"file": upload(theirs())}).status_code == 403


def test_it_is_found_from_every_page(stranger: Client) -> None:
    assert soup_of(stranger.get("/arrangements/")).select_one(f"footer a[href='{ADDRESS}']")
    about = soup_of(stranger.get("/about/data/"))
    assert about.select_one(f"main a[href='{ADDRESS}']")
    assert about.select_one("main a[href='/about/data/template.xlsx']")


def test_what_it_costs_does_not_grow_with_the_list(
    stranger: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for many in (2, 20):
        rows = [(None, f"Audit {n}", "Internal audit", TWO, "Running") for n in range(many)]
        data = workbook({"Arrangements": [HEADINGS, *rows]})
        sent(stranger, data)
        with django_assert_num_queries(29):
            sent(stranger, data)


def listed(*rows: tuple[object, ...], partners: str = "Partners") -> bytes:
    return workbook({"Ours": [("Name", "Services", partners, "Start"), *rows]})


KENT = "Kent County Council; Medway Council"


def test_a_list_about_nobody_in_particular_says_so(stranger: Client) -> None:
    data = listed(
        ("Audit A", "Internal audit", "Essex County Council; Slough Borough Council"),
        ("Audit B", "Internal audit", "Kent County Council; Medway Council"),
        ("Audit C", "Internal audit", "Leeds City Council; Bradford Council"),
        ("Audit D", "Internal audit", "Essex County Council; Thurrock Council"),
        ("Audit E", "Internal audit", "Norfolk County Council; Suffolk County Council"),
    )
    said = words(soup_of(sent(stranger, data)))
    assert "No body stands in half of the rows." in said
    assert "Essex County Council (in 2 rows), Slough Borough Council (in 1 row)" in said
    assert "6 other bodies are named in it." in said
    assert "taken to be about" not in said


def test_a_person_may_say_whose_list_it_is(stranger: Client) -> None:
    data = listed(("Audit A", "Internal audit", KENT))
    soup = soup_of(sent(stranger, data, about="Slough Borough Council"))
    known = Arrangement.objects.filter(partners__body__slug="slough-borough-council").distinct()
    assert f"Only in ours ({known.count()})" in words(section(soup, "ours").select_one("h2"))
    assert "looked up for Slough Borough Council (in 0 rows), as you said" in words(soup)
    answer = sent(stranger, data, about="Slugh Borough Council")
    assert answer.status_code == 400
    assert "Did you mean “Slough Borough Council”" in words(soup_of(answer))


def test_it_says_how_many_rows_were_compared(stranger: Client) -> None:
    data = listed(
        ("Audit A", "Internal audit", KENT),
        ("Audit B", "Internal audit", KENT, "31/02/2011"),
        ("Audit C", "Internal audit", KENT),
    )
    said = words(soup_of(sent(stranger, data)))
    assert "2 of your 3 rows could be compared; 1 has problems, shown below." in said


def test_a_row_with_a_problem_may_be_one_of_ours(stranger: Client) -> None:
    held = Arrangement.objects.get(reference="SS0300")
    audit = Arrangement.objects.get(name="Mid Kent Audit")
    two = "Maidstone Borough Council; Tunbridge W. Bor"
    data = listed(
        ("Maidstone & T/Wells Revs and Bens", "Revenues and benefits", two),
        ("Mid Kent Audit", "Internal audit", two),
        ("Maidstone lifeguards", "Leisure centres", two),
    )
    soup = soup_of(sent(stranger, data))
    perhaps = [words(each) for each in section(soup, "perhaps").select("li")]
    assert perhaps == [
        f"“Maidstone & T/Wells Revs and Bens”, Row 2 of “Ours”: {held.name} SS0300",
        f"“Mid Kent Audit”, Row 3 of “Ours”: Mid Kent Audit {audit.reference}",
    ]
    names = {words(each) for each in section(soup, "ours").select(".line__name")}
    assert names
    assert names.isdisjoint({held.name, audit.name})


def test_a_list_without_partners_is_told_first_and_its_heading_can_be_answered(
    stranger: Client,
) -> None:
    data = listed(("Audit A", "Internal audit", KENT), partners="Who’s involved")
    soup = soup_of(sent(stranger, data))
    assert "No column of your list was read as its partners" in words(
        soup.select_one(".govuk-inset-text")
    )
    assert "“Who’s involved” is" in words(soup.select_one("label[for=heading-whos-involved]"))
    assert soup.select_one("#heading-whos-involved option[value=partners]")
    told = {"heading": "Who’s involved", "column": "partners"}
    soup = soup_of(sent(stranger, data, **told))
    assert not soup.select(".govuk-inset-text")
    assert "Audit A" in words(section(soup, "theirs"))
    assert soup.select_one("#heading-whos-involved option[selected]")["value"] == "partners"
    assert sent(stranger, data, heading="Who’s involved", column="quux").status_code == 200


def test_what_ours_lacks_is_no_disagreement(stranger: Client) -> None:
    held = Arrangement.objects.filter(start="").first()
    data = workbook({"Ours": [("Reference", "Start"), (held.reference, "2011-04")]})
    soup = soup_of(sent(stranger, data))
    assert "In both, and they differ (0)" in words(section(soup, "differ"))
    assert ["Start", "April 2011"] in cells(section(soup, "more"))


def test_a_shortened_name_with_the_lead_in_common_is_a_twin(stranger: Client) -> None:
    lead = "Dorset County Council; Poole Borough Council"
    data = listed(("Dorset Waste", "Waste collection and recycling", lead, "2011"))
    soup = soup_of(sent(stranger, data))
    assert "Dorset Waste" not in words(section(soup, "theirs"))
    assert "SS0167" in words(section(soup, "differ"))
    data = listed(("Dorset Waste", "Payroll", lead, "2011"))
    assert "Dorset Waste" in words(section(soup_of(sent(stranger, data)), "theirs"))
