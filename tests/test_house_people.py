"""The editor's account, and who counts as an editor."""

import os
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser, User
from django.core.management import call_command
from django.test import RequestFactory

from arrangements.people import is_editor

pytestmark = pytest.mark.django_db


def make_editor() -> str:
    out = StringIO()
    call_command("make_editor", stdout=out)
    return out.getvalue()


def signs_in(password: str) -> bool:
    request = RequestFactory().post("/accounts/login/")
    return authenticate(request, username="editor", password=password) is not None


@pytest.fixture
def kept(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.VAR_DIR = tmp_path
    monkeypatch.delenv("EDITOR_PASSWORD", raising=False)
    return tmp_path / "editor-password"


def test_a_password_is_made_up_once_and_kept(kept: Path) -> None:
    said = make_editor()
    password = kept.read_text().strip()
    assert len(password) == 16
    assert password in said
    assert stat.S_IMODE(os.stat(kept).st_mode) == 0o600
    assert signs_in(password)
    assert make_editor() == said
    assert is_editor(User.objects.get(username="editor"))


def test_a_password_can_be_chosen_and_stays(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_editor()
    monkeypatch.setenv("EDITOR_PASSWORD", "chosen")
    assert "chosen" not in make_editor()
    assert signs_in("chosen")
    monkeypatch.delenv("EDITOR_PASSWORD")
    assert "it keeps the password that was set for it" in make_editor()
    assert signs_in("chosen")
    assert not kept.exists()


def test_a_password_that_somebody_changed_is_left_alone(kept: Path) -> None:
    make_editor()
    editor = User.objects.get(username="editor")
    editor.set_password("their own")
    editor.save()
    make_editor()
    assert signs_in("their own")
    assert not kept.exists()


def test_who_is_an_editor(kept: Path) -> None:
    assert not is_editor(AnonymousUser())
    assert not is_editor(User.objects.create_user("a-reader"))
    assert is_editor(User.objects.create_superuser("an-admin"))
    make_editor()
    User.objects.filter(username="editor").update(is_active=False)
    assert not is_editor(User.objects.get(username="editor"))
