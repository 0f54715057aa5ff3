"""Every word of the catalogue and where it stands, made once for each version of the data.

It is held in memory, like the counts beside the filters, so that both databases give the same
answers in the same order, and a search costs no query.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from arrangements.choices import NameKind
from arrangements.folding import fold
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Body,
    BodyCode,
    BodyName,
    Lesson,
    Partner,
    Saving,
    Service,
)
from arrangements.register import Register, current_register
from arrangements.search.words import (
    Fit,
    fit,
    name_key,
    root,
    without_kind,
    words_of,
    words_to_find,
)
from arrangements.versions import once_a_version

V = TypeVar("V")
INITIALS = {
    "Primary Care Trust": "PCT",
    "Clinical Commissioning Group": "CCG",
    "Integrated Care Board": "ICB",
    "Police and Crime Commissioner": "PCC",
    "Fire and Rescue Service": "FRS",
    "Fire and Rescue Authority": "FRA",
    "National Park Authority": "NPA",
    "Borough Council": "BC",
    "City Council": "CC",
    "County Council": "CC",
    "District Council": "DC",
}


@cache
def _counties() -> dict[str, str]:
    """The county, as people still name it, of each council that no county council is over."""
    with Path(settings.BASE_DIR, "fixtures", "counties.csv").open(newline="") as file:
        return {row["body"]: row["county"] for row in csv.DictReader(file)}


class Field:
    """One kind of text: for each word the keys of those in whose text it stands."""

    def __init__(self) -> None:
        self.words: dict[str, list[int]] = defaultdict(list)
        self._of_root: dict[str, list[str]] = {}

    def add(self, key: int, words: Iterable[str]) -> None:
        for word in set(words):
            self.words[word].append(key)

    def fitting(self, word: str) -> dict[int, set[int]]:
        """The keys in whose text a word is found, by how it fits."""
        if not self._of_root:
            for each in self.words:
                self._of_root.setdefault(root(each), []).append(each)
        found: dict[int, set[int]] = {}
        if whole := self._of_root.get(root(word)):
            found[Fit.WHOLE] = set().union(*(self.words[each] for each in whole))
        for other, keys in self.words.items():
            if word in other and (how := fit(word, other)) and how < Fit.WHOLE:
                found.setdefault(how, set()).update(keys)
        return found


@dataclass(frozen=True)
class Name:
    """One of the names by which something is known; `padded` has a space at either end."""

    key: int
    text: str
    padded: str


class Names(Field):
    """The names of bodies or of services: by word, as a whole, and to be looked through."""

    def __init__(self) -> None:
        super().__init__()
        self.whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.all: list[Name] = []
        self.of: dict[int, list[str]] = defaultdict(list)

    def add_name(self, key: int, text: str) -> None:
        if not text or text in self.of[key]:
            return
        words = words_of(text)
        self.of[key].append(text)
        self.all.append(Name(key, text, f" {' '.join(words)} "))
        for each in {name_key(words), name_key(without_kind(words))}:
            if key not in self.whole[each]:
                self.whole[each].append(key)

    def close(self) -> None:
        """To be called once every name is there."""
        for key, names in self.of.items():
            self.add(key, (word for name in names for word in words_of(name)))


class Index:
    """What a search looks in. Arrangements, bodies and services go by their primary keys."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.titles: dict[int, Name] = {}
        self.references: dict[int, str] = {}
        self.names, self.summaries, self.lessons, self.places = Field(), Field(), Field(), Field()
        rows = Arrangement.objects.order_by("sort_name", "reference")
        for key, reference, name, summary in rows.values_list("pk", "reference", "name", "summary"):
            words = words_of(name)
            self.references[key] = reference
            self.titles[key] = Name(key, name, f" {' '.join(words)} ")
            self.names.add(key, [*words_to_find(name), fold(reference)])
            self.summaries.add(key, words_to_find(summary))
        for key, text in Lesson.objects.order_by().values_list("arrangement", "text"):
            self.lessons.add(key, words_to_find(text))
        # Who looks for savings looks for those that have a figure, whatever their texts say.
        for key in Saving.objects.order_by().values_list("arrangement", flat=True).distinct():
            self.summaries.add(key, words_of("savings"))
        whole = Arrangement.objects.order_by().exclude(part_of=None)
        self.umbrellas = set(whole.values_list("part_of", flat=True))
        self.of_body = _gathered(Partner.objects.order_by().values_list("body", "arrangement"))
        self.of_service = _gathered(
            ArrangementService.objects.order_by().values_list("service", "arrangement")
        )
        self.bodies = self._names_of_bodies()
        self.services, self.service_of = Names(), {}
        for service in Service.objects.prefetch_related("synonyms"):
            self.service_of[service.pk] = service
            for text in (service.name, *(row.name for row in service.synonyms.all())):
                self.services.add_name(service.pk, text)
        self.services.close()
        self.codes = Field()
        for body in register.bodies.values():
            self.codes.add(body.pk, words_of(f"{body.code} {body.town}"))
        for key, code in BodyCode.objects.order_by().values_list("body", "code"):
            self.codes.add(key, words_of(code))
        self.places_of = {key: self._places(body) for key, body in register.bodies.items()}
        self.now = {key: self._now(body) for key, body in register.bodies.items()}
        for key, places in self.places_of.items():
            names = [*places, *self.now[key]]
            self.places.add(key, (word for name in names for word in words_of(name)))

    def together(self, words: Sequence[str]) -> set[int]:
        """The arrangements in which words that were typed with hyphens stand together."""
        phrase, joined = f" {' '.join(words)} ", "".join(words)
        found = {key for key, title in self.titles.items() if phrase in title.padded}
        for names, held in ((self.bodies, self.of_body), (self.services, self.of_service)):
            for name in names.all:
                if phrase in name.padded:
                    found.update(held.get(name.key, ()))
        for text in (self.summaries, self.lessons):
            found.update(text.words.get(joined, ()))
        return found

    def _names_of_bodies(self) -> Names:
        found = Names()
        rows = list(BodyName.objects.order_by("kind", "name").values_list("body", "name", "kind"))
        # Of the names that it had the fullest says most.
        rows.sort(key=lambda row: -len(row[1]) if row[2] == NameKind.FORMER else 0)
        self.former = {(body, name) for body, name, kind in rows if kind == NameKind.FORMER}
        others = _gathered((body, name) for body, name, _ in rows)
        for key, body in self.register.bodies.items():
            names = [body.name, body.short_name, *others.get(key, [])]
            for text in (*names, *(shorter for name in names for shorter in _initialled(name))):
                found.add_name(key, text)
        found.close()
        return found

    def _places(self, body: Body) -> list[str]:
        """Where a body is: its county, as people name it, its town, region and nation."""
        over = (body.parent_id, body.combined_authority_id)
        named = [
            *(self.register.bodies[key].name for key in over if key),
            body.met_county,
            _counties().get(body.code, ""),
            body.town,
            str(body.get_region_display()),
            str(body.get_nation_display()),
        ]
        return list(dict.fromkeys(filter(None, named)))

    def _now(self, body: Body) -> list[str]:
        """The bodies that stand where one that is gone did."""
        today = set() if body.is_current else self.register.followed(body.pk)
        return sorted(self.register.bodies[key].name for key in today)


def _initialled(name: str) -> Iterable[str]:
    """A name with the initials that people write for what kind of body it is."""
    return (name.replace(words, initials) for words, initials in INITIALS.items() if words in name)


def _gathered(pairs: Iterable[tuple[int, V]]) -> dict[int, list[V]]:
    found: dict[int, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


@once_a_version
def current_index() -> Index:
    """The index as it is now, made again only when the data stamp has changed."""
    return Index(current_register())


def runs(words: Sequence[str]) -> Iterable[tuple[int, int]]:
    """The beginning and end of every run of words that stand together, longest first."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            yield start, start + length
