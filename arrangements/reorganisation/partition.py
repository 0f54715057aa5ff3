"""A division of an area's councils that a person makes up, as a plan for the rule. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from arrangements.choices import Extent
from arrangements.reorganisation.rule import Goes

Key = int


def goes_by_choice(
    chosen: Mapping[Key, Key | None], counties: Mapping[Key, frozenset[Key]]
) -> dict[Key, Goes]:
    """Where each council goes. `chosen` gives the new council of each, or None where it stays.

    A county goes where its districts go: whole if to one, else in part to each, and to itself with
    those that stay.
    """
    goes = {council: Goes(frozenset([new])) for council, new in chosen.items() if new is not None}
    for county, districts in counties.items():
        ends = {chosen.get(district) for district in districts}
        if ends - {None}:
            extent = Extent.WHOLE if len(ends) == 1 else Extent.PART
            goes[county] = Goes(frozenset(county if end is None else end for end in ends), extent)
    return goes
