"""Lines put together and taken apart: outlines from arcs, and a coast parted from a border."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[int, int]


def plain(number: int) -> int:
    """The number of an arc, whichever way it is read."""
    return number if number >= 0 else ~number


def once(numbers: Iterable[int]) -> list[int]:
    """The arcs that only one ring has, in order."""
    found: dict[int, int] = defaultdict(int)
    for number in numbers:
        found[plain(number)] += 1
    return [number for number, times in found.items() if times == 1]


def joined(
    arcs: Iterable[int], lines: Sequence[Sequence[Point]], *, closed: bool = True
) -> list[list[int]]:
    """Arcs joined end to end into rings, whichever way they were read before.

    What does not close is left out, unless lines are wanted that are not `closed`.
    """
    at: dict[Point, list[int]] = defaultdict(list)
    for number in arcs:
        at[lines[number][0]].append(number)
        at[lines[number][-1]].append(~number)
    used: set[int] = set()
    found: list[list[int]] = []
    ends = [place for place, there in at.items() if len(there) == 1]
    for first in [*ends, *at]:
        while any(plain(number) not in used for number in at[first]):
            chain, here = [], first
            while onward := [number for number in at[here] if plain(number) not in used]:
                number = onward[0]
                used.add(plain(number))
                chain.append(number)
                here = lines[number][-1] if number >= 0 else lines[~number][0]
                if here == first:
                    break
            if here == first or not closed:
                found.append(chain)
    return found


class Along:
    """Tells the part of a line that runs along another from the part that does not."""

    def __init__(self, lines: Iterable[Sequence[Point]], reach: int) -> None:
        self.reach = reach
        self.cells: set[Point] = set()
        for line in lines:
            for (x1, y1), (x2, y2) in pairwise(line):
                steps = max(abs(x2 - x1), abs(y2 - y1)) // reach + 1
                for n in range(steps + 1):
                    self._mark(x1 + (x2 - x1) * n // steps, y1 + (y2 - y1) * n // steps)

    def _mark(self, x: int, y: int) -> None:
        column, row = x // self.reach, y // self.reach
        self.cells |= {(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}

    def holds(self, point: Point) -> bool:
        return (point[0] // self.reach, point[1] // self.reach) in self.cells

    def parts(self, line: Sequence[Point]) -> list[tuple[bool, list[Point]]]:
        """The line cut where it comes along or leaves; each part with whether it runs along."""
        found: list[tuple[bool, list[Point]]] = []
        for point in line:
            along = self.holds(point)
            if found and found[-1][0] == along:
                found[-1][1].append(point)
            else:
                if found:
                    found[-1][1].append(point)
                found.append((along, [point]))
        if len(found) > 1 and len(found[-1][1]) < 2:
            found.pop()
        return found
