"""What a person decided about a file: headings, names, rows left out, twins, and who says so."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.text import slugify

from arrangements.folding import fold

NEW = "new"
LONGEST_REMEMBERED, LONGEST_CODE = 200, 80


def row_in_words(key: str) -> str:
    """A row as decisions name it ("Arrangements 5"), as a person says it."""
    tab, _, number = key.rpartition(" ")
    return f"Row {number} of “{tab}”"


@dataclass(frozen=True)
class NewBody:
    """A body of the kind "other" that the register lacks, made when the import is applied."""

    name: str
    sector: str
    nation: str

    @property
    def code(self) -> str:
        """From its name; of a name that is too long for that, from all of it."""
        code = f"other-{slugify(self.name)}"
        if len(code) <= LONGEST_CODE:
            return code
        sign = hashlib.sha256(fold(self.name).encode()).hexdigest()[:8]
        return f"{code[: LONGEST_CODE - len(sign) - 1].rstrip('-')}-{sign}"


@dataclass
class Decisions:
    """All decisions on one file, as plain JSON. Names and headings go by their folded text.

    `headings` maps a heading to a column's key, or to "" where it is to be left out; `names` a name
    to a body's code; `twins` a row ("Arrangements 5", by tab and number) to the reference it is, or
    to "new"; `left_out` holds such rows. `said_by` and `said_in` are the source and year of the
    whole list. `bodies` are those to be made, by code. Names and headings in `remember_…` are to be
    understood so in later files too; `written` has all of them as they stand in the file.
    """

    headings: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    said_by: str = ""
    said_in: int | None = None
    bodies: dict[str, dict[str, str]] = field(default_factory=dict)
    remember_headings: list[str] = field(default_factory=list)
    remember_names: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return vars(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Decisions:
        return cls(**data)

    @staticmethod
    def row_key(tab: str, number: int) -> str:
        return f"{tab} {number}"

    def carried(self) -> Decisions:
        """What holds for a mended list too: all but what is said of single rows."""
        return replace(Decisions.from_json(deepcopy(self.as_json())), twins={}, left_out=[])

    def heading(self, text: str) -> str | None:
        """The key of the column that a person said this heading is; None where nobody did."""
        return self.headings.get(fold(text))

    def new_bodies(self) -> list[NewBody]:
        return [NewBody(**facts) for facts in self.bodies.values()]

    def match_heading(self, text: str, key: str, *, remember: bool) -> None:
        """This heading is the column with that key; it is left out where the key is empty."""
        self.headings[self._note(text, self.remember_headings, remember)] = key

    def choose_body(self, text: str, code: str, *, remember: bool) -> None:
        """This name means the body with that code, wherever the rules leave it a question."""
        self.names[self._note(text, self.remember_names, remember)] = code
        self._drop_unused_bodies()

    def make_body(self, text: str, body: NewBody, *, remember: bool) -> None:
        """This name means a body that is to be made."""
        self.bodies[body.code] = asdict(body)
        self.choose_body(text, body.code, remember=remember)

    def settle_twin(self, row: str, said: str) -> None:
        """This row is the arrangement with that reference, or a new one."""
        self.twins[row] = said

    def leave_out(self, row: str) -> None:
        if row not in self.left_out:
            self.left_out.append(row)

    def take_back(self, kind: str, key: str) -> None:
        """Leave open again what was decided; nothing happens where nothing was."""
        match kind:
            case "heading":
                self.headings.pop(key, None)
                self.remember_headings = [each for each in self.remember_headings if each != key]
            case "name":
                self.names.pop(key, None)
                self.remember_names = [each for each in self.remember_names if each != key]
                self._drop_unused_bodies()
            case "twin":
                self.twins.pop(key, None)
            case "row":
                self.left_out = [each for each in self.left_out if each != key]

    def _note(self, text: str, remembered: list[str], remember: bool) -> str:
        folded = fold(text)
        self.written[folded] = text
        if folded in remembered:
            remembered.remove(folded)
        if remember and len(text) <= LONGEST_REMEMBERED and len(folded) <= LONGEST_REMEMBERED:
            remembered.append(folded)
        return folded

    def _drop_unused_bodies(self) -> None:
        used = set(self.names.values())
        self.bodies = {code: facts for code, facts in self.bodies.items() if code in used}
