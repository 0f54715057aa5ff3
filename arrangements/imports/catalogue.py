"""What planning needs to know of what we hold: words, names, documents. Reads only."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from arrangements.choices import BodyKind
from arrangements.documents import Document, documents
from arrangements.folding import fold
from arrangements.imports.cells import Vocabulary
from arrangements.imports.decisions import Decisions, NewBody
from arrangements.imports.likeness import Known, Twins
from arrangements.imports.names import NamedBody, Names
from arrangements.imports.rows import Row
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Body,
    BodyCode,
    BodyName,
    DataStamp,
    IssuedReference,
    Partner,
    RememberedHeading,
    RememberedName,
    Service,
)
from arrangements.partialdate import first_day, last_day

# The codes that people write (GSS, former, NHS) are read; a register's "THE" or an old "12" is not.
READ_AS_CODES = {"gss", "former_gss", "nhs"}


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


def names(
    today: dt.date | None = None,
    chosen: Mapping[str, str] | None = None,
    more: Iterable[NewBody] = (),
) -> Names:
    """The index of every body by its codes and names; where these leave a question, by choice.

    `chosen` gives a body's code for a folded name, before those that editors asked to remember;
    `more` are bodies that are only to be made.
    """
    remembered = dict(RememberedName.objects.values_list("folded", "body__code"))
    codes: dict[int, list[str]] = defaultdict(list)
    for body, scheme, code in BodyCode.objects.values_list("body", "scheme", "code"):
        if scheme in READ_AS_CODES:
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
        ]
        + [
            NamedBody(body.code, body.name, body.name, BodyKind.OTHER, dt.date.min, dt.date.max)
            for body in more
        ],
        today or dt.date.today(),
        remembered | dict(chosen or {}),
    )


def twins() -> Twins:
    """What likeness to a row without a reference is judged by, as the catalogue is now."""
    bodies: dict[int, set[str]] = defaultdict(set)
    for key, code in Partner.objects.values_list("arrangement", "body__code"):
        bodies[key].add(code)
    services: dict[int, set[str]] = defaultdict(set)
    for key, code in ArrangementService.objects.values_list("arrangement", "service__code"):
        services[key].add(code)
    return Twins(
        Known(reference, name, frozenset(bodies[key]), frozenset(services[key]))
        for key, reference, name in Arrangement.objects.values_list("pk", "reference", "name")
    )


class Catalogue:
    """A reading of the catalogue for one plan."""

    def __init__(self, decisions: Decisions | None = None) -> None:
        decisions = decisions or Decisions()
        self.vocabulary = vocabulary()
        self.names = names(chosen=decisions.names, more=decisions.new_bodies())
        self.headings = dict(RememberedHeading.objects.values_list("folded", "key"))
        self.headings |= decisions.headings
        self.decisions = decisions
        self.stamp = str(DataStamp.current().version)
        self._said: dict[str, list[tuple[int, set[str]]]] = {}
        self.by_name: dict[str, str] = {}
        for reference, name in Arrangement.objects.values_list("reference", "name"):
            self.by_name.setdefault(fold(name), reference)
        self.references = set(self.by_name.values()) | set(
            Arrangement.objects.values_list("reference", flat=True)
        )

    def named_as(self, row: Row | None) -> str:
        """The arrangement that has the name of a row without a reference; "" for none."""
        name = row.values.get("name") if row and not row.reference else None
        return self.by_name.get(fold(name), "") if isinstance(name, str) else ""

    def refuse_name_of_another(self, row: Row, before: Document) -> None:
        """A row that gives one arrangement the name of another has the wrong one of the two."""
        name = row.values.get("name")
        if not isinstance(name, str) or fold(name) == fold(before["name"]):
            return
        other = self.by_name.get(fold(name), "")
        if other:
            row.problem(
                "name",
                "name_taken",
                f"{other} has this name; {before['reference']} is “{before['name']}”.",
                f"Correct the reference or the name. To rename both, rename {other} first.",
            )

    def ask_about_repeat(self, row: Row, name: str, bodies: set[str]) -> None:
        """Two new rows with one name, and a partner in common, may be one arrangement."""
        said = self._said.setdefault(fold(name), [])
        earlier = next((number for number, others in said if bodies & others), None)
        said.append((row.number, bodies))
        if earlier is not None:
            row.problem(
                "name",
                "name_twice",
                f"Row {earlier} has this name too, and a partner in common.",
                "If it is the same arrangement, put all its partners into one row; if it is"
                " another, give it a name that tells them apart, or write “new” as its Reference.",
            )

    @cached_property
    def twins(self) -> Twins:
        return twins()

    @cached_property
    def issued(self) -> set[int]:
        return set(IssuedReference.objects.values_list("number", flat=True))

    def documents(self, references: set[str]) -> dict[str, Document]:
        return documents(references & self.references)
