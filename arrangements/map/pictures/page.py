"""A picture that is filled from the top down: lines of words, the map, and a legend in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from arrangements.map.pictures import pen

LETTER = 0.55  # of the size: the width of a letter of running text
COLUMN = 160  # pixels: the least width of a column of the legend
SIGN = (36, 16)
EDGE = 10


@dataclass(frozen=True)
class Entry:
    """A sign of the legend, drawn into a box of SIGN pixels, and what it means."""

    words: str
    draw: Callable[[Element], None]


@dataclass(frozen=True)
class Group:
    title: str
    entries: Sequence[Entry]
    note: str


@dataclass
class Page:
    width: int
    y: float = 0
    body: Element = field(default_factory=lambda: Element("g"))

    def gap(self, height: float) -> None:
        self.y += height

    def put(self, height: float, x: float = 0) -> Element:
        """A group for something that is so high."""
        made = pen.group(self.body, x, self.y)
        self.gap(height)
        return made

    def write(self, words: str, size: float, *, x: float = 0, room: float = 0, **look: str) -> None:
        letters = (room or self.width) / size / LETTER
        for line in wrapped(words, letters):
            self.y += round(size * 1.3)
            pen.text(self.body, line, x, self.y - round(size * 0.3), size, **look)

    def columns(self, groups: Sequence[Group]) -> None:
        """Groups side by side, as many as there is room for."""
        across = max(1, min(len(groups), self.width // COLUMN))
        width = self.width / across
        for first in range(0, len(groups), across):
            top = lowest = self.y
            for place, group in enumerate(groups[first : first + across]):
                self.y = top
                self._group(group, place * width, width - 16)
                lowest = max(lowest, self.y)
            self.y = lowest + 10

    def _group(self, group: Group, x: float, room: float) -> None:
        self.write(group.title, 13, x=x, room=room, font_weight="bold")
        self.gap(2)
        for entry in group.entries:
            entry.draw(pen.group(self.body, x, self.y + 1))
            self.write(entry.words, 13, x=x + SIGN[0] + 8, room=room - SIGN[0] - 8)
            self.gap(2)
        self.write(group.note, 12, x=x, room=room, fill=pen.SOFT)

    def finished(self, title: str, words: str) -> bytes:
        width, height = self.width + 2 * EDGE, self.y + 2 * EDGE
        root = pen.sheet(width, height, title, words)
        pen.rect(root, 0, 0, width, height, fill="#ffffff")
        pen.group(root, EDGE, EDGE).append(self.body)
        return pen.written(root)


def wrapped(words: str, letters: float) -> Iterator[str]:
    """Lines of no more than so many letters, but for a word that is longer."""
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and len(longer) > letters:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
