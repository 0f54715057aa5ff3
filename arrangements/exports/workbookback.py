"""Their workbook back: the file that was uploaded, with every problem marked in its cell."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from arrangements.exports.formats import CONTENT_TYPES
from arrangements.imports.dates import parse_partial_date
from arrangements.imports.plan import Plan
from arrangements.imports.problems import CellProblem, FileProblem
from arrangements.imports.read import ROOT, RawSheet, read

MARKER = "arrangements.exports.annotated"
SECONDS = 90
MARKED_TYPES = {
    "xlsx": CONTENT_TYPES["xlsx"],
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}
KEPT_AS_IT_IS = {".xlsx": "xlsx", ".xlsm": "xlsm"}


def annotated(path: Path, filename: str, plan: Plan, limit_bytes: int) -> tuple[str, bytes]:
    """The ending and the bytes of the marked workbook. Raises FileProblem if it cannot be made.

    An .xlsx or .xlsm keeps what it holds but pictures and shapes, and says so; any other kind
    becomes a new .xlsx with the same sheets, rows and columns.
    """
    ending = KEPT_AS_IT_IS.get(Path(filename).suffix.casefold())
    sheets = None
    if ending is None:
        sheets = [_as_json(sheet) for sheet in read(path, limit_bytes)]
    problems = [
        {"tab": row["tab"], "row": row["row"], **problem}
        for row in plan.rows
        for problem in row["problems"]
    ]
    given = {"name": filename, "sheets": sheets, "problems": problems}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, f"in.{ending or 'xlsx'}"), Path(folder, "out.xlsx")
        source.write_bytes(path.read_bytes())
        try:
            done = subprocess.run(  # noqa: S603 - our own module, and the paths are no options
                [sys.executable, "-m", MARKER, str(source), str(target)],
                cwd=ROOT,
                input=json.dumps(given).encode(),
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise FileProblem("This workbook is too big to be marked in time.") from None
        if done.returncode or not target.exists():
            raise FileProblem(
                "This workbook could not be marked. The list of problems on the page has them all."
            )
        return ending or "xlsx", target.read_bytes()


def _as_json(sheet: RawSheet) -> dict[str, Any]:
    """A sheet as annotated.py takes it."""
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "rows": [[_plain(value) for value in row] for row in sheet.rows],
        "links": [[*place, address] for place, address in sheet.links.items()],
        "looks": [
            [row, column, _look(kind, text)]
            for (row, column), (kind, text) in sheet.oddities.items()
        ],
    }


def _plain(value: Any) -> Any:
    return {"date": value.isoformat()} if isinstance(value, dt.datetime | dt.date) else value


def _look(kind: str, text: str) -> str:
    """How a cell looks: a date keeps the precision that it was shown with."""
    if kind != "shown":
        return kind
    try:
        return {4: "year", 7: "month"}.get(len(parse_partial_date(text)), "day")
    except CellProblem:
        return "day"
