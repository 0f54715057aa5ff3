"""What takes long to make and is the same for every test: made once, kept in var/test.

- A SQLite file that holds the register and the shipped catalogue, loaded by the commands that an
  operator uses. Tests start from copies of it.
- The static files as they are served.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from sharedmap.setup.steps import files

ROOT = settings.BASE_DIR
LOADED_FROM = ["fixtures", "requirements.txt", "sharedmap/settings.py", "arrangements"]
SHOWS_ONLY = {"views", "templatetags", "exports"}


def load_commands() -> list[list[str]]:
    return [["load_register"], ["import_catalogue", "fixtures/catalogue", "--commit"]]


def fingerprint(inputs: list[str]) -> str:
    digest = sha256()
    for path in files(inputs):
        if not SHOWS_ONLY & set(path.relative_to(ROOT).parts):
            digest.update(f"{path}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time, where tests run in several."""
    with (settings.VAR_DIR / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def catalogue_file() -> Path:
    """A SQLite file with the whole catalogue in it."""
    with alone("catalogue"):
        wanted = settings.VAR_DIR / f"catalogue-{fingerprint(LOADED_FROM)}.sqlite3"
        if not wanted.exists():
            for old in settings.VAR_DIR.glob("catalogue-*.sqlite3*"):
                old.unlink()
            draft = wanted.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            for command in [["migrate", "--verbosity=0"], *load_commands()]:
                manage(*command, DATABASE_URL=f"sqlite:///{draft}")
            with sqlite3.connect(draft) as whole:
                whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            whole.close()
            draft.rename(wanted)
    return wanted


def manage(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def copy_database(source: Path, target: sqlite3.Connection | Path) -> None:
    opened = sqlite3.connect(source)
    into = sqlite3.connect(target) if isinstance(target, Path) else target
    opened.backup(into)
    opened.close()
    if into is not target:
        into.close()


def collect_static() -> None:
    """The static files with hashed names, which every page with a stylesheet needs."""
    with alone("static"):
        stamp = settings.VAR_DIR / "static.stamp"
        current = fingerprint(["static", "requirements.txt"])
        if not stamp.exists() or stamp.read_text() != current:
            stamp.unlink(missing_ok=True)
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(current)
    # Another process may have collected them after this one first asked for their names.
    names, digest = staticfiles_storage.load_manifest()
    staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = names, digest
