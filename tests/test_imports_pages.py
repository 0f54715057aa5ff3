"""Uploading: what a preview says, and what confirming does."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from arrangements.documents import documents
from arrangements.models import Arrangement, DataStamp, Import
from tests.answering import answer, decide, decisions, messy
from tests.query_counts import EDITORS_QUERIES
from tests.sheets import HEADINGS, TWO, five_rows, upload, workbook
from tests.uploading import cells, planned, preview, section, soup_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path) -> Path:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    return settings.UPLOADS_DIR


# What a preview says


def test_five_rows_are_previewed_as_what_they_are(editor: Client) -> None:
    before = DataStamp.current().version
    record = planned(editor, five_rows())
    soup = preview(editor, record)
    totals = [words(each) for each in soup.select(".totals__one")]
    assert totals == ["1 new", "1 changed", "1 the same", "2 with problems"]
    assert words(soup.select_one("form.panel button")) == (
        "Apply 2 arrangements; 2 rows with problems are left out"
    )
    new = section(soup, "new")
    assert ["Name", "Audit of the estuary"] in cells(new)
    assert ["Start", "April 2024"] in cells(new)
    assert "Added Partner 1: Essex County Council – Role: Lead" in words(new)
    rows = cells(section(soup, "changed"))
    held = Arrangement.objects.get(reference="SS0002")
    assert ["Status", held.get_status_display(), "Ended"] in rows
    assert ["Status as of", str(held.status_as_of), "2020"] in rows
    assert "SS0003" in words(section(soup, "same"))
    assert DataStamp.current().version == before


def test_each_problem_says_where_it_is_and_what_to_do(editor: Client) -> None:
    soup = section(preview(editor, planned(editor, five_rows())), "problems")
    shown = {words(each.select_one("strong")): each for each in soup.select(".glimpse")}
    assert set(shown) == {"Arrangements D5:", "Arrangements G6:"}
    partners, date = shown["Arrangements D5:"], shown["Arrangements G6:"]
    assert [words(each) for each in partners.select("thead th")] == list("BCDEF")
    assert cells(partners) == [
        ["1", "Name", "Services", "Partners", "Status", "Status as of"],
        [
            "5",
            "Unknown body",
            "Legal services",
            "Problem: Essex County Council; Slugh Borough Council",
            "Running",
            "2025",
        ],
    ]
    assert "Did you mean: Slough Borough Council" in words(partners)
    assert [words(each) for each in date.select("thead th")] == list("DEFGH")
    assert words(date.select_one(".glimpse__cell--marked")) == "Problem: 31/02/2011"
    assert "“31/02/2011” is not a date in the calendar" in words(date)
    assert "Give a year (2010)" in words(date)
    assert {words(each) for each in soup.select("h3")} == {
        "Bodies that could not be told for certain (1)",
        "Dates that are not in the calendar (1)",
    }


def test_it_says_what_was_taken_as_what_and_stores_nothing_else(editor: Client) -> None:
    record = planned(editor, five_rows())
    soup = section(preview(editor, record), "taken")
    text = words(soup)
    assert "Sheet “Arrangements” as Arrangements: headings in row 1, 7 columns known, 1 not" in text
    assert "Not known and not stored: “Rung by” (column H)." in text
    assert "The sheet “Holiday rota” was left out: no row of it has headings" in text
    assert "Zebedee" not in json.dumps(record.plan)


def test_a_csv_file_is_read_under_its_own_name(editor: Client) -> None:
    data = b"Reference,Number,Role\nSS0002,1,Host\n"
    record = planned(editor, data, "Partners.csv")
    soup = preview(editor, record)
    assert "Sheet “Partners” as Partners" in words(section(soup, "taken"))
    changed = section(soup, "changed")
    assert "Changed Partner 1: South Cambridgeshire District Council" in words(changed)
    assert cells(changed) == [["Role", "Lead", "Host"]]


def test_a_row_of_another_sheet_that_goes_is_said_to_go(editor: Client) -> None:
    data = b"Reference,Number,Remove\nSS0002,3,yes\n"
    changed = words(section(preview(editor, planned(editor, data, "Partners.csv")), "changed"))
    assert "Taken out Partner 3: Cambridge City Council" in changed


def test_an_arrangement_that_goes_is_said_to_go(editor: Client) -> None:
    record = planned(editor, b"Reference,Name,Remove\nSS0002,,yes\n", "list.csv")
    soup = preview(editor, record)
    assert "1 arrangement would be taken out of the catalogue." in words(soup)
    assert "3C Building Control SS0002" in words(section(soup, "removed"))
    assert editor.post(f"/imports/{record.pk}/").status_code == 302
    assert not Arrangement.objects.filter(reference="SS0002").exists()
    assert "3C Building Control" in words(section(preview(editor, record), "removed"))


def test_a_file_with_nothing_new_has_nothing_to_apply(editor: Client) -> None:
    name = Arrangement.objects.get(reference="SS0003").name
    record = planned(editor, workbook({"Arrangements": [HEADINGS, ("SS0003", name)]}))
    soup = preview(editor, record)
    assert "There is nothing to apply." in words(soup)
    assert not soup.select("form.panel")


def test_a_file_with_problems_alone_cannot_be_applied(editor: Client) -> None:
    record = planned(
        editor, workbook({"Arrangements": [HEADINGS, ("SS0003", None, "Alchemy of lead")]})
    )
    soup = preview(editor, record)
    assert "Nothing in this file can be applied as it is." in words(soup)
    assert not soup.select("form.panel")


def test_a_long_part_has_pages_of_its_own(editor: Client) -> None:
    rows = [(None, f"Audit number {n}", "Internal audit", TWO) for n in range(1, 151)]
    record = planned(editor, workbook({"Arrangements": [HEADINGS, *rows]}))
    soup = preview(editor, record)
    assert len(section(soup, "new").select("article")) == 20
    assert section(soup, "new").select_one("a[href='?show=new']")
    first = preview(editor, record, "?show=new")
    second = preview(editor, record, "?show=new&page=2")
    assert [len(each.select("article")) for each in (first, second)] == [100, 50]
    assert editor.get(f"/imports/{record.pk}/?show=new&page=3").status_code == 404


@pytest.mark.parametrize("part", ["problems", "new", "changed", "removed", "same", "notes"])
def test_every_part_can_be_shown_alone(editor: Client, part: str) -> None:
    assert preview(editor, planned(editor, five_rows()), f"?show={part}")


def test_a_part_that_is_not_there_is_refused(editor: Client) -> None:
    answer = editor.get(f"/imports/{planned(editor, five_rows()).pk}/?show=everything")
    assert answer.status_code == 400
    assert "“everything” is not a part of this page." in words(soup_of(answer))


def test_what_stands_in_a_cell_is_never_markup(editor: Client) -> None:
    evil = "<script>alert(1)</script>"
    record = planned(
        editor,
        workbook({f"Sheet {evil[:8]}": [(*HEADINGS, evil), (None, evil, evil, TWO)]}),
        "a<b>.xlsx",
    )
    assert b"<script>alert" not in editor.get(f"/imports/{record.pk}/").content


def test_tiles_and_button_agree(editor: Client) -> None:
    sheets = {
        "Arrangements": [HEADINGS, ("SS0002", None, None, None, None, None, "31/02/2011")],
        "Lessons": [("Reference", "Lesson"), ("SS0002", "Dogs run.")],
    }
    soup = preview(editor, planned(editor, workbook(sheets)))
    assert [words(each) for each in soup.select(".totals__one")] == [
        "0 new",
        "0 changed",
        "0 the same",
        "1 with problems1 of them is changed by their good rows",
    ]
    assert words(soup.select_one("form.panel button")).startswith("Apply 1 arrangement; 1 row")


def test_a_list_of_which_some_is_in_already_says_so(editor: Client) -> None:
    name = Arrangement.objects.get(reference="SS0003").name
    rows = [("SS0003", name), ("SS0002", None, "Alchemy of lead")]
    soup = preview(editor, planned(editor, workbook({"Arrangements": [HEADINGS, *rows]})))
    said = "1 arrangement of this file is in the catalogue already, and the same."
    assert said in words(soup)


# A mended list, and one that is thrown away


def test_answers_are_carried_to_the_mended_list(
    editor: Client, reader: Client, stranger: Client
) -> None:
    record = planned(editor, messy(), said_by="Clerk, Essex")
    answer(editor, record, "names", Slugh={"body": "E06000039"})
    answer(editor, record, "headings", Cash={"column": "claim"})
    decide(editor, record, leave="Our list 6")
    link = f"/imports/new/?after={record.pk}"
    assert stranger.get(link).status_code == 302
    assert reader.get(link).status_code == 403
    soup = soup_of(editor.get(link))
    assert "What you answered on list.xlsx holds for this file too" in words(soup)
    assert soup.select_one("#id_said_by")["value"] == "Clerk, Essex"
    sent = {"file": upload(messy()), "after": str(record.pk), "said_by": "Clerk, Kent"}
    assert editor.post("/imports/new/", sent).status_code == 302
    made, before = decisions(Import.objects.latest("pk")), decisions(record)
    assert (made.names, made.headings) == (before.names, before.headings)
    assert (made.said_by, made.left_out, made.twins) == ("Clerk, Kent", [], {})
    assert before.left_out == ["Our list 6"]


def test_the_mended_list_has_its_link_wherever_rows_have_problems(editor: Client) -> None:
    """Also where a row is good, before it is applied and after."""
    record = planned(editor, five_rows(), said_by="Clerk, Essex")
    again = f"/imports/new/?after={record.pk}"
    link = preview(editor, record).select_one(f"form.panel a[href='{again}']")
    assert words(link) == "upload it again"
    assert "upload it again: your answers are kept" in words(link.parent)
    editor.post(f"/imports/{record.pk}/")
    link = preview(editor, record).select_one(f".panel a[href='{again}']")
    assert words(link.parent) == "Upload it again, mended: your answers are kept"


@pytest.mark.parametrize("after", ["999999", "x", "9" * 40, "²"])
def test_answers_of_an_import_that_is_not_there_are_not_found(editor: Client, after: str) -> None:
    assert editor.get("/imports/new/", {"after": after}).status_code == 404


def test_a_waiting_list_can_be_thrown_away(
    editor: Client, reader: Client, stranger: Client, uploads: Path
) -> None:
    record = planned(editor, five_rows())
    address = f"/imports/{record.pk}/throw-away/"
    assert preview(editor, record).select_one(f"form[action='{address}']")
    assert stranger.post(address).status_code == 302
    assert reader.post(address).status_code == 403
    assert editor.get(address).status_code == 405
    assert Import.objects.filter(pk=record.pk).exists()
    done = editor.post(address, follow=True)
    assert "“list.xlsx” was thrown away, and its file deleted." in words(soup_of(done))
    assert not Import.objects.filter(pk=record.pk).exists()
    assert list(uploads.iterdir()) == []
    applied = planned(editor, five_rows())
    editor.post(f"/imports/{applied.pk}/")
    assert editor.post(f"/imports/{applied.pk}/throw-away/").status_code == 409
    assert Import.objects.filter(pk=applied.pk).exists()


# What confirming does


def test_confirming_applies_the_good_rows_and_says_so(editor: Client, stranger: Client) -> None:
    count = Arrangement.objects.count()
    record = planned(editor, five_rows())
    answer = editor.post(f"/imports/{record.pk}/", follow=True)
    assert answer.status_code == 200
    text = words(soup_of(answer))
    assert "Applied: 2 arrangements added or changed." in text
    assert "2 rows with problems were left out." in text
    assert Arrangement.objects.count() == count + 1
    made = Arrangement.objects.get(name="Audit of the estuary")
    assert Arrangement.objects.get(reference="SS0002").status == "ended"
    links = {link["href"] for link in soup_of(answer).select("main a")}
    assert {made.get_absolute_url(), "/arrangements/SS0002/", "/map/", "/map/#SS0002"} <= links
    assert not soup_of(answer).select("form.panel")
    found = soup_of(stranger.get("/arrangements/?q=audit+of+the+estuary"))
    assert "Audit of the estuary" in words(found)
    record.refresh_from_db()
    assert record.applied_by == record.made_by


def test_applying_twice_is_refused(editor: Client) -> None:
    record = planned(editor, five_rows())
    editor.post(f"/imports/{record.pk}/")
    version = DataStamp.current().version
    answer = editor.post(f"/imports/{record.pk}/")
    assert answer.status_code == 409
    assert "This import was applied already. Nothing was changed." in words(soup_of(answer))
    assert DataStamp.current().version == version


def test_a_catalogue_that_moved_is_left_alone(editor: Client) -> None:
    change = workbook({"Arrangements": [HEADINGS, ("SS0002", None, None, None, "Ended", 2020)]})
    first, second = planned(editor, change), planned(editor, change)
    editor.post(f"/imports/{first.pk}/")
    held, count = documents(["SS0002"]), Arrangement.objects.count()
    answer = editor.post(f"/imports/{second.pk}/")
    assert answer.status_code == 409
    error = words(soup_of(answer).select_one(".govuk-error-summary"))
    assert "SS0002 changed after this file was read." in error
    assert "Upload a spreadsheet" in error
    assert (documents(["SS0002"]), Arrangement.objects.count()) == (held, count)
    second.refresh_from_db()
    assert second.state == Import.State.PLANNED


def test_a_list_confirmed_twice_is_added_once(editor: Client) -> None:
    one = workbook({"Arrangements": [HEADINGS, (None, "Estuary wardens", "Internal audit", TWO)]})
    first, second = planned(editor, one), planned(editor, one)
    editor.post(f"/imports/{first.pk}/")
    held = Arrangement.objects.get(name="Estuary wardens")
    answer = editor.post(f"/imports/{second.pk}/")
    assert answer.status_code == 409
    error = words(soup_of(answer).select_one(".govuk-error-summary"))
    assert f"“Estuary wardens” is in the catalogue now, as {held.reference}" in error
    assert Arrangement.objects.filter(name="Estuary wardens").count() == 1
    editor.post(f"/imports/{second.pk}/decide/", {"again": "yes"})
    assert "There is nothing to apply." in words(preview(editor, second))


def test_what_would_be_new_is_held_against_what_came_since(editor: Client) -> None:
    def named(name: str, reference: str | None = None) -> Import:
        row = (reference, name, "Internal audit", TWO)
        return planned(editor, workbook({"Arrangements": [HEADINGS, row]}))

    asked, said, other = named("Wardens of estuary dogs"), named("Estuary", "new"), named("Dogs")
    editor.post(f"/imports/{named('Estuary dog wardens').pk}/")
    answer = editor.post(f"/imports/{asked.pk}/")
    assert answer.status_code == 409
    sentence = "“Wardens of estuary dogs” looks like “Estuary dog wardens”"
    assert sentence in words(soup_of(answer).select_one(".govuk-error-summary"))
    assert editor.post(f"/imports/{said.pk}/").status_code == 302
    assert editor.post(f"/imports/{other.pk}/").status_code == 409
    DataStamp.change()
    unlike = planned(editor, five_rows())
    DataStamp.change()
    assert editor.post(f"/imports/{unlike.pk}/").status_code == 302


def test_the_list_shows_each_import_with_its_totals(editor: Client) -> None:
    record = planned(editor, five_rows(), "ours.xlsx")
    row = soup_of(editor.get("/imports/")).select_one("tbody tr")
    assert row.select_one("a")["href"] == f"/imports/{record.pk}/"
    assert [words(cell) for cell in row.select(".govuk-table__cell--numeric")] == list("1112")
    assert "ours.xlsx" in words(row)
    assert "Waiting to be confirmed" in words(row)


@pytest.mark.parametrize(("address", "number"), EDITORS_QUERIES.items())
def test_a_page_costs_what_the_ledger_says(
    editor: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    number: int,
) -> None:
    editor.get(address)
    with django_assert_num_queries(number):
        assert editor.get(address).status_code == 200
