"""The map's data as it travels, read with no code of the application: its rows as dictionaries."""

from __future__ import annotations

from typing import Any

PACKED = [
    "reference",
    "name",
    "services",
    "status",
    "started",
    "geography",
    "bodies",
    "roles",
    "remarks",
    "before",
    "pairs",
]

Data = dict[str, Any]


def rows(columns: list[list[Any]], names: list[str]) -> list[Data]:
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def unpacked(data: Data) -> Data:
    """The answer with its tables as lists of dictionaries, and links with what they carry."""
    fields, texts = data["fields"], data["texts"]
    found = {**data, **{name: rows(data[name], fields[name]) for name in TABLES}}
    found["links"] = rows(data["links"], ["a", "b", "geography"])
    by_ends = {(link["a"], link["b"]): link for link in found["links"]}
    for link in found["links"]:
        link["arrangements"] = []
    found["arrangements"] = rows(data["arrangements"], PACKED)
    for number, each in enumerate(found["arrangements"]):
        each["status"], each["started"] = texts[each["status"]], texts[each["started"]]
        each["partners"] = [
            {
                "body": body,
                "role": data["role_numbers"][each["roles"][place]],
                "remark": texts[_at(each["remarks"], place, 0)],
                "before": _at(each["before"], place, 0) or [],
            }
            for place, body in enumerate(each["bodies"])
        ]
        ends = [each["bodies"][place] for place in each["pairs"]]
        for a, b in zip(ends[::2], ends[1::2], strict=True):
            by_ends[a, b]["arrangements"].append(number)
    return found


TABLES = ("services", "bodies", "before")


def _at(values: list[Any], place: int, default: Any) -> Any:
    return values[place] if place < len(values) else default
