"""The links between arrangements (part of, replaces), in a file that takes some of them out.

What a plan takes out is named by nothing afterwards, and every arrangement that loses a link by
it is one of the plan's changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from arrangements.documents import Document, links_of, unlinked
from arrangements.imports.planned import Change, Plan
from arrangements.imports.rows import Row

LINKS = ("part_of", "replaces")
MOST_NAMED = 20


@dataclass
class Links:
    """What can be named in a file: what is `known`, but for what cannot be used or is taken out.

    `refused` stands in rows of the file that have a problem; `gone` is what it takes out.
    """

    known: set[str]
    refused: set[str]
    gone: set[str] = field(default_factory=set)

    def kept(self, before: Document | None) -> Document | None:
        """An arrangement as it was, but for its links to what goes."""
        return unlinked(before, self.gone) if before and links_of(before) & self.gone else before

    def settle(self, row: Row, before: Document | None) -> None:
        """See to what a row names that goes, or never comes.

        What it repeats of what we hold goes with a note. Anything else is a problem.
        """
        if row.removes:
            return
        for key in LINKS:
            named = _listed(row.values.get(key))
            lost = [each for each in named if each in self.gone | self.refused]
            for reference in lost:
                held = _listed(before[key]) if before else []
                self._say(row, key, reference, repeated=reference in held)
            if lost and key == "part_of":
                del row.values[key]
            elif lost:
                row.values[key] = [each for each in named if each not in lost]

    def _say(self, row: Row, key: str, reference: str, *, repeated: bool) -> None:
        if reference in self.refused:
            row.problem(
                key,
                "link_blocked",
                f"The row of {reference} in this file has a problem of its own.",
                "Mend that row first.",
            )
        elif repeated:
            row.problem(
                key,
                "link_goes",
                f"{reference} is taken out by this file, so it is no longer named here.",
                note=True,
            )
        else:
            row.problem(
                key,
                "link_goes",
                f"{reference} is taken out by this file.",
                f"Name another, or do not take {reference} out.",
            )


def _listed(value: Any) -> list[str]:
    """The references in a cell of either kind, where it holds any."""
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def missing(made: Plan, promised: set[str]) -> set[str]:
    """Of the arrangements that a file was to bring, those that it does not and a change names."""
    lost = promised - {change.reference for change in made.changes}
    if not lost:
        return lost
    return {
        name for change in made.changes if change.after for name in links_of(change.after) & lost
    }


def let_go(made: Plan, others: dict[str, Document], gone: set[str]) -> None:
    """Add to a plan the arrangements, not in its file, that name what it takes out."""
    for reference, before in sorted(others.items()):
        made.changes.append(Change(reference, before, unlinked(before, gone)))
        made.totals["changed"] += 1
    for reference in sorted(gone):
        named_by = sorted(each for each, facts in others.items() if reference in links_of(facts))
        if not named_by:
            continue
        listed = ", ".join(named_by[:MOST_NAMED])
        if len(named_by) > MOST_NAMED:
            listed += f" and {len(named_by) - MOST_NAMED:,} more"
        made.notes.append(
            f"{reference} is taken out, so it is no longer named by what is not in this file:"
            f" {listed}."
        )
