"""Uploading: who may, what is refused, what a preview says, and what confirming does."""

import json
import os
import stat
import time
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from arrangements.documents import documents
from arrangements.imports.uploads import forget_uploads
from arrangements.models import Arrangement, DataStamp, Import
from tests.query_counts import EDITORS_QUERIES
from tests.sheets import HEADINGS, TWO, five_rows, upload, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path) -> Path:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    return settings.UPLOADS_DIR


def sent(client: Client, data: bytes, name: str = "list.xlsx") -> HttpResponse:
    return client.post("/imports/new/", {"file": upload(data, name)})


def planned(client: Client, data: bytes, name: str = "list.xlsx") -> Import:
    answer = sent(client, data, name)
    assert answer.status_code == 302, words(soup_of(answer))
    record = Import.objects.latest("pk")
    assert answer["Location"] == f"/imports/{record.pk}/"
    return record


def soup_of(answer: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def words(tag: BeautifulSoup) -> str:
    return " ".join(tag.text.split())


def cells(soup: BeautifulSoup) -> list[list[str]]:
    return [[words(cell) for cell in row.select("th, td")] for row in soup.select("tbody tr")]


def preview(client: Client, record: Import, query: str = "") -> BeautifulSoup:
    answer = client.get(f"/imports/{record.pk}/{query}")
    assert answer.status_code == 200
    return soup_of(answer)


def section(soup: BeautifulSoup, name: str) -> BeautifulSoup:
    return soup.select_one(f"section[aria-labelledby={name}]")


# Who may


@pytest.mark.parametrize("page", ["/imports/", "/imports/new/", "/imports/1/", "/imports/1/file/"])
def test_editors_alone_see_imports(
    editor: Client, reader: Client, stranger: Client, page: str
) -> None:
    answer = stranger.get(page)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={page}")
    refused = reader.get(page)
    assert refused.status_code == 403
    assert "Imports are for editors of the catalogue, and your account is not one." in words(
        soup_of(refused)
    )
    shown = 404 if page.endswith("file/") else 200
    assert editor.get(page).status_code == shown


def test_a_strangers_upload_changes_nothing(stranger: Client, uploads: Path) -> None:
    before = Import.objects.count(), DataStamp.current().version
    answer = sent(stranger, five_rows())
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/accounts/login/?next=/imports/new/",
    )
    assert (Import.objects.count(), DataStamp.current().version) == before
    assert not uploads.exists()


def test_a_readers_upload_changes_nothing(reader: Client, uploads: Path) -> None:
    before = Import.objects.count()
    assert sent(reader, five_rows()).status_code == 403
    assert Import.objects.count() == before
    assert not uploads.exists()


@pytest.mark.parametrize("person", ["reader", "stranger"])
def test_only_an_editor_confirms(
    editor: Client, person: str, request: pytest.FixtureRequest
) -> None:
    record = planned(editor, five_rows())
    answer = request.getfixturevalue(person).post(f"/imports/{record.pk}/")
    assert answer.status_code in {302, 403}
    record.refresh_from_db()
    assert record.state == Import.State.PLANNED
    assert not Arrangement.objects.filter(name="Audit of the estuary").exists()


def test_a_form_from_elsewhere_is_refused(editor: Client) -> None:
    record = planned(editor, five_rows())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(f"/imports/{record.pk}/").status_code == 403
    assert strict.post("/imports/new/", {"file": upload(five_rows())}).status_code == 403


def test_the_list_is_in_the_navigation_of_editors_alone(
    editor: Client, reader: Client, stranger: Client
) -> None:
    def links(client: Client) -> set[str]:
        return {link["href"] for link in soup_of(client.get("/about/")).select("nav a")}

    assert "/imports/" in links(editor)
    assert "/imports/" not in links(reader) | links(stranger)


def test_pages_of_imports_are_kept_by_no_cache(editor: Client) -> None:
    record = planned(editor, five_rows())
    for page in ("/imports/", "/imports/new/", f"/imports/{record.pk}/"):
        assert "no-store" in editor.get(page)["Cache-Control"]


# What is refused


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("list.xlsx", b"", "This file is empty."),
        ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00", "not a spreadsheet"),
        ("list.pdf", b"%PDF-1.4\n%...", "This is a PDF, not a spreadsheet."),
        ("list.csv", b"apples,pears\n1,2\n", "No row of headings that we know was found."),
        ("list.xlsx", workbook({"Arrangements": []}), "There is nothing in this file."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(
    editor: Client, uploads: Path, name: str, data: bytes, sentence: str
) -> None:
    before = Import.objects.count()
    answer = sent(editor, data, name)
    assert answer.status_code == 400
    soup = soup_of(answer)
    assert soup.title.text.startswith("Error: ")
    assert sentence in words(soup.select_one(".govuk-error-summary"))
    assert sentence in words(soup.select_one("#file-error"))
    assert soup.select_one(".govuk-error-summary a")["href"] == "#id_file"
    assert soup.select_one("#id_file")
    assert Import.objects.count() == before
    assert list(uploads.iterdir()) == []


def test_no_file_is_refused(editor: Client) -> None:
    answer = editor.post("/imports/new/", {})
    assert answer.status_code == 400
    assert "Choose a file to upload." in words(soup_of(answer))


def test_a_file_that_is_too_big_is_refused_unread(editor: Client, uploads: Path, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024**2
    answer = sent(editor, b"x" * (1024**2 + 1))
    assert answer.status_code == 413
    assert "at most 1 MB can be uploaded" in words(soup_of(answer))
    assert list(uploads.iterdir()) == []


def test_an_import_that_is_not_there_is_not_found(editor: Client) -> None:
    assert editor.get("/imports/999999/").status_code == 404
    assert editor.post("/imports/999999/").status_code == 404


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
    rows = {words(row.select_one("strong")): words(row) for row in soup.select("tbody tr")}
    assert set(rows) == {"D5", "G6"}
    assert "Arrangements, “Partners”" in rows["D5"]
    assert "Slugh Borough Council" in rows["D5"]
    assert "Did you mean: Slough Borough Council" in rows["D5"]
    assert "“31/02/2011” is not a date in the calendar" in rows["G6"]
    assert "Give a year (2010)" in rows["G6"]
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
    assert {made.get_absolute_url(), "/arrangements/SS0002/", "/map/"} <= links
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
    first, second = planned(editor, five_rows()), planned(editor, five_rows())
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


# The files


def test_a_file_is_kept_in_private_for_editors_alone(
    editor: Client, reader: Client, stranger: Client, uploads: Path
) -> None:
    data = five_rows()
    record = planned(editor, data, "our list.xlsx")
    (kept,) = uploads.iterdir()
    assert kept.name == record.kept_as
    assert "our" not in kept.name
    assert stat.S_IMODE(os.stat(kept).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(uploads).st_mode) == 0o700
    address = f"/imports/{record.pk}/file/"
    assert preview(editor, record).select_one(f"a[href='{address}']")
    answer = editor.get(address)
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Type"] == "application/octet-stream"
    assert 'attachment; filename="our list.xlsx"' in answer["Content-Disposition"]
    assert reader.get(address).status_code == 403
    assert stranger.get(address).status_code == 302


def test_a_file_goes_after_its_time(editor: Client, uploads: Path, settings) -> None:
    record = planned(editor, five_rows())
    (kept,) = uploads.iterdir()
    long_ago = timezone.now() - settings.UPLOAD_KEPT_FOR - timedelta(hours=1)
    Import.objects.filter(pk=record.pk).update(made_at=long_ago)
    os.utime(kept, (long_ago.timestamp(), long_ago.timestamp()))
    assert editor.get(f"/imports/{record.pk}/file/").status_code == 404
    assert "The file was deleted after 90 days." in words(preview(editor, record))
    recent = planned(editor, five_rows())
    assert [path.name for path in uploads.iterdir()] == [recent.kept_as]


def test_what_an_interrupted_upload_left_goes_too(uploads: Path, settings) -> None:
    left = uploads / "tmpabc"
    left.mkdir(parents=True)
    (left / "list.xlsx").write_bytes(b"x")
    forget_uploads()
    assert left.exists()
    old = time.time() - settings.UPLOAD_KEPT_FOR.total_seconds() - 60
    os.utime(left, (old, old))
    forget_uploads()
    assert not left.exists()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "-rf.csv", "é" * 200 + ".csv", ".csv", "a\nb.csv", "con.csv"]
)
def test_any_file_name_will_do(editor: Client, uploads: Path, name: str) -> None:
    record = planned(editor, b"Reference,Name\nSS0003,3C ICT\n", name)
    assert [path.parent for path in uploads.rglob("*")] == [uploads]
    answer = editor.get(f"/imports/{record.pk}/file/")
    assert answer.status_code == 200
    assert "\n" not in answer["Content-Disposition"]
