"""What may be meant while somebody is still typing: bodies, services and arrangements."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urlencode

from django.urls import reverse

from arrangements.choices import Sector
from arrangements.models import Body
from arrangements.search.find import Finder
from arrangements.search.index import Index, Name
from arrangements.search.near import not_found, of_arrangements
from arrangements.search.planned import Planned, ToCome, pack_of
from arrangements.search.words import LITTLE, words_of
from arrangements.sentences import counted

BODIES, SERVICES, ARRANGEMENTS, ALONE = 4, 3, 4, 8


@dataclass(frozen=True)
class Suggestion:
    """`kind` is body, service, arrangement or search; `more` says what tells it from others."""

    kind: str
    text: str
    more: str
    address: str


def suggestions(text: str, finder: Finder) -> list[Suggestion]:
    """The pages whose names have words that begin so; else a search that may be meant."""
    words, index = words_of(text), finder.index
    if not words:
        return []
    found = [
        *islice(chain(_of_bodies(words, index), _of_planned(words, finder.planned)), BODIES),
        *_of_services(words, index),
        *_of_arrangements(words, index),
    ]
    return found or _searches(text, finder)


def names_of_bodies(text: str, finder: Finder) -> list[Suggestion]:
    """Bodies alone, by the name that a form takes: one that is gone with its last year."""
    words = words_of(text)
    return list(_of_bodies(words, finder.index, ALONE, in_form=True)) if words else []


def names_of_councils(text: str, finder: Finder) -> list[Suggestion]:
    """The councils of today, by the name that a form takes."""
    words, among = words_of(text), councils_of_today(finder.index)
    return list(_of_bodies(words, finder.index, ALONE, among=among)) if words else []


def packs(text: str, finder: Finder) -> list[Suggestion]:
    """The packs of councils to come and of those to be replaced."""
    if not (words := words_of(text)):
        return []
    planned, bodies = finder.planned, finder.index.register.bodies
    held = bodies_named(words, finder.index, planned.replaced)
    found = [
        Suggestion(
            "body", each.name, f"in the plan for {planned.replaced[each.pk]}", pack_of(each.slug)
        )
        for each in (bodies[body.pk] for body in held)
    ]
    return [*_of_planned(words, planned), *found][:ALONE]


def councils_of_today(index: Index) -> set[int]:
    return {
        key
        for key, body in index.register.bodies.items()
        if body.is_current and body.sector == Sector.COUNCIL
    }


def names_of_arrangements(text: str, finder: Finder) -> list[Suggestion]:
    """Arrangements alone: those whose names have words that begin so, then what a search finds."""
    index, points = finder.index, finder.arrangements(text)
    if not (words := words_of(text)):
        return []
    named = [name.key for name, _ in _fitting(words, index.titles.values(), lambda key: 0)]
    ranked = sorted(points, key=lambda key: (-points[key], index.titles[key].padded))
    found = list(dict.fromkeys([*named, *ranked]))[:ALONE]
    return [_arrangement(index, index.titles[key]) for key in found]


def _searches(text: str, finder: Finder) -> list[Suggestion]:
    """Where no page is called so: the search itself, or the one that may be meant."""
    if finder.arrangements(text):
        return []
    meant = not_found(
        text, of_arrangements(finder.index), lambda other: len(finder.arrangements(other))
    ).meant
    return [
        Suggestion(
            "search",
            each.text,
            f"did you mean? {counted(each.count, 'arrangement')}",
            f"{reverse('arrangement-list')}?{urlencode({'q': each.text})}",
        )
        for each in meant
    ]


def _fitting(
    words: list[str], names: Iterable[Name], weight: Callable[[int], int]
) -> list[tuple[Name, int]]:
    """The best name of each that has words beginning so, best first, with its weight."""
    phrase = f" {' '.join(words)}"
    begin = [f" {word}" for word in words if word not in LITTLE] or [phrase]
    best: dict[int, tuple[tuple[int, int, str], Name]] = {}
    for name in names:
        if all(each in name.padded for each in begin):
            how = 0 if name.padded.startswith(phrase) else 1 if phrase in name.padded else 2
            rank = (how, -weight(name.key), name.padded)
            if name.key not in best or how < best[name.key][0][0]:
                best[name.key] = (rank, name)
    return [(name, -rank[1]) for rank, name in sorted(best.values(), key=lambda each: each[0])]


def _of_bodies(
    words: list[str],
    index: Index,
    most: int = BODIES,
    in_form: bool = False,
    among: Container[int] | None = None,
) -> Iterable[Suggestion]:
    held = index.of_body
    names = (name for name in index.bodies.all if among is None or name.key in among)
    for name, count in _fitting(words, names, lambda key: len(held.get(key, ())))[:most]:
        body = index.register.bodies[name.key]
        text, more = body.name, [counted(count, "arrangement")]
        last = f"to {body.last_day.year}"
        if in_form and not body.is_current:
            text = f"{text} ({last})"
        elif not body.is_current:
            more = [last, *more]
        if name.text not in (body.name, body.short_name):
            former = (name.key, name.text) in index.former
            more = [f"{'was' if former else 'also'} {name.text}", *more]
        yield Suggestion("body", text, ", ".join(more), body.get_absolute_url())


def _of_planned(words: list[str], planned: Planned) -> Iterable[Suggestion]:
    for council in councils_to_come(words, planned):
        yield Suggestion("body", council.name, council.when, council.address)


def councils_to_come(words: list[str], planned: Planned) -> list[ToCome]:
    """The planned councils whose names have words that begin so."""
    found = _fitting(words, planned.names.all, lambda key: 0)
    return [planned.councils[name.key] for name, _ in found]


def bodies_named(words: list[str], index: Index, among: Container[int]) -> list[Body]:
    """The bodies, among these, whose names have words that begin so."""
    names = (name for name in index.bodies.all if name.key in among)
    return [index.register.bodies[name.key] for name, _ in _fitting(words, names, lambda key: 0)]


def _of_services(words: list[str], index: Index) -> Iterable[Suggestion]:
    held = index.of_service
    for name, count in _fitting(words, index.services.all, lambda key: len(held.get(key, ())))[
        :SERVICES
    ]:
        service = index.service_of[name.key]
        also = [f"also {name.text}"] if name.text != service.name else []
        more = ", ".join([*also, counted(count, "arrangement")])
        yield Suggestion("service", service.name, more, service.get_absolute_url())


def _of_arrangements(words: list[str], index: Index) -> Iterable[Suggestion]:
    for name, _ in _fitting(words, index.titles.values(), lambda key: 0)[:ARRANGEMENTS]:
        yield _arrangement(index, name)


def _arrangement(index: Index, name: Name) -> Suggestion:
    reference = index.references[name.key]
    address = reverse("arrangement-detail", args=[reference])
    return Suggestion("arrangement", name.text, reference, address)
