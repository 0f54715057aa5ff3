"""Starts the web server in place of set-up."""

import os
from typing import NoReturn

from sharedmap.setup.places import DATA, PYTHON, ROOT, environment


def serve(port: int) -> NoReturn:
    greeting = f"""
Sharedmap is at http://127.0.0.1:{port}/
{editor()}
Ctrl+C stops it."""
    os.chdir(ROOT)
    os.execve(
        PYTHON,
        [str(PYTHON), "-m", "gunicorn", "--config", "python:sharedmap.setup.server"],
        environment(SHAREDMAP_BIND=f"127.0.0.1:{port}", SHAREDMAP_GREETING=greeting),
    )


def editor() -> str:
    """How to sign in as an editor."""
    if os.environ.get("EDITOR_PASSWORD", "").strip():
        return "To edit, sign in as editor with the password in EDITOR_PASSWORD."
    kept = DATA / "editor-password"
    if kept.exists():
        return f"To edit, sign in as editor. Editor password: {kept.read_text().strip()}"
    return "To edit, sign in as editor with the password that was set for it."
