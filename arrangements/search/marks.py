"""What a search found, marked, and why it is there, for who reads the list of what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from arrangements.models import Arrangement, Body, Service
from arrangements.search.index import Index
from arrangements.search.words import fit, folded, is_common, telling, words_of
from arrangements.wording import listed

# How many partners a line of the list names; a match in any other is told.
PARTNERS_NAMED = 4
MOST_REASONS = 3
PLACED = 2
# A text of up to so many letters is shown whole; of a longer one, so many on either side.
SHORT_TEXT, AROUND = 220, 100
Reasons = Callable[[Body], Iterable[SafeString]]
_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*")


def words_to_mark(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of searches; without those that everything has, unless there are no others."""
    words = tuple(dict.fromkeys(word for text in texts for word in telling(words_of(text))))
    return tuple(word for word in words if not is_common(word)) or words


def fits_one_of(raw: str, words: Sequence[str]) -> bool:
    return any(fit(word, other) for other in folded(raw) for word in words)


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text, safe for a page, with <mark> around each word that the search found."""
    parts: list[str] = []
    end = 0
    for each in _WORD.finditer(text):
        if fits_one_of(each[0], words):
            parts += [
                conditional_escape(text[end : each.start()]),
                format_html("<mark>{}</mark>", each[0]),
            ]
            end = each.end()
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))


def excerpt(text: str, words: Sequence[str]) -> SafeString:
    """The part of a text around the first word found, marked; empty where none is found."""
    first = next((e for e in _WORD.finditer(text) if fits_one_of(e[0], words)), None)
    if first is None:
        return SafeString("")
    if len(text) <= SHORT_TEXT:
        return marked(text, words)
    start, end = max(first.start() - AROUND, 0), min(first.end() + AROUND, len(text))
    if start:
        start = text.find(" ", start, first.start()) + 1 or first.start()
    if end < len(text):
        end = text.rfind(" ", first.end(), end) if " " in text[first.end() : end] else first.end()
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, marked(text[start:end], words), after)


class Match:
    """Why a search found an arrangement. The texts of its lessons are asked for only if needed."""

    def __init__(
        self,
        arrangement: Arrangement,
        partners: Sequence[Body],
        services: Sequence[Service],
        lessons: Callable[[], Iterable[str]],
        words: Sequence[str],
        index: Index,
    ) -> None:
        self.words, self._index, self._of = words, index, arrangement
        self._partners, self._services, self._lessons = partners, services, lessons
        self._left = set(words)

    def mark(self, text: str) -> SafeString:
        return marked(text, self.words)

    @cached_property
    def excerpt(self) -> SafeString:
        return excerpt(self._of.summary, self.words)

    @cached_property
    def why(self) -> SafeString:
        """Where the words stand that the line does not show, one reason after another."""
        found = list(dict.fromkeys(self._reasons()))
        more = len(found) - MOST_REASONS
        shown = [*found[:MOST_REASONS], *([f"and {more} more"] if more > 0 else [])]
        return format_html_join("; ", "{}", ((each,) for each in shown))

    def _explains(self, text: str) -> bool:
        """Whether the text has a word that nothing before it had. From then on it is explained."""
        here = {word for word in self._left if any(fit(word, w) for w in words_of(text))}
        self._left -= here
        return bool(here)

    def _reasons(self) -> Iterable[SafeString]:
        partners, services = self._partners, self._services
        in_sight = [body.name for body in partners[:PARTNERS_NAMED]]
        for text in (self._of.name, self._of.reference, *in_sight, *(s.name for s in services)):
            self._explains(text)
        yield from self._told(partners, self._of_partner)
        for service in services:
            yield from (
                format_html("service {}, also called “{}”", service.name, self.mark(name))
                for name in self._as_typed(self._index.services.of[service.pk])
                if self._explains(name)
            )
        yield from self._told(partners, self._of_today)
        yield from self._of_places(partners)
        self._explains(self._of.summary)
        for text in self._lessons() if self._left else ():
            if self._explains(text):
                yield format_html("lesson “{}”", excerpt(text, self.words))

    def _as_typed(self, names: Iterable[str]) -> list[str]:
        """The names with those first that have a word as it was typed: "bins" before "bin"."""
        return sorted(names, key=lambda name: {*words_of(name)}.isdisjoint(self.words))

    def _told(self, partners: Sequence[Body], of_one: Reasons) -> Iterable[SafeString]:
        """What is found of all partners by the words that were left before the first of them."""
        before, explained = set(self._left), set[str]()
        for body in partners:
            self._left = set(before)
            yield from of_one(body)
            explained |= before - self._left
        self._left = before - explained

    def _of_partner(self, body: Body) -> Iterable[SafeString]:
        for name in self._index.bodies.of[body.pk]:
            if not self._explains(name):
                continue
            if name == body.name:
                yield format_html("partner {}", self.mark(name))
            elif (body.pk, name) in self._index.former:
                yield format_html("partner {} (now {})", self.mark(name), body.name)
            else:
                yield format_html("partner {}, also called “{}”", body.name, self.mark(name))

    def _of_today(self, body: Body) -> Iterable[SafeString]:
        for name in self._index.now[body.pk]:
            if self._explains(name):
                yield format_html("partner {} (now {})", body.name, self.mark(name))

    def _of_places(self, partners: Sequence[Body]) -> Iterable[SafeString]:
        """The places that have a word which is left, each with the partners that are there."""
        there: dict[str, list[str]] = {}
        for body in partners:
            for place in self._index.places_of[body.pk]:
                there.setdefault(place, []).append(body.name)
        for place, names in there.items():
            if self._explains(place):
                more = len(names) - PLACED
                shown = [*names[:PLACED], *([f"{more} more"] if more > 0 else [])]
                yield format_html("{}, in {}", listed(shown), self.mark(place))
