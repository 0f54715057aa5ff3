"""What planning needs to know of what we hold: words, names, documents. Reads only."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property

from arrangements.documents import Document, documents
from arrangements.folding import fold
from arrangements.imports.cells import Vocabulary
from arrangements.imports.names import NamedBody, Names
from arrangements.models import (
    Arrangement,
    Body,
    BodyCode,
    BodyName,
    DataStamp,
    IssuedReference,
    Service,
)
from arrangements.partialdate import first_day, last_day

NOT_READ_AS_CODES = {"gov_uk"}


def vocabulary() -> Vocabulary:
    """The services by every name they have."""
    by_word: dict[str, str] = {}
    names: dict[str, str] = {}
    services = list(Service.objects.prefetch_related("synonyms"))
    for service in services:
        for synonym in service.synonyms.all():
            by_word.setdefault(fold(synonym.name), service.code)
    for service in services:
        by_word[fold(service.name)] = by_word[fold(service.code)] = service.code
        names[service.code] = service.name
    return Vocabulary(by_word, names)


def names(today: dt.date | None = None) -> Names:
    """The index of every body by its codes and names."""
    codes: dict[int, list[str]] = defaultdict(list)
    for body, scheme, code in BodyCode.objects.values_list("body", "scheme", "code"):
        if scheme not in NOT_READ_AS_CODES:
            codes[body].append(code)
    others: dict[int, list[tuple[str, dt.date, dt.date]]] = defaultdict(list)
    for row in BodyName.objects.exclude(kind__in=("short", "ons")):
        others[row.body_id].append((row.name, first_day(row.start), last_day(row.end)))
    return Names(
        [
            NamedBody(
                body.code,
                body.name,
                body.short_name,
                body.kind,
                body.first_day,
                body.last_day,
                tuple(codes[body.pk]),
                tuple(others[body.pk]),
            )
            for body in Body.objects.all()
        ],
        today or dt.date.today(),
    )


class Catalogue:
    """A reading of the catalogue for one plan."""

    def __init__(self) -> None:
        self.vocabulary = vocabulary()
        self.names = names()
        self.stamp = str(DataStamp.current().version)
        self.by_name: dict[str, str] = {}
        for reference, name in Arrangement.objects.values_list("reference", "name"):
            self.by_name.setdefault(fold(name), reference)
        self.references = set(self.by_name.values()) | set(
            Arrangement.objects.values_list("reference", flat=True)
        )

    @cached_property
    def issued(self) -> set[int]:
        return set(IssuedReference.objects.values_list("number", flat=True))

    def documents(self, references: set[str]) -> dict[str, Document]:
        return documents(references & self.references)
