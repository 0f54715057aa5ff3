"""What to do about filters that together leave nothing."""

from __future__ import annotations

from django.http import QueryDict

from arrangements.filters import Query
from arrangements.querystring import Chip

MOST = 12


def loosened(query: Query) -> list[tuple[Chip, int]]:
    """For a query that finds nothing: each filter, and how many there are without it; most first.

    Two queries a filter or so, of a dozen filters at most.
    """
    if query.count:
        return []
    found = [(chip, Query(QueryDict(chip.without)).count) for chip in query.chips[:MOST]]
    return sorted((each for each in found if each[1]), key=lambda each: -each[1])
