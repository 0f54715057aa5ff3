"""Downloads as files: written whole or not at all, and kept for whoever asks for the same again."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from arrangements.models import DataStamp

BLOCK_BYTES = 1 << 16
A_DAY_SECONDS = 24 * 3600
MADE_FROM = (
    "exports",
    "columns",
    "imports/cells.py",
    "reorganisation/documents.py",
    "choices.py",
    "wording.py",
)

Blocks = Iterable[bytes]


def write_file(path: Path, blocks: Blocks) -> None:
    """Write a file that is there when it is whole. Raises OSError."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(blocks)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def kept(name: str, make: Callable[[], Blocks]) -> Iterator[bytes]:
    """The blocks of a download: from the file kept in EXPORTS_DIR, else made, and kept when whole.

    A file is good for as long as the data, the code that wrote it and the day on its cover are the
    same; others of its kind are swept when a new one is kept.
    """
    folder: Path | None = settings.EXPORTS_DIR
    if folder is None:
        yield from make()
        return
    state = _state()
    path = folder / f"{state}-{name}"
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                yield block
        return
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="draft-", delete=False) as draft:
        unfinished = Path(draft.name)
        try:
            for block in make():
                draft.write(block)
                yield block
            draft.flush()
            # Data that changed meanwhile may be in some of its rows and not in others.
            if _state() == state:
                unfinished.replace(path)
                _sweep(folder, state)
        finally:
            unfinished.unlink(missing_ok=True)


def _state() -> str:
    return f"{DataStamp.current().version.hex}-{date.today():%Y%m%d}-{_code()}"


@cache
def _code() -> str:
    """A short hash of the code that decides what a download looks like."""
    digest = hashlib.sha256()
    for name in MADE_FROM:
        place = settings.BASE_DIR / "arrangements" / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _sweep(folder: Path, state: str) -> None:
    """Take away files of another state, and drafts that a stopped process left."""
    long_ago = time.time() - A_DAY_SECONDS
    for path in folder.iterdir():
        if path.name.startswith("draft-"):
            old = path.stat().st_mtime < long_ago
        else:
            old = not path.name.startswith(state)
        if old:
            path.unlink(missing_ok=True)
