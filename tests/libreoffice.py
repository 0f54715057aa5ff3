"""Workbooks as LibreOffice saves them again."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path


def saved_again(files: Iterable[Path], folder: Path, home: Path) -> None:
    """Writes each file into the folder as .xlsx and as .ods. `home` is an empty folder."""
    files = list(files)
    for ending in ("xlsx", "ods"):
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{home}", "--headless"),
                *("--convert-to", ending, "--outdir", folder, *files),
            ],
            env={**os.environ, "HOME": str(home)},
            check=True,
            capture_output=True,
            timeout=240,
        )
