"""What a search finds and how well it fits: points for each arrangement and for each body."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from arrangements.search.index import Index, Names, current_index, runs
from arrangements.search.planned import Planned
from arrangements.search.words import Fit, compounds, is_common, name_key, needed, telling, words_of

# What a whole word counts in each field; Fit says what part of that a beginning counts.
NAME, PARTNER, SERVICE, PLACE, SUMMARY, LESSON = 12, 8, 7, 3, 2, 1
# For a name in which the words stand together as they were typed, and one that is all of them.
TOGETHER, THE_NAME = 20, 60
# For a word found in what is not only called so but is that partner's or service's whole name.
NAMED_TOO = 8
# A common word counts a part of what another does.
COMMON_PART = 8
KEPT = 30

Points = Mapping[int, int]


@dataclass(frozen=True)
class Search:
    """A search as it is understood: the text, its telling words, and whole names in it."""

    text: str
    words: tuple[str, ...]
    bodies: Mapping[str, frozenset[int]] = field(default_factory=dict)
    services: Mapping[str, frozenset[int]] = field(default_factory=dict)


def understood(text: str, index: Index) -> Search:
    """Which words tell something, and which bodies and services words beside each other name."""
    words = telling(words_of(text))
    return Search(text, words, _named(words, index.bodies), _named(words, index.services))


def _named(words: Sequence[str], names: Names) -> dict[str, frozenset[int]]:
    """By word: what is named by it and the words beside it."""
    found: dict[str, frozenset[int]] = {}
    for start, end in runs(words):
        keys = names.whole.get(name_key(words[start:end]), ())
        for word in words[start:end] if keys else ():
            found[word] = found.get(word, frozenset()).union(keys)
    return found


class Finder:
    """Searches one index. What was found last is kept, for a page asks several times."""

    def __init__(self, index: Index) -> None:
        self.index, self.planned = index, Planned()
        self._kept: dict[str, Points] = {}

    def arrangements(self, text: str) -> Points:
        """The arrangements in which every word that is needed is found, with their points."""
        if text not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[text] = self._arrangements(understood(text, self.index))
        return self._kept[text]

    def _arrangements(self, search: Search) -> Points:
        each = {word: self.of_word(word, search) for word in search.words}
        phrase = " ".join(search.words)
        found = {}
        points_of = _added_up(each)
        for words in compounds(search.text):
            together = self.index.together(words).intersection(points_of)
            points_of = {key: points_of[key] for key in together or points_of}
        for key, points in points_of.items():
            padded = self.index.titles[key].padded
            if f" {phrase} " in padded:
                points += THE_NAME if padded == f" {phrase} " else TOGETHER * (len(each) > 1)
                points += key in self.index.umbrellas
            found[key] = points
        return found

    def of_word(self, word: str, search: Search) -> Points:
        """Every arrangement in which a word is found, with the points of where it fits best."""
        index = self.index
        sets: list[tuple[int, Collection[int]]] = []
        for weight, text in (
            (NAME, index.names),
            (SUMMARY, index.summaries),
            (LESSON, index.lessons),
        ):
            sets += [(weight * how, keys) for how, keys in text.fitting(word).items()]
        for weight, names, held in (
            (PARTNER, index.bodies, index.of_body),
            (PLACE, index.places, index.of_body),
            (SERVICE, index.services, index.of_service),
        ):
            for how, who in names.fitting(word).items():
                sets += [(weight * how, held.get(key, ())) for key in who]
        sets = [(_less(points, word), keys) for points, keys in sets]
        best: dict[int, int] = {}
        for points, keys in sorted(sets, key=lambda each: each[0]):
            best.update(dict.fromkeys(keys, points))
        for weight, named, held in (
            (PARTNER, search.bodies, index.of_body),
            (SERVICE, search.services, index.of_service),
        ):
            for key in {each for name in named.get(word, ()) for each in held.get(name, ())}:
                best[key] = max(best.get(key, 0) + NAMED_TOO, weight * Fit.NAMED)
        return best

    def bodies(self, text: str) -> Points:
        """The bodies in whose names, codes or town every word is found, with their points."""
        search = understood(text, self.index)
        each: dict[str, dict[int, int]] = {}
        for word in search.words:
            best: dict[int, int] = {}
            for names in (self.index.codes, self.index.bodies):
                for how, keys in sorted(names.fitting(word).items()):
                    best.update(dict.fromkeys(keys, _less(how * PARTNER, word)))
            best.update(dict.fromkeys(search.bodies.get(word, ()), PARTNER * Fit.NAMED))
            each[word] = best
        return _added_up(each)


def _added_up(each: Mapping[str, Points]) -> Points:
    """What every word that is needed finds, with the points of all words together."""
    if not each:
        return {}
    first, *others = (each[word] for word in needed(tuple(each)))
    found = set(first).intersection(*others)
    return {key: sum(points.get(key, 0) for points in each.values()) for key in found}


def _less(points: int, word: str) -> int:
    """What a fit counts: for a common word a part of it."""
    return max(points // COMMON_PART, 1) if is_common(word) else points


_held: Finder | None = None


def current_finder() -> Finder:
    global _held
    index, held = current_index(), _held
    if held is None or held.index is not index:
        held = _held = Finder(index)
    return held


@dataclass(frozen=True)
class Asked:
    """The searches of one query string, any of which may find; `finder` is of one data version."""

    texts: Sequence[str]
    finder: Finder

    @cached_property
    def arrangements(self) -> Points:
        """The arrangements that any of them finds, with their points."""
        return self._of_any(self.finder.arrangements)

    @cached_property
    def bodies(self) -> Points:
        return self._of_any(self.finder.bodies)

    def _of_any(self, find: Callable[[str], Points]) -> Points:
        best: dict[int, int] = {}
        for text in self.texts:
            for key, points in find(text).items():
                best[key] = max(points, best.get(key, 0))
        return best


def asked_for(texts: Iterable[str]) -> Asked | None:
    """The searches among these texts; None where there is nothing to search for."""
    asked = [text for text in texts if words_of(text)]
    return Asked(asked, current_finder()) if asked else None
