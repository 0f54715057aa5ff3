"""What the law of each model means when a partner is replaced. Pointers for people, not advice."""

from __future__ import annotations

from dataclasses import dataclass

from arrangements.choices import Model

ACTS = "https://www.legislation.gov.uk/"


@dataclass(frozen=True)
class Pointer:
    """A sentence, the enactment that bears it with its year, and where that can be read."""

    text: str
    enactment: str
    address: str


GENERAL = (
    Pointer(
        "Functions, property, rights and liabilities of a council that is dissolved pass to its"
        " successor or successors, unless its own order or an agreement says otherwise.",
        "SI 2008/2176, the Local Government (Structural Changes) (Transfer of Functions, Property,"
        " Rights and Liabilities) Regulations 2008",
        f"{ACTS}uksi/2008/2176/contents/made",
    ),
    Pointer(
        "A predecessor must give its successor the details of every relevant contract before the"
        " day, and whatever else of its property, rights and liabilities is asked for within"
        " reason.",
        "SI 2008/2176, regulation 3",
        f"{ACTS}uksi/2008/2176/regulation/3/made",
    ),
    Pointer(
        "Councils may agree among themselves how property, rights, liabilities and staff are"
        " shared out.",
        "Local Government and Public Involvement in Health Act 2007, section 16",
        f"{ACTS}ukpga/2007/28/section/16",
    ),
)

_GENERAL_TEXT = "Read what the agreement says of successors, assignment and notice."

MEANS: dict[Model, str] = {
    Model.LEAD_AUTHORITY: "One council acts for the others. Where it is replaced, what it holds"
    " for them passes to its successor, and the agreement has to be taken over or made anew; where"
    " all end in one council, nothing is delegated any more.",
    Model.JOINT_COMMITTEE: "A joint committee is appointed by its councils and is no body of its"
    " own: it dissolves with the councils that appointed it. One of them employs and contracts for"
    " it, and that passes to its successor; successors that want to go on appoint a committee"
    " anew.",
    Model.SHARED_STAFF: "Staff are lent by the council that employs them. They go with their"
    " employer, and the agreement that lends them has to be made anew with the successors.",
    Model.SERVICE_CONTRACT: "A contract between public bodies. It passes with the rights and"
    " liabilities of a party that is replaced; where a party is divided it may need novation.",
    Model.JOINT_COMPANY: "The company goes on, and the shares or memberships of councils that are"
    " replaced pass to their successors. Read its articles for a change of owner, and ask whether"
    " it may still be given work without competition.",
    Model.JOINT_VENTURE: "The councils’ interest passes to their successors. Ask whether the"
    " private partner has to agree to that.",
    Model.OUTSOURCED: "The councils’ side of the contract passes to their successors; where a"
    " council is divided it may have to be novated or split. Read it for a change of client.",
    Model.MUTUAL_TRUST: "The trust or mutual is a body of its own and goes on. What councils hold"
    " in it (contracts, grants, leases, seats on its board) passes to their successors.",
    Model.JOINT_AUTHORITY: "A body set up by statute goes on until an order changes it. Ask who is"
    " to appoint its members and pay towards it.",
    Model.POLICE_COLLABORATION: "Police bodies are not replaced by a plan for councils. Ask what a"
    " council that takes part has signed.",
    Model.FIRE_COLLABORATION: "Ask who is to be the fire and rescue authority: where that is a"
    " county council, it is replaced with it.",
    Model.NHS_PARTNERSHIP: "The council’s side of the agreement with the NHS passes to its"
    " successor. Where the council is divided, a pooled fund and who commissions for whom have to"
    " be agreed anew.",
    Model.JOINT_PROCUREMENT: "What was bought passes to the successors. Ask whether a framework"
    " lets them go on buying from it.",
    Model.CO_LOCATION: "Leases and licences pass with the property. Ask who holds the lease, and"
    " read it for a change of tenant.",
    Model.FORMAL_AGREEMENT: _GENERAL_TEXT,
    Model.INFORMAL: "Nothing is known to bind the partners. Ask whether the successors want to go"
    " on.",
}
NOT_KNOWN = (
    "The model is not known, so what the law makes of it cannot be told. Ask for the agreement."
)


def means(model: str) -> str:
    """What a replaced partner means for an arrangement of this model."""
    return MEANS.get(Model(model), NOT_KNOWN) if model else NOT_KNOWN
