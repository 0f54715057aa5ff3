"""Starts the web server in place of set-up."""

import os
from typing import NoReturn

from sharedmap.setup.places import DATA, PYTHON, ROOT, environment


def serve(port: int) -> NoReturn:
    greeting = (
        f"\nSharedmap is at http://127.0.0.1:{port}/\n"
        f"To edit, sign in as editor; {password()}\n"
        "Ctrl+C stops it."
    )
    os.chdir(ROOT)
    os.execve(
        PYTHON,
        [str(PYTHON), "-m", "gunicorn", "--config", "python:sharedmap.setup.server"],
        environment(SHAREDMAP_BIND=f"127.0.0.1:{port}", SHAREDMAP_GREETING=greeting),
    )


def password() -> str:
    if os.environ.get("EDITOR_PASSWORD", "").strip():
        return "the password is the one in EDITOR_PASSWORD."
    kept = DATA / "editor-password"
    if kept.exists():
        return f"editor password: {kept.read_text().strip()}"
    return "the password is the one that was set for it."
