"""How many arrangements become how large a mark and how wide a line, as in the map's scales.js."""

from __future__ import annotations

import math
from collections.abc import Sequence

from arrangements.map.pictures.network import Place

CLOSE = 6.6  # the zoom from which all marks have their size, and links their colours
CROWD = 560
LARGEST = 10.5  # pixels
IN_FULL = 150  # of a crowd seen from afar: how many are more than dots
DOT = 1.3


class Sizes:
    """The sizes of one picture's bodies and links at a zoom."""

    def __init__(self, places: Sequence[Place], zoom: float) -> None:
        counts = sorted((place.count for place in places), reverse=True)
        self.is_close = zoom >= CLOSE
        self.growth = min(2.2, max(0.9, 1 + (zoom - 5.75) * 0.3))
        # Where few are drawn, each can be larger.
        self.room = min(1.5, max(1.0, (CROWD / max(len(counts), 1)) ** 0.25))
        self.unit = min(1.9, LARGEST / math.sqrt(counts[0] if counts else 1)) * self.room
        self.few = counts[IN_FULL] if len(counts) > IN_FULL else 0

    def radius(self, count: int) -> float:
        if count <= self.few and not self.is_close:
            return DOT
        return round(self.unit * math.sqrt(count) * self.growth, 1)

    def width(self, count: int) -> float:
        if self.is_close:
            found = min(7.0, 1.1 + 0.75 * (count - 1)) * math.sqrt(self.growth)
        else:
            found = min(4.0, 0.7 + 0.5 * (count - 1))
        return round(self.room * found * 4) / 4
