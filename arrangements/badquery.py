"""A query string that means nothing here: what is wrong with it, and what was perhaps meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from rapidfuzz import fuzz, process, utils

NEAR, MOST_NEAR = 80, 3
SHOWN = 40


@dataclass(frozen=True)
class Instead:
    """What would be understood in place of what was asked, in words, and the query with it."""

    value: str
    words: str
    query: str


class BadQuery(ValueError):
    """A query string that we do not understand; the text says what is wrong in a sentence.

    `fault` is that sentence without the values that would do: they are in `instead`, of which
    `near` may have been meant.
    """

    def __init__(
        self, fault: str, of_values: str = "", instead: Sequence[Instead] = (), asked: str = ""
    ) -> None:
        self.fault, self.of_values, self.instead = fault, of_values, instead
        self.near = _near(asked, instead)
        super().__init__(" ".join([fault, *self._in_words()]))

    def _in_words(self) -> list[str]:
        perhaps = " or ".join(each.value for each in self.near)
        values = ", ".join(each.value for each in self.instead)
        said = [f"Perhaps {perhaps}?"] if perhaps else []
        return [*said, f"{self.of_values}: {values}."] if self.of_values else said


def no_such_name(data: QueryDict, name: str, known: Sequence[str]) -> BadQuery:
    """For a parameter that nothing is called."""

    def renamed(other: str) -> str:
        copy = data.copy()
        copy.setlist(other, [*copy.getlist(other), *copy.pop(name)])
        return copy.urlencode()

    return BadQuery(
        f"“{name[:SHOWN]}” is not something that can be asked for here.",
        "The names that can be are",
        [Instead(each, each, renamed(each)) for each in known],
        name,
    )


def no_such_value(
    data: QueryDict, name: str, value: str, options: Sequence[tuple[str, str]]
) -> BadQuery:
    """For a value that a parameter does not take; `options` are those it takes, with words."""
    instead = _replaced(data, name, value, options)
    return BadQuery(
        f"“{value[:SHOWN]}” is not a value of {name}.", "The values are", instead, value
    )


def no_such_body(
    data: QueryDict, name: str, slug: str, bodies: Sequence[tuple[str, str]]
) -> BadQuery:
    """For a body that there is not; `bodies` are all there are, addresses and names."""
    near = _near(slug, _replaced(data, name, slug, bodies))
    fault = f"No body has the address “{slug[:SHOWN]}”. The list of bodies has all of them."
    return BadQuery(fault, "", near, slug)


def _replaced(
    data: QueryDict, name: str, value: str, options: Sequence[tuple[str, str]]
) -> list[Instead]:
    def query(other: str) -> str:
        copy = data.copy()
        values = [other if each == value else each for each in copy.getlist(name)]
        copy.setlist(name, list(dict.fromkeys(values)))
        return copy.urlencode()

    return [Instead(each, words, query(each)) for each, words in options]


def _near(asked: str, instead: Sequence[Instead]) -> list[Instead]:
    """Those whose value or words are much like what was asked, the likest first."""
    texts = [f"{each.value} {each.words}" for each in instead]
    found = process.extract(
        asked,
        texts,
        scorer=fuzz.partial_ratio,
        processor=utils.default_process,
        score_cutoff=NEAR,
        limit=MOST_NEAR,
    )
    return [instead[place] for _, _, place in found]
