"""Fifteen lists as officers keep them, each with what every row of it means.

The facts are those of shipped arrangements: a row's `true` names one, whose partners are the truth
about the row's. Layouts, headings and habits differ from list to list.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arrangements.imports.money import Claim


@dataclass(frozen=True)
class Told:
    """What a row means: facts of its document, what is asked, and what is wrong with which cell.

    `asks` are the texts of partners that wait for a person; `found` the bodies that are certain,
    where these are not all the partners of the arrangement it is `true` of.
    """

    true: str
    facts: dict[str, Any] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    found: tuple[str, ...] | None = None
    saving: Claim | None = None


@dataclass(frozen=True)
class Messy:
    """A list, by the tab and the number of each row; and what is said of rows that are no data."""

    make: Callable[[Path], Path]
    rows: dict[tuple[str, int], Told]
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


MESSY: list[Messy] = []


def keeps(
    rows: dict[tuple[str, int], Told], notes: tuple[str, ...] = (), left_out: tuple[str, ...] = ()
) -> Callable[[Callable[[Path], Path]], Callable[[Path], Path]]:
    """Register a list with what it keeps."""

    def register(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
        MESSY.append(Messy(make, rows, notes, left_out))
        return make

    return register


def yearly(amount: int, **more: Any) -> Claim:
    return Claim(amount, pattern="annual", **more)
