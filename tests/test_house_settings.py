"""The settings and what an operator can say in the environment."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sharedmap import databases, env, secrets

ROOT = Path(__file__).resolve().parent.parent


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**base, "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("DEBUG", "perhaps", "DEBUG is 'perhaps', which is neither yes nor no"),
        ("PRODUCTION", "2", "PRODUCTION is '2', which is neither yes nor no"),
        ("PRODUCTION", "1", "SECRET_KEY is not set"),
        ("UPLOAD_LIMIT_MB", "20MB", "a whole number from 1 to 200"),
        ("UPLOAD_LIMIT_MB", "0", "a whole number from 1 to 200"),
        ("LOG_LEVEL", "loud", "one of DEBUG, INFO, WARNING, ERROR"),
        ("DATABASE_URL", "var/db.sqlite3", "give sqlite:///PATH or postgres://"),
        ("DATABASE_URL", "mysql://me:hidden@db/x", "is not a database this project can use"),
        ("MAP_TILES_URL", "https://tiles.example/map.png", "with {z}, {x} and {y} in it"),
        ("TRUSTED_ORIGINS", "catalogue.example", "http:// or https:// and a host"),
    ],
)
def test_a_bad_value_is_one_sentence_at_start(
    tmp_path: Path, variable: str, value: str, says: str
) -> None:
    done = manage(tmp_path, "check", **{variable: value})
    assert done.returncode == 1
    assert says in done.stderr
    assert variable in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "hidden" not in done.stderr


def test_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    done = manage(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level=WARNING",
        PRODUCTION="1",
        SECRET_KEY="".join(chr(33 + i % 90) for i in range(60)),
        ALLOWED_HOSTS="catalogue.example",
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_wants_host_names(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", PRODUCTION="1", SECRET_KEY="x" * 60)
    assert done.stderr.startswith("PRODUCTION is on but ALLOWED_HOSTS is not set")


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("Yes", True), ("off", False), ("0", False), (" ", True)]
)
def test_booleans(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    monkeypatch.setenv("SWITCH", value)
    assert env.boolean("SWITCH", default=True) is meaning


def test_words_are_parted_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", "a.example, b.example c.example,")
    assert env.words("HOSTS", []) == ["a.example", "b.example", "c.example"]


def test_database_addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DB", "")
    kept = databases.from_url("DB", tmp_path / "db.sqlite3")
    assert kept["NAME"] == tmp_path / "db.sqlite3"
    assert kept["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    monkeypatch.setenv("DB", "postgres://me:secret@db.example:5433/catalogue")
    found = databases.from_url("DB", tmp_path)
    assert (found["ENGINE"], found["HOST"], found["PORT"], found["NAME"], found["USER"]) == (
        "django.db.backends.postgresql",
        "db.example",
        5433,
        "catalogue",
        "me",
    )


def test_a_kept_secret_is_for_its_owner_alone_and_stays_the_same(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret"
    first = secrets.kept(file)
    assert len(first) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secrets.kept(file) == first
    assert [path.name for path in file.parent.iterdir()] == ["secret"]


def test_processes_that_start_together_keep_one_secret(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys; from sharedmap import secrets;"
        "print(secrets.kept(pathlib.Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "secret")]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in started}) == 1


def test_every_variable_that_is_read_is_explained_at_the_top_of_the_settings() -> None:
    text = (ROOT / "sharedmap/settings.py").read_text()
    explained = text.split('"""')[1]
    read = set(re.findall(r'(?:env\.\w+|from_url)\(\s*"([A-Z_]+)"', text))
    assert len(read) > 8
    assert read == {name for name in re.findall(r"\b[A-Z][A-Z_]{4,}\b", explained) if name in read}


def test_tiles_widen_what_a_page_may_load(tmp_path: Path) -> None:
    show = (
        "from django.conf import settings as s; print(s.CONTENT_SECURITY_POLICY, s.LEAFLET_CONFIG)"
    )
    bare = manage(tmp_path, "shell", "-v0", "-c", show).stdout
    assert "'TILES': []" in bare
    assert "tiles.example" not in bare
    tiled = manage(
        tmp_path, "shell", "-v0", "-c", show,
        MAP_TILES_URL="https://{s}.tiles.example/{z}/{x}/{y}.png",
    ).stdout  # fmt: skip
    assert "'img-src': [\"'self'\", 'data:', 'https://*.tiles.example']" in tiled
