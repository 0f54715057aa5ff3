"""Which law usually stands behind an arrangement's model, where it reaches its partners.

Pointers for people, not legal advice: no record says which section its partners relied on.
"""

from __future__ import annotations

from typing import NamedTuple

from arrangements.choices import Model, Nation, Sector
from arrangements.models import Arrangement

ENGLAND_AND_WALES = frozenset({Nation.ENGLAND, Nation.WALES})


class Law(NamedTuple):
    """A statute, the nations that it holds for, and the sector that it is made for."""

    name: str
    nations: frozenset[Nation]
    sector: Sector | None = None


OF_MODEL = {
    Model.LEAD_AUTHORITY: Law(
        "Local Government Act 1972, section 101", ENGLAND_AND_WALES, Sector.COUNCIL
    ),
    Model.JOINT_COMMITTEE: Law(
        "Local Government Act 1972, sections 101(5) and 102", ENGLAND_AND_WALES, Sector.COUNCIL
    ),
    Model.SHARED_STAFF: Law(
        "Local Government Act 1972, section 113", ENGLAND_AND_WALES, Sector.COUNCIL
    ),
    Model.SERVICE_CONTRACT: Law(
        "Local Authorities (Goods and Services) Act 1970", ENGLAND_AND_WALES, Sector.COUNCIL
    ),
    Model.JOINT_COMPANY: Law(
        "Procurement Act 2023, schedule 2, where it is wholly owned",
        ENGLAND_AND_WALES | {Nation.NORTHERN_IRELAND},
    ),
    Model.POLICE_COLLABORATION: Law(
        "Police Act 1996, sections 22A to 23I", ENGLAND_AND_WALES, Sector.POLICE
    ),
    Model.FIRE_COLLABORATION: Law(
        "Policing and Crime Act 2017, or a combination scheme",
        frozenset({Nation.ENGLAND}),
        Sector.FIRE,
    ),
    Model.NHS_PARTNERSHIP: Law(
        "National Health Service Act 2006, section 75", frozenset({Nation.ENGLAND}), Sector.HEALTH
    ),
    Model.INTEGRATION_JOINT_BOARD: Law(
        "Public Bodies (Joint Working) (Scotland) Act 2014", frozenset({Nation.SCOTLAND})
    ),
}


def law_of(arrangement: Arrangement) -> str:
    """The law that its model usually rests on; "" where that has none, or none for its partners."""
    law = OF_MODEL.get(Model(arrangement.model)) if arrangement.model else None
    if law is None:
        return ""
    partners = (partner.body for partner in arrangement.partners.all())
    reached = any(
        body.nation in law.nations and (law.sector is None or body.sector == law.sector)
        for body in partners
    )
    return law.name if reached else ""
