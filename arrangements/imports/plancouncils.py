"""Which councils a row of the Reorganisation sheet names: those that are, and those to come."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.text import slugify
from rapidfuzz import fuzz, process

from arrangements.folding import fold
from arrangements.imports.meant import body_meant
from arrangements.imports.names import Names
from arrangements.imports.rows import CLEAR, Row
from arrangements.reorganisation.checks import Known

NEAR_ENOUGH, MOST, LONGEST_CODE, LONGEST_NAME = 75, 3, 80, 100
_NEW = re.compile(r"(.+?)\s*\(new\)", re.IGNORECASE)


class Councils:
    """Names as a plan has them. `new` are those that rows say are to be made: names by code."""

    def __init__(self, names: Names, register: Mapping[str, Known]) -> None:
        self._names, self._register = names, register
        self._planned = {fold(body.name): code for code, body in register.items() if body.planned}
        self.new: dict[str, str] = {}

    def replaced(self, row: Row) -> str | None:
        """The code of the council that a row says is replaced; else a problem is on the row."""
        text = row.values.get("predecessor")
        if not isinstance(text, str):
            if not row.problems:
                whom = row.texts.get("successor", "")
                row.problem(
                    "predecessor",
                    "no_predecessor",
                    "This row names no council that is to be replaced"
                    + (f", so nobody goes to {whom[:LONGEST_NAME]} by it." if whom else "."),
                    "Name the council, or take the row out.",
                )
            return None
        if planned := self._to_come(text):
            return planned
        body = body_meant(row, "predecessor", self._names.resolve(text))
        return body.code if body else None

    def to_come(self, row: Row) -> str | None:
        """The code of the council that it goes to, "" for not known; None where nothing is said."""
        text = row.values.get("successor")
        if text is CLEAR:
            return ""
        if not isinstance(text, str):
            return None
        made = _NEW.fullmatch(text)
        name = made[1] if made else text
        if planned := self._to_come(name):
            return planned
        match = self._names.resolve(name, near=False)
        if match.body and (not made or self._names.calls(match.body, name)):
            return match.body.code
        if made:
            return self._make(row, name)
        near = process.extract(
            fold(name),
            self._planned.keys(),
            scorer=fuzz.WRatio,
            limit=MOST,
            score_cutoff=NEAR_ENOUGH,
        )
        offered = "; ".join(self._register[self._planned[each]].name for each, _, _ in near)
        shown = name[:LONGEST_NAME]
        row.problem(
            "successor",
            "successor_unknown",
            f"“{shown}” is neither a council nor planned.",
            (f"Did you mean: {offered}? " if offered else "")
            + f"If a council of that name is to be made, write “{shown} (new)”.",
        )
        return None

    def _to_come(self, text: str) -> str:
        """The planned council with this name or code; "" for none."""
        if text in self._register and self._register[text].planned:
            return text
        return self._planned.get(fold(text), "")

    def _make(self, row: Row, name: str) -> str | None:
        code = f"planned-{slugify(name)}"[:LONGEST_CODE]
        if len(name) > LONGEST_NAME or code in self._register or not slugify(name):
            said = f"“{name[:LONGEST_NAME]}” cannot be the name of a new council."
            row.problem("successor", "successor_unknown", said, "Give its full name.")
            return None
        self.new[code] = name
        self._planned[fold(name)] = code
        return code
