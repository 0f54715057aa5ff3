"""Changes of plans of reorganisation as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arrangements.choices import Extent
from arrangements.columns import OF_A_LINE, OF_A_PLAN, REORGANISATION
from arrangements.imports.cells import Vocabulary
from arrangements.imports.planned import PlanChange
from arrangements.imports.preview import ADDED, CHANGED, TAKEN_OUT, Field, Part, Words
from arrangements.reorganisation.documents import Document, title_of

NOT_FOUND = "not found"
_NOTHING: Document = {column.key: column.cell.empty for column in OF_A_PLAN} | {"lines": []}


@dataclass(frozen=True)
class PlanEntry:
    """One plan that would be new, changed or taken out, with a part for each council."""

    slug: str
    name: str
    outcome: str
    fields: list[Field]
    parts: list[Part]

    @property
    def is_new(self) -> bool:
        return self.outcome == ADDED

    @property
    def is_gone(self) -> bool:
        return self.outcome == TAKEN_OUT


def codes_in(changes: Iterable[PlanChange]) -> set[str]:
    """The codes of the bodies whose names are needed."""
    return {
        line[end]
        for change in changes
        for document in (change.before, change.after)
        if document
        for line in document["lines"]
        for end in ("predecessor", "successor")
    }


def plan_entries(
    changes: Iterable[PlanChange], names: Mapping[str, str], vocabulary: Vocabulary
) -> list[PlanEntry]:
    words = Words(names, vocabulary)
    return [_entry(change, words) for change in changes]


def _entry(change: PlanChange, words: Words) -> PlanEntry:
    before, after = change.before or _NOTHING, change.after or _NOTHING
    fields = [
        Field(column.heading, words.written(column, before[column.key]), written)
        for column in OF_A_PLAN
        if (written := words.written(column, after[column.key]))
        != words.written(column, before[column.key])
    ]
    was, becomes = _by_council(before), _by_council(after)
    councils = sorted(was.keys() | becomes.keys(), key=words.body)
    return PlanEntry(
        change.slug,
        title_of(change.known),
        CHANGED if change.before and change.after else ADDED if change.after else TAKEN_OUT,
        fields,
        [
            _part(words.body(code), was.get(code, []), becomes.get(code, []), words)
            for code in councils
            if was.get(code) != becomes.get(code)
        ],
    )


def _by_council(plan: Document) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for line in plan["lines"]:
        found.setdefault(line["predecessor"], []).append(line)
    return found


def _part(name: str, old: list[Document], new: list[Document], words: Words) -> Part:
    fields = [
        Field(REORGANISATION.by_key["successor"].heading, _ends(old, words), _ends(new, words))
    ]
    for column in OF_A_LINE[1:]:
        before, after = (
            "; ".join(dict.fromkeys(line[column.key] for line in lines if line[column.key]))
            for lines in (old, new)
        )
        fields.append(Field(column.heading, before, after))
    outcome = CHANGED if old and new else ADDED if new else TAKEN_OUT
    return Part(name, outcome, [each for each in fields if each.old != each.new])


def _ends(lines: list[Document], words: Words) -> str:
    """ "East Surrey Council (in part); West Surrey Council (in part)"."""
    return "; ".join(
        (words.body(line["successor"]) if line["successor"] else NOT_FOUND)
        + (f" ({Extent(line['extent']).label.lower()})" if line["extent"] else "")
        for line in lines
    )
