"""Uploading: who may, what is refused, and what becomes of the files."""

import os
import stat
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from arrangements.imports.uploads import forget_uploads
from arrangements.models import Arrangement, DataStamp, Import
from tests.sheets import five_rows, upload, workbook
from tests.uploading import planned, preview, sent, soup_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path) -> Path:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    return settings.UPLOADS_DIR


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


# The files


def test_a_file_is_kept_in_private_for_editors_alone(
    editor: Client, reader: Client, stranger: Client, uploads: Path
) -> None:
    data = five_rows()
    record = planned(editor, data, "our list.xlsx")
    kept = {path.name: path for path in uploads.iterdir()}
    assert set(kept) == {record.kept_as, f"{record.kept_as}.rows"}
    assert {stat.S_IMODE(os.stat(path).st_mode) for path in kept.values()} == {0o600}
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
    long_ago = timezone.now() - settings.UPLOAD_KEPT_FOR - timedelta(hours=1)
    Import.objects.filter(pk=record.pk).update(made_at=long_ago)
    for path in uploads.iterdir():
        os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    assert editor.get(f"/imports/{record.pk}/file/").status_code == 404
    assert "The file was deleted after 90 days." in words(preview(editor, record))
    recent = planned(editor, five_rows())
    assert {path.stem for path in uploads.iterdir()} == {recent.kept_as}


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
