"""What was meant where a word is found nowhere, or the words are found but not together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from arrangements.search.index import Field, Index
from arrangements.search.words import LITTLE, SHORT, folded, root

MOST_TRIED, MOST_OFFERED = 4, 3
# A part of a word that was typed without its space.
SHORTEST_PART = 3

Finds = Callable[[str], int]
Tiers = Sequence[Sequence[Field]]


@dataclass(frozen=True)
class Near:
    """A search that finds something, and how much."""

    text: str
    count: int


@dataclass(frozen=True)
class NotFound:
    """Why a search finds nothing, and what would."""

    unknown: list[str]
    meant: list[Near]
    without: list[Near]


def of_arrangements(index: Index) -> Tiers:
    """Where arrangements are searched for: in names, and then in texts."""
    names = (index.bodies, index.places, index.services, index.names)
    return (names, (index.summaries, index.lessons))


def of_bodies(index: Index) -> Tiers:
    return ((index.bodies, index.codes),)


def not_found(text: str, tiers: Tiers, count: Finds) -> NotFound:
    """For a search that finds nothing. `count` says how much another search finds.

    What was meant is looked for among the words of the first tier, then of the next.
    """
    raw = text.split()
    strange = [each for each in raw if _is_strange(each, tiers)]
    meant = _that_find((" ".join(each) for each in _meant(raw, set(strange), tiers)), count)
    without: list[Near] = []
    if len(raw) > 1 and not meant:
        shorter = (" ".join([*raw[:n], *raw[n + 1 :]]) for n in range(len(raw)))
        without = _that_find(shorter, count)
    return NotFound(strange, meant[:MOST_OFFERED], without[:MOST_OFFERED])


def _that_find(texts: Iterable[str], count: Finds) -> list[Near]:
    tried = list(dict.fromkeys(texts))[: MOST_TRIED * 2]
    return [Near(text, found) for text in tried if (found := count(text))]


def _is_strange(raw: str, tiers: Tiers) -> bool:
    """Whether a word as typed has a part that is found nowhere."""
    return any(
        not any(field.fitting(word) for fields in tiers for field in fields)
        for word in folded(raw)
        if word not in LITTLE
    )


def _meant(raw: list[str], strange: set[str], tiers: Tiers) -> Iterable[list[str]]:
    """The search with each strange word put right in each likely way, likeliest first."""
    joined = _joined(raw, strange, tiers[0])
    if joined:
        yield joined
    if strange:
        ways = [_likely(each, tiers) if each in strange else [each] for each in raw]
        yield from (list(way) for way in product(*ways))


def _joined(raw: list[str], strange: set[str], names: Sequence[Field]) -> list[str]:
    """The search with two words written as one, where that is a word of a name."""
    for n in range(len(raw) - 1):
        together = "".join(word for each in raw[n : n + 2] for word in folded(each))
        if {*raw[n : n + 2]} & strange and any(together in field.words for field in names):
            return [*raw[:n], together.capitalize(), *raw[n + 2 :]]
    return []


def _likely(raw: str, tiers: Tiers) -> list[str]:
    """The words that may have been meant by one: of names first, then of texts."""
    word = "".join(folded(raw))
    parts = _parted(word, tiers[0])
    found: list[str] = []
    for fields in tiers:
        known = {each: len(keys) for field in fields for each, keys in field.words.items()}
        near = process.extract(
            word, list(known), scorer=OSA.distance, score_cutoff=_slips(word), limit=20
        )
        ranked = sorted(near, key=lambda each: (each[1], each[0][0] != word[0], -known[each[0]]))
        nearest = [each[0] for each in ranked if each[1] == ranked[0][1] and len(each[0]) > SHORT]
        if nearest:
            found += list({root(each): each for each in reversed(nearest)}.values())[::-1]
            break
    like = _like(raw)
    return [like(each) for each in dict.fromkeys([*parts, *found])][:MOST_TRIED] or [raw]


def _slips(word: str) -> int:
    """How many letters may be wrong, missing, too many or changed about."""
    return 1 if len(word) <= SHORT + 1 else 2 if len(word) <= 9 else 3


def _parted(word: str, names: Sequence[Field]) -> list[str]:
    """Two words of names, or more than one word short of its space: "southholland"."""
    known = {each for field in names for each in field.words}
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return [f"{word[:n]} {word[n:]}" for n in places if {word[:n], word[n:]} <= known]


def _like(raw: str) -> Callable[[str], str]:
    """Capitals as they were typed."""
    if len(raw) > 1 and raw.isupper():
        return str.upper
    return str.title if raw[0].isupper() else str
