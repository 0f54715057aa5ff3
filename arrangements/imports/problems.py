"""What can be wrong with a file, a row or a cell, always said in a sentence."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


class FileProblem(Exception):
    """The file as a whole cannot be used. Its text says why and what to do."""


class CellProblem(ValueError):
    """A cell cannot be understood. `code` names the kind of problem; the text is for a person."""

    def __init__(self, code: str, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.suggestion = code, message, suggestion


@dataclass(frozen=True)
class Problem:
    """A problem at its place: `column` is the letter that the spreadsheet program shows.

    A note tells a person something without blocking the row.
    """

    column: str
    heading: str
    value: str
    code: str
    message: str
    suggestion: str = ""
    note: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
