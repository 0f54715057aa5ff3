"""A line on a grid as a flat list: the first point, then the step to each next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Point = tuple[int, int]


def steps_of(line: Iterable[Point]) -> list[int]:
    steps: list[int] = []
    before = (0, 0)
    for x, y in line:
        steps += (x - before[0], y - before[1])
        before = x, y
    return steps


def points_of(steps: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x, y
