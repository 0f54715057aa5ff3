"""How near one name is to another: in its spelling, as a whole or in part, and by its initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from arrangements.folding import fold

# In points of 100. Below LEAST nothing is offered, nor below LEAST_WHOLE for a spelling as a whole;
# a likeness of words in the name alone is worth ONLY_IN_PART less.
NEAR_ENOUGH, LEAST, LEAST_WHOLE, LEAST_OF_COMPANY, ONLY_IN_PART = 75, 70, 75, 85, 12
MOST_WHOLE, MOST_IN_PART = 12, 60
SHORTEST_PLACE = 3
_CAPITALS = re.compile(r"[A-Z][A-Z&]{1,5}")
_COMPANY = re.compile(r"(.+) (?:ltd|limited|llp|plc)")
# What so many names have in them that it makes no two of them alike.
_COMMON = frozenset(
    fold(
        "and authority board borough care city clinical combined commissioner commissioning"
        " community council county crime district east fire for foundation group health healthcare"
        " hospital hospitals integrated limited london mental mid national nhs north of partnership"
        " police primary rescue royal service services south the trust university upon west with"
    ).split(" ")
)
_LITTLE = frozenset({"and", "of", "the", "upon", "with", "in", "on"})


def company_of(folded: str) -> str:
    """A company's name without its "Ltd" or "plc"; "" for what is none."""
    company = _COMPANY.fullmatch(folded)
    return company[1] if company else ""


def as_initials(text: str) -> str:
    """The letters of a short text in capitals, folded; "" for any other text."""
    capitals = _CAPITALS.fullmatch(text.strip())
    return capitals[0].replace("&", "").casefold() if capitals else ""


def initials_of(name: str) -> set[str]:
    """The first letters of a name's words, with and without the little ones."""
    words = fold(name).split()
    telling = [word for word in words if word not in _LITTLE]
    return {"".join(word[0] for word in each) for each in (words, telling)}


def alike(spelling: str, others: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Names spelt nearly so, as wholes or in part, each with the likeness in points of 100."""
    known = list(others)
    for found, score, _ in process.extract(
        spelling, known, scorer=fuzz.ratio, limit=MOST_WHOLE, score_cutoff=LEAST_WHOLE
    ):
        if len(found) > SHORTEST_PLACE and _alike_in_what_tells(spelling, found):
            yield found, score
    if company_of(spelling):
        return
    for found, score, _ in process.extract(
        spelling,
        known,
        scorer=fuzz.WRatio,
        limit=MOST_IN_PART,
        score_cutoff=LEAST + ONLY_IN_PART,
    ):
        if len(found) > SHORTEST_PLACE and _share_a_word(spelling, found):
            yield found, score - ONLY_IN_PART


def _alike_in_what_tells(text: str, name: str) -> bool:
    """Whether two folded names are alike but for the words that so many have: "Slugh" and "Slough"
    Borough Council, not "Frobnitz" and "Rother" District Council."""
    telling, others = (
        " ".join(word for word in each.split() if word not in _COMMON) for each in (text, name)
    )
    return (
        not telling or fuzz.ratio(telling, others) >= NEAR_ENOUGH or _share_a_word(telling, others)
    )


def _share_a_word(text: str, other: str) -> bool:
    """Whether they have a word in common, or nearly so, that not everybody has."""
    telling = [word for word in text.split() if len(word) > SHORTEST_PLACE and word not in _COMMON]
    return any(fuzz.ratio(word, each) >= NEAR_ENOUGH for word in telling for each in other.split())
