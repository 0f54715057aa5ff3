"""A file, folder or zip becomes sheets of plain cells. Never touches the database."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arrangements.imports.cells import Raw, is_empty
from arrangements.imports.limits import ADVICE, SECONDS
from arrangements.imports.problems import FileProblem

PARSER = "arrangements.imports.workbook"
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it stands in the file: row 1 is the first that the spreadsheet program shows.

    Oddities (see secondlook.py) and links go by row and column from 0. `unseen` says that the kind
    of file allows no look at them.
    """

    name: str
    rows: list[list[Raw]]
    hidden: bool = False
    oddities: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    unseen: bool = False


def read(path: Path, limit_bytes: int) -> list[RawSheet]:
    """The sheets of a file. Raises FileProblem, with a sentence, for a file that cannot be used."""
    if not path.exists():
        raise FileProblem(f"There is no file or folder at {path}.")
    if path.is_file():
        size = path.stat().st_size
        if size == 0:
            raise FileProblem("This file is empty. Check that you chose the right one.")
        if size > limit_bytes:
            raise FileProblem(
                f"This file is {size / 1024**2:,.0f} MB; at most {limit_bytes / 1024**2:,.0f} MB"
                " can be read. Take out pictures, or split it in two."
            )
    sheets = [_sheet(found) for found in _parsed(path)]
    if all(is_empty(cell) for sheet in sheets for row in sheet.rows for cell in row):
        raise FileProblem("There is nothing in this file. Check that you chose the right one.")
    return sheets


def _parsed(path: Path) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and the path is no option
            [sys.executable, "-m", PARSER, str(path.resolve())],
            cwd=ROOT,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileProblem(
            f"This file could not be opened within {SECONDS} seconds, because the machine is busy"
            " with other work. Try again in a few minutes."
        ) from None
    if done.returncode:
        raise FileProblem(
            f"This file could not be opened: it is damaged, or far bigger than it looks. {ADVICE}"
        )
    answers = map(json.loads, done.stdout.splitlines())
    found = []
    for answer in answers:
        sheet = _readable(answer)
        found.append(sheet | {"rows": [_readable(next(answers)) for _ in range(sheet["rows"])]})
    return found


def _readable(answer: Any) -> Any:
    if isinstance(answer, dict) and "unreadable" in answer:
        raise FileProblem(answer["unreadable"])
    return answer


def _sheet(found: dict[str, Any]) -> RawSheet:
    oddities, links = {}, {}
    for row, column, kind, text in found["oddities"]:
        if kind == "link":
            links[row, column] = text
        else:
            oddities[row, column] = (kind, text)
    return RawSheet(
        found["name"],
        [_row(row) for row in found["rows"]],
        found["hidden"],
        oddities,
        links,
        found["unseen"],
    )


def _row(cells: list[Any]) -> list[Raw]:
    return [
        dt.datetime.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell
        for cell in cells
    ]
