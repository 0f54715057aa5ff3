"""What a person decided about a file: headings, names, rows left out, twins, and who says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from arrangements.folding import fold

NEW = "new"


@dataclass
class Decisions:
    """All decisions on one file, as plain JSON. Names and headings go by their folded text.

    `headings` maps a heading to a column's key, or to "" where it is to be left out; `names` a name
    to a body's code; `twins` a row ("Arrangements 5") to the reference it is, or to "new";
    `left_out` holds such rows. `said_by` and `said_in` are the source and year of the whole list.
    """

    headings: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    said_by: str = ""
    said_in: int | None = None

    def as_json(self) -> dict[str, Any]:
        return vars(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Decisions:
        return cls(**data)

    @staticmethod
    def row_key(sheet: str, number: int) -> str:
        return f"{sheet} {number}"

    def heading(self, text: str) -> str | None:
        """The key of the column that a person said this heading is; None where nobody did."""
        return self.headings.get(fold(text))
