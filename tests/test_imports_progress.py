"""Long work: done by a process of its own, seen while it goes on, and missed when it dies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from arrangements.imports import importing
from arrangements.imports.importing import progress_of
from arrangements.imports.plan import Plan
from arrangements.imports.progress import AlreadyGoing, Progress, one_of
from arrangements.imports.undo import undo_import
from arrangements.models import Arrangement, Import
from arrangements.views import imports as views
from tests.answering import decide
from tests.sheets import HEADINGS, TWO, five_rows, workbook
from tests.uploading import planned, preview, sent, soup_of, words

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every file is long, and the processes that would be started are noted instead."""
    commands: list[list[str]] = []

    def start(self: Progress, doing: str, command: list[str]) -> None:
        self.write(doing)
        commands.append(command[2:])

    monkeypatch.setattr(importing, "AT_ONCE_BYTES", 0)
    monkeypatch.setattr(importing, "AT_ONCE_CHANGES", 0)
    monkeypatch.setattr(Progress, "start", start)
    return commands


def until(condition: Any) -> None:
    limit = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_what_is_known_of_work_and_its_end() -> None:
    progress = Progress("work")
    assert progress.read() is None
    process = progress.start("Reading", SLEEPER)
    try:
        progress.write("Comparing", 30, 120)
        work = progress.read()
        assert work is not None
        assert (work.doing, work.done, work.total, work.percent) == ("Comparing", 30, 120, 25)
        assert work.going
        with pytest.raises(AlreadyGoing):
            progress.start("Reading", SLEEPER)
        os.kill(process.pid, signal.SIGKILL)
        # It is dead but not buried: only its lock tells.
        until(lambda: not progress.read().going)
        assert process.returncode is None
    finally:
        process.kill()
        process.wait()
    assert progress.read().error == ""
    progress.clear()
    assert progress.read() is None


def test_a_place_is_free_again_when_its_holder_is_gone() -> None:
    with one_of("list", 2), one_of("list", 2):
        with pytest.raises(AlreadyGoing), one_of("list", 2):
            pass
        with one_of("other", 1):
            pass
    with one_of("list", 2):
        pass


def test_a_child_of_the_work_does_not_keep_its_lock() -> None:
    child = "import time; time.sleep(5)"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{child}'])"
    progress = Progress("work")
    process = progress.start("Reading", [sys.executable, "-c", code])
    process.wait()
    until(lambda: not progress.read().going)


@pytest.mark.django_db
def test_a_long_file_is_read_by_a_process_of_its_own(
    editor: Client, started: list[list[str]]
) -> None:
    answer = sent(editor, five_rows())
    record = Import.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, record.get_absolute_url())
    assert started == [["work_on_import", "plan", str(record.pk), "--user", str(record.made_by_id)]]
    assert record.plan == {}
    assert "Reading it was cut off" in words(soup_of(editor.get("/imports/")))
    call_command("work_on_import", "plan", str(record.pk))
    record.refresh_from_db()
    assert record.plan["totals"] == {"new": 1, "changed": 1, "same": 1, "problem": 2}
    assert progress_of(record).read() is None
    assert "1 new" in words(preview(editor, record).select_one(".totals"))


@pytest.mark.django_db
def test_the_page_shows_how_far_it_is_and_looks_again(
    editor: Client, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(editor, five_rows())
    record = Import.objects.latest("pk")
    progress_of(record).write("Comparing with the catalogue", 300, 1200)
    monkeypatch.setattr(Progress, "_is_locked", lambda self: True)
    answer = editor.get(record.get_absolute_url())
    assert answer["Refresh"] == f"2; url=/imports/{record.pk}/"
    soup = soup_of(answer)
    assert "Comparing with the catalogue: 300 of 1,200 arrangements" in words(soup)
    assert soup.select_one("progress")["value"] == "25"
    refused = decide(editor, record, again="yes")
    assert refused.status_code == 409


@pytest.mark.django_db
def test_reading_that_was_cut_off_is_said_and_can_be_tried_again(
    editor: Client, started: list[list[str]]
) -> None:
    sent(editor, five_rows())
    record = Import.objects.latest("pk")
    text = words(preview(editor, record))
    assert "Reading it was cut off before it was done. Nothing was changed." in text
    assert decide(editor, record, again="yes").status_code == 302
    assert [command[1] for command in started] == ["plan", "plan"]


@pytest.mark.django_db
def test_a_long_file_that_cannot_be_used_says_why(editor: Client, started: list[list[str]]) -> None:
    sent(editor, b"%PDF-1.4", "list.pdf")
    record = Import.objects.latest("pk")
    with pytest.raises(CommandError, match="This is a PDF"):
        call_command("work_on_import", "plan", str(record.pk))
    soup = preview(editor, record)
    assert "This is a PDF, not a spreadsheet." in words(soup.select_one(".govuk-error-summary"))
    (row,) = soup_of(editor.get("/imports/")).select(
        f"tr:has(a[href='{record.get_absolute_url()}'])"
    )
    assert "Could not be read" in words(row)
    assert "Waiting" not in words(row)
    assert editor.post(f"{record.get_absolute_url()}throw-away/").status_code == 302
    assert editor.get(record.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_a_long_plan_is_applied_and_taken_back_in_the_same_way(
    editor: Client, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE_BYTES", 10**9)
    record = planned(editor, five_rows())
    address = record.get_absolute_url()
    assert editor.post(address).status_code == 302
    assert [command[1] for command in started] == ["apply"]
    assert not Arrangement.objects.filter(name="Audit of the estuary").exists()
    cut_off = "“Applying” was cut off, and nothing of it was kept. Try again."
    assert cut_off in words(preview(editor, record))
    user = str(record.made_by_id)
    call_command("work_on_import", "apply", str(record.pk), "--user", user)
    record.refresh_from_db()
    assert (record.state, record.applied_by) == (Import.State.APPLIED, record.made_by)
    assert Arrangement.objects.filter(name="Audit of the estuary").exists()
    assert cut_off not in words(preview(editor, record))
    assert editor.post(f"{address}undo/").status_code == 302
    assert [command[1] for command in started] == ["apply", "undo"]
    call_command("work_on_import", "undo", str(record.pk), "--user", user)
    assert not Arrangement.objects.filter(name="Audit of the estuary").exists()


@pytest.mark.django_db
def test_who_comes_second_is_told_that_somebody_is_at_work(
    editor: Client, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE_BYTES", 10**9)
    record = planned(editor, five_rows())
    progress_of(record).write("Applying", 3, 4)
    monkeypatch.setattr(Progress, "_is_locked", lambda self: True)

    def start(self: Progress, doing: str, command: list[str]) -> None:
        raise AlreadyGoing

    monkeypatch.setattr(Progress, "start", start)
    answer = editor.post(record.get_absolute_url())
    assert answer.status_code == 409
    said = words(soup_of(answer).select_one("main"))
    assert "Somebody is working on this import at the moment." in said
    assert "Applying: 3 of 4 arrangements" in said
    assert "Somebody is working" not in words(preview(editor, record).select_one("main"))


@pytest.mark.django_db
def test_work_that_ends_while_the_page_is_made_is_shown_as_done(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = planned(editor, five_rows())

    def ended(key: int) -> None:
        importing.apply_import(Import.objects.get(pk=key), user=None)

    monkeypatch.setattr(views, "work_on", ended)
    soup = preview(editor, record)
    assert "Applied." in words(soup.select_one(".panel"))
    assert not soup.select("form.panel")

    def taken_back(key: int) -> None:
        undo_import(Import.objects.get(pk=key), user=None)

    monkeypatch.setattr(views, "work_on", taken_back)
    answer = editor.get(f"/imports/{record.pk}/undo/")
    assert "This import was taken back already." in words(soup_of(answer))


def test_work_that_ends_while_it_is_looked_at_was_not_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    progress = Progress("work")
    progress.write("Applying", 3, 4)

    def ends(self: Progress) -> bool:
        self.clear()
        return False

    monkeypatch.setattr(Progress, "_is_locked", ends)
    assert progress.read() is None


@pytest.mark.django_db
def test_a_long_apply_that_comes_too_late_says_so(
    editor: Client, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE_BYTES", 10**9)
    change = workbook({"Arrangements": [HEADINGS, ("SS0002", None, None, None, "Ended", 2020)]})
    first, second = planned(editor, change), planned(editor, change)
    for record in (first, second):
        editor.post(record.get_absolute_url())
    call_command("work_on_import", "apply", str(first.pk))
    with pytest.raises(CommandError, match="SS0002 changed after this file was read"):
        call_command("work_on_import", "apply", str(second.pk))
    soup = preview(editor, second)
    assert "SS0002 changed after" in words(soup.select_one(".govuk-error-summary"))
    monkeypatch.setattr(importing, "AT_ONCE_CHANGES", 10**9)
    decide(editor, second, again="yes")
    assert not preview(editor, second).select(".govuk-error-summary")


@pytest.mark.django_db
def test_an_import_that_is_not_there_has_no_work() -> None:
    with pytest.raises(CommandError, match="There is no import 999999"):
        call_command("work_on_import", "plan", "999999")


@pytest.mark.django_db
def test_the_command_line_adds_nothing_that_came_in_the_meantime(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from arrangements.management.commands import import_catalogue

    file = tmp_path / "list.xlsx"
    row = (None, "Estuary wardens", "Internal audit", TWO)
    file.write_bytes(workbook({"Arrangements": [HEADINGS, row]}))
    start = importing.start_import

    def overtaken(plan: Plan, *, user: Any) -> Import:
        importing.apply_import(start(plan, user=user), user=user)
        return start(plan, user=user)

    monkeypatch.setattr(import_catalogue, "start_import", overtaken)
    with pytest.raises(CommandError, match="“Estuary wardens” is in the catalogue now"):
        call_command("import_catalogue", str(file), "--commit")
    assert Arrangement.objects.filter(name="Estuary wardens").count() == 1


@pytest.mark.django_db
def test_the_command_line_says_how_far_it_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from arrangements.management.commands import import_catalogue

    rows = [(None, f"Audit number {n}", "Internal audit", TWO) for n in range(250)]
    file = tmp_path / "list.xlsx"
    file.write_bytes(workbook({"Arrangements": [HEADINGS, *rows]}))
    monkeypatch.setattr(import_catalogue, "LONG", 200)
    monkeypatch.setattr(import_catalogue, "EVERY", 100)
    call_command("import_catalogue", str(file), "--commit")
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "Compared 100 of 250 arrangements",
        "Compared 200 of 250 arrangements",
        "Applied 250 of 250 arrangements",
    ]


def test_the_command_line_of_the_work_is_one_we_have() -> None:
    listed = subprocess.run(
        [sys.executable, "manage.py", "work_on_import", "--help"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Plan, apply or take back one import" in listed.stdout
