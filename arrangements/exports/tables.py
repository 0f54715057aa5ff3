"""Documents as the rows of our sheets, by the one table of columns. Imports read them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from arrangements.columns import ARRANGEMENTS, Column, Sheet
from arrangements.documents import Document, document
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
    """Names for the codes in documents."""

    vocabulary: Vocabulary
    bodies: dict[str, Body]
    shared_names: frozenset[str]

    @classmethod
    def now(cls) -> Words:
        bodies = {body.code: body for body in Body.objects.all()}
        counted = Counter(fold(body.name) for body in bodies.values())
        return cls(
            vocabulary(),
            bodies,
            frozenset(name for name, times in counted.items() if times > 1),
        )


def documents_of(found: ArrangementQuerySet) -> Iterator[Document]:
    """The documents of arrangements, in their order, a few hundred at a time."""
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        held = found.model.objects.filter(pk__in=some).for_page().in_bulk()
        for key in some:
            if key in held:
                yield document(held[key])


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
    return (
        "; ".join(
            _sure_name(words.bodies[partner["body"]], facts, words) + write_role(partner["role"])
            for partner in facts["partners"]
        )
        or None
    )


def _sure_name(body: Body, facts: Document, words: Words) -> str:
    """The name, with the code behind it where the name alone could mean another body."""
    stood = (
        body.first_day <= last_day(facts["start"]) and first_day(facts["start"]) <= body.last_day
    )
    if stood and fold(body.name) not in words.shared_names:
        return body.name
    return f"{body.name} [{body.code}]"


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
