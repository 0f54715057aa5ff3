"""Whether a row without a reference looks like an arrangement that we have already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from arrangements.folding import fold

ALIKE, SOMEWHAT_ALIKE = 92, 70
# Of rows that were read in part: with a service in common, and where no service is known.
PERHAPS, PERHAPS_BY_NAME = 55, 80
ONE_PARTNER_LESS = 20


@dataclass(frozen=True)
class Known:
    """What likeness is judged by: the name, the partners' codes and the services' codes."""

    reference: str
    name: str
    bodies: frozenset[str]
    services: frozenset[str]


Likeness = Callable[[str, set[str], set[str], Known], float]


class Twins:
    """The arrangements we have, by the bodies in them."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_body: dict[str, list[Known]] = defaultdict(list)
        self.by_reference: dict[str, Known] = {}
        for each in known:
            self.by_reference[each.reference] = each
            for body in each.bodies:
                self._by_body[body].append(each)

    def of(self, name: str, bodies: set[str], services: set[str]) -> Known | None:
        """The likeliest twin: two partners in common, and either the name or the services too.

        Of one partner in common, where services are too and one name is the other shortened.
        """
        return self._best(name, bodies, services, self._likeness)

    def perhaps(self, name: str, bodies: set[str], services: set[str]) -> Known | None:
        """The likeliest twin of a row whose partners and services were understood in part."""
        return self._best(name, bodies, services, self._in_part)

    def _best(
        self, name: str, bodies: set[str], services: set[str], likeness: Likeness
    ) -> Known | None:
        best: tuple[float, Known] | None = None
        seen: set[str] = set()
        for body in bodies:
            for other in self._by_body.get(body, []):
                if other.reference in seen:
                    continue
                seen.add(other.reference)
                score = likeness(name, bodies, services, other)
                if score and (best is None or score > best[0]):
                    best = score, other
        return best[1] if best else None

    @staticmethod
    def _likeness(name: str, bodies: set[str], services: set[str], other: Known) -> float:
        common = len(bodies & other.bodies)
        if not common:
            return 0
        alike = fuzz.token_set_ratio(fold(name), fold(other.name))
        same_services = bool(services & other.services)
        if common == 1:
            shortened = same_services and _is_shorter(name, other.name)
            return alike - ONE_PARTNER_LESS if shortened else 0
        same_bodies = bodies == other.bodies
        if alike >= ALIKE or (same_services and (same_bodies or alike >= SOMEWHAT_ALIKE)):
            return alike + 10 * same_services + 10 * same_bodies
        return 0

    @staticmethod
    def _in_part(name: str, bodies: set[str], services: set[str], other: Known) -> float:
        alike = fuzz.token_set_ratio(fold(name), fold(other.name))
        same_services = bool(services & other.services)
        needed = PERHAPS if same_services else ALIKE if services else PERHAPS_BY_NAME
        return alike + 10 * same_services + len(bodies & other.bodies) if alike >= needed else 0


def _is_shorter(name: str, other: str) -> bool:
    """Whether one of two names is in the other, as "Dorset Waste" in "Dorset Waste Partnership"."""
    words, others = set(fold(name).split()), set(fold(other).split())
    return min(len(words), len(others)) > 1 and (words <= others or others <= words)
