"""Documents as the rows of our sheets, by the one table of columns. Imports read them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from arrangements.columns import ARRANGEMENTS, Column, Sheet
from arrangements.documents import Document, documents
from arrangements.folding import fold
from arrangements.imports.catalogue import vocabulary
from arrangements.imports.cells import Vocabulary, Written
from arrangements.imports.partners import write_role
from arrangements.models import Body, Saving, Source
from arrangements.partialdate import first_day, last_day
from arrangements.querysets import ArrangementQuerySet
from arrangements.wording import saving_labelled

CHUNK = 500


@dataclass(frozen=True)
class Words:
    """Names for the codes in documents. `sure` are the bodies whose name no other body has."""

    vocabulary: Vocabulary
    bodies: dict[str, Body]
    sure: frozenset[str]

    @classmethod
    def now(cls) -> Words:
        bodies = {body.code: body for body in Body.objects.all()}
        counted = Counter(fold(body.name) for body in bodies.values())
        sure = (code for code, body in bodies.items() if counted[fold(body.name)] == 1)
        return cls(vocabulary(), bodies, frozenset(sure))


def documents_of(found: ArrangementQuerySet) -> Iterator[Document]:
    """The documents of arrangements, in their order, a few hundred at a time."""
    references = list(found.values_list("reference", flat=True))
    for start in range(0, len(references), CHUNK):
        some = references[start : start + CHUNK]
        held = documents(some)
        yield from (held[reference] for reference in some if reference in held)


def columns_written(sheet: Sheet) -> list[Column]:
    """Every column of a sheet but the one that removes rows and those that are shorthand."""
    return [c for c in sheet.columns if c.key != "remove" and not c.shorthand]


def rows_of(sheet: Sheet, documents: Iterable[Document], words: Words) -> Iterator[list[Written]]:
    """The rows of a sheet for these documents, without the headings."""
    columns = columns_written(sheet)
    for facts in documents:
        for row in [facts] if sheet is ARRANGEMENTS else facts[sheet.key]:
            yield [_cell(column, row, facts, words) for column in columns]


def _cell(column: Column, row: Document, facts: Document, words: Words) -> Written:
    special = _SPECIAL.get(column.key)
    if special:
        return special(row, facts, words)
    return column.cell.write(row[column.key], words.vocabulary)


def _partners(row: Document, facts: Document, words: Words) -> Written:
    first, last = first_day(facts["start"]), last_day(facts["start"])
    named = []
    for partner in facts["partners"]:
        body = words.bodies[partner["body"]]
        # The code stands behind the name where the name alone could mean another body.
        sure = body.first_day <= last and first <= body.last_day and body.code in words.sure
        name = body.name if sure else f"{body.name} [{body.code}]"
        named.append(name + write_role(partner["role"]))
    return "; ".join(named) or None


def _savings(row: Document, facts: Document, words: Words) -> Written:
    sources = {each["number"]: Source(published=each["published"]) for each in facts["sources"]}
    savings = (
        Saving(**{**saving, "source": sources.get(saving["source"])}) for saving in facts["savings"]
    )
    return "; ".join(map(saving_labelled, savings)) or None


_SPECIAL: dict[str, Callable[[Document, Document, Words], Written]] = {
    "reference": lambda row, facts, words: facts["reference"],
    "arrangement": lambda row, facts, words: facts["name"],
    "number": lambda row, facts, words: row["number"],
    "partners": _partners,
    "savings_in_words": _savings,
    "body": lambda row, facts, words: words.bodies[row["body"]].name,
    "body_code": lambda row, facts, words: row["body"],
}
