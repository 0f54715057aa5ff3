"""Files as nobody should send them, and as everybody does: each made by a small function.

Every maker is registered with what must come of its file: the sentence that refuses it, or the
reading that is right. No file is kept: they are made in a test's own folder.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Maker = Callable[[Path], Path]

HEADINGS = ("Name", "Partners", "Services", "Start", "Saving")
NAME = "Audit of the estuary"
PARTNERS = "Slough Borough Council; Essex County Council"
ROW = (NAME, PARTNERS, "Internal audit", "2010-04-01", "£50k a year")
ROWS: tuple[Sequence[Any], ...] = (HEADINGS, ROW)
BODIES = ["E06000039", "E10000012"]
# What the row means, in the words of a document.
MEANT = {"name": NAME, "services": ["internal-audit"], "start": "2010-04-01"}


@dataclass(frozen=True)
class Refused:
    """The file cannot be used; the sentence that says so holds these words, and advice."""

    make: Maker
    words: str


@dataclass(frozen=True)
class Read:
    """The file is read: what its only new arrangement is, its problems by cell, its notes."""

    make: Maker
    facts: dict[str, Any] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    totals: tuple[int, int, int, int] = (1, 0, 0, 0)


REFUSED: list[Refused] = []
READ: list[Read] = []


def refused(words: str) -> Callable[[Maker], Maker]:
    def register(make: Maker) -> Maker:
        REFUSED.append(Refused(make, words))
        return make

    return register


def read_as(
    facts: dict[str, Any] | None = None,
    *,
    problems: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
    totals: tuple[int, int, int, int] | None = None,
) -> Callable[[Maker], Maker]:
    """`totals` are the numbers new, changed, same and with problems."""

    def register(make: Maker) -> Maker:
        counted = totals or ((0, 0, 0, 1) if problems else (1, 0, 0, 0))
        READ.append(Read(make, facts or {}, tuple(problems), tuple(notes), counted))
        return make

    return register
