"""The map's data as it travels: by columns, each text once, links by places among the partners.

Rows of lists cost half as much again, gzipped: like stands next to like in a column. The map's
module data.js makes objects of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Row = Sequence[Any]
TABLES = ("services", "bodies", "before")


class Numbers:
    """Numbers for texts, in the order in which they come; the empty text is 0."""

    def __init__(self) -> None:
        self.of = {"": 0}

    def __getitem__(self, text: str) -> int:
        return self.of.setdefault(text, len(self.of))


def packed(data: dict[str, Any]) -> dict[str, Any]:
    """What map_data answers, packed."""
    fields = data["fields"]
    roles, texts = Numbers(), Numbers()
    arrangements: list[list[Any]] = []
    pairs: list[list[int]] = [[] for _ in data["arrangements"]]
    places = [
        {partner[0]: place for place, partner in enumerate(row[-1])} for row in data["arrangements"]
    ]
    for a, b, _, carried in data["links"]:
        for number in carried:
            pairs[number] += [places[number][a], places[number][b]]
    for row, mine in zip(data["arrangements"], pairs, strict=True):
        reference, name, services, status, started, geography, partners = row
        full = [_full(partner, fields["partners"]) for partner in partners]
        arrangements.append(
            [
                reference,
                name,
                services,
                texts[status],
                texts[started],
                geography,
                [partner[0] for partner in full],
                [roles[partner[1]] for partner in full],
                _short(texts[partner[2]] for partner in full),
                _short(partner[3] or 0 for partner in full),
                mine,
            ]
        )
    return {
        **data,
        **{name: _columns(data[name], len(fields[name]), fields[name]) for name in TABLES},
        "arrangements": _columns(arrangements, 11),
        "links": _columns([row[:3] for row in data["links"]], 3),
        "role_numbers": list(roles.of),
        "texts": list(texts.of),
    }


def _columns(rows: Iterable[Row], width: int, fields: Sequence[str] = ()) -> list[list[Any]]:
    full = [_full(row, fields) if fields else row for row in rows]
    return [[row[place] for row in full] for place in range(width)]


def _full(row: Row, fields: Sequence[str]) -> list[Any]:
    """The row with the empty values that it ends with."""
    return [*row, *(None if name in LISTS else "" for name in fields[len(row) :])]


LISTS = frozenset({"areas", "after", "before"})


def _short(values: Iterable[Any]) -> list[Any]:
    """The values without the zeros that they end with."""
    found = list(values)
    while found and found[-1] == 0:
        found.pop()
    return found
