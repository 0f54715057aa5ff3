"""Whether a row without a reference looks like an arrangement that we have already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from arrangements.folding import fold

ALIKE, SOMEWHAT_ALIKE = 92, 70


@dataclass(frozen=True)
class Known:
    """What likeness is judged by: the name, the partners' codes and the services' codes."""

    reference: str
    name: str
    bodies: frozenset[str]
    services: frozenset[str]


class Twins:
    """The arrangements we have, by the bodies in them."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_body: dict[str, list[Known]] = defaultdict(list)
        for each in known:
            for body in each.bodies:
                self._by_body[body].append(each)

    def of(self, name: str, bodies: set[str], services: set[str]) -> Known | None:
        """The likeliest twin: two partners in common, and either the name or the services too."""
        best: tuple[float, Known] | None = None
        seen: set[str] = set()
        for body in bodies:
            for other in self._by_body.get(body, []):
                if other.reference in seen:
                    continue
                seen.add(other.reference)
                score = self._likeness(name, bodies, services, other)
                if score and (best is None or score > best[0]):
                    best = score, other
        return best[1] if best else None

    @staticmethod
    def _likeness(name: str, bodies: set[str], services: set[str], other: Known) -> float:
        common = len(bodies & other.bodies)
        if common < 2:
            return 0
        alike = fuzz.token_set_ratio(fold(name), fold(other.name))
        same_services = bool(services & other.services)
        same_bodies = bodies == other.bodies
        if alike >= ALIKE or (same_services and (same_bodies or alike >= SOMEWHAT_ALIKE)):
            return alike + 10 * same_services + 10 * same_bodies
        return 0
