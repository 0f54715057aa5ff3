"""How a map shows what a query finds: parameters of the map's data alone, refused elsewhere.

`known=all` adds the arrangements of which it is not known whether they ran on the day asked about;
`through=today` shows each partner as whoever stands in its place today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from arrangements.badquery import BadQuery

VALUES = {"known": "all", "through": "today"}


@dataclass(frozen=True)
class Shown:
    """With the not known or without; and the day as whose bodies partners are shown, if any."""

    not_known: bool = False
    through: dt.date | None = None


def taken_from(data: QueryDict) -> tuple[Shown, QueryDict]:
    """How to show, and the query string without that. Raises BadQuery with a sentence."""
    asked, rest = taken(data, VALUES)
    return Shown("known" in asked, dt.date.today() if "through" in asked else None), rest


def taken(data: QueryDict, values: Mapping[str, str]) -> tuple[set[str], QueryDict]:
    """Which of some parameters, each with but one value, are given; and the query string without
    them. Raises BadQuery with a sentence."""
    rest = data.copy()
    asked = {name: [value for value in rest.pop(name, []) if value] for name in values}
    for name, given in asked.items():
        for value in given:
            if value != values[name]:
                raise BadQuery(
                    f"“{value[:40]}” is not a value of {name}. The value is: {values[name]}."
                )
    return {name for name, given in asked.items() if given}, rest
