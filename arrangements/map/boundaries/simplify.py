"""Which points of an arc are left out when the map is seen from afar (Visvalingam's way).

The point that matters least, by the triangle it makes with those beside it, goes first; what is
left looks like the line it came from. The ends of an arc always stay, so areas keep meeting.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

from arrangements.map.boundaries.topology import GRID, unpack

METRES = 111_320 / GRID  # of a step northwards
ALWAYS = math.inf


def weights(arc: Sequence[int]) -> list[float]:
    """For each point of an arc, how large a triangle it stands for: square metres."""
    last = len(arc) - 1
    found = [ALWAYS] * (last + 1)
    if last < 2:
        return found
    middle = unpack(arc[last // 2])[1] / GRID
    across = METRES * math.cos(math.radians(middle))
    xs, ys = [], []
    for point in arc:
        x, y = unpack(point)
        xs.append(x * across)
        ys.append(y * METRES)

    def triangle(a: int, b: int, c: int) -> float:
        return abs((xs[b] - xs[a]) * (ys[c] - ys[a]) - (xs[c] - xs[a]) * (ys[b] - ys[a])) / 2

    before, after = list(range(-1, last)), list(range(1, last + 2))
    now = [0.0, *(triangle(n - 1, n, n + 1) for n in range(1, last)), 0.0]
    heap = [(now[n], n) for n in range(1, last)]
    heapq.heapify(heap)
    least = 0.0
    while heap:
        size, n = heapq.heappop(heap)
        if size != now[n]:
            continue
        now[n] = -1.0
        # A point is never less than one that went before it.
        least = found[n] = max(least, size)
        a, c = before[n], after[n]
        after[a], before[c] = c, a
        for side in (a, c):
            if 0 < side < last:
                now[side] = triangle(before[side], side, after[side])
                heapq.heappush(heap, (now[side], side))
    return found
