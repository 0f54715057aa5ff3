"""The words of a search and of what is searched, and how well one fits another."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from arrangements.folding import fold

# Words of grammar: they join others, or ask, and nobody looks for them.
LITTLE = frozenset(
    fold(
        "a an and are at between by do does for from how in is of on or that the to was were what"
        " which who with"
    ).split()
)
# Words that so many names have that they tell little of any one.
COMMON = frozenset(
    fold(
        "arrangement authority borough city council county district joint local partnership public"
        " service share shared sharing"
    ).split()
)
# Of these, what is said of every arrangement: beside other words they may be missing.
SPARE = frozenset(fold("arrangement council partnership service share shared sharing").split())
# What the name of a council may end in, and people leave away.
KINDS = frozenset(fold("bc borough cc city council county dc district mbc").split())
# Up to this many letters a word is looked for as a whole: "IT" is not in "unit".
SHORT = 3


class Fit(IntEnum):
    """How a word that is looked for fits one that is there; more is better."""

    INSIDE = 1
    BEGINS = 2
    WHOLE = 4
    NAMED = 5  # not the word alone, but a whole name that it is part of


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """A folded word without the ending of a plural, so that "library" finds "libraries"."""
    if len(word) > SHORT + 1 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > SHORT and word.endswith("s") and word[-2] not in "ius":
        return word[:-1]
    return word


@lru_cache(maxsize=100_000)
def folded(raw: str) -> tuple[str, ...]:
    """The folded words in a text without spaces."""
    return tuple(fold(raw).split())


def words_of(text: str) -> list[str]:
    """The folded words of a text, in its order."""
    return [word for raw in text.split() for word in folded(raw)]


def compounds(text: str) -> list[tuple[str, ...]]:
    """The folded words that stand with a hyphen between them: "tri" and "borough"."""
    return [folded(raw) for raw in text.split() if "-" in raw and len(folded(raw)) > 1]


def words_to_find(text: str) -> list[str]:
    """The words of a text, and those with hyphens as one word too: "triborough"."""
    return [*words_of(text), *("".join(words) for words in compounds(text))]


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words without those of grammar, unless there are no others."""
    return tuple(word for word in words if word not in LITTLE) or tuple(words)


def needed(words: Sequence[str]) -> set[str]:
    """The words that must be found: all but spare ones, unless there are no others."""
    return {word for word in words if root(word) not in SPARE} or set(words)


def name_key(words: Sequence[str]) -> tuple[str, ...]:
    """What names that differ in little words and plurals alone have in common."""
    return tuple(root(word) for word in telling(words))


def without_kind(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a body's name without those at its end that say what kind of body it is."""
    while len(words) > 1 and words[-1] in KINDS:
        words = words[:-1]
    return tuple(words)


def fit(word: str, other: str) -> int:
    """How a word fits another, both folded: a Fit, or 0."""
    if root(word) == root(other):
        return Fit.WHOLE
    if len(word) > SHORT and word in other:
        return Fit.BEGINS if other.startswith(word) else Fit.INSIDE
    return 0


def is_common(word: str) -> bool:
    return root(word) in COMMON
