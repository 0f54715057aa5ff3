"""The columns of the Reorganisation sheet: one row for each council and what is to replace it."""

from __future__ import annotations

from arrangements import choices
from arrangements.columns.kinds import NOTE, REMOVE, Column, Sheet
from arrangements.imports.cells import Address, Bodies, Coded, Date, Text

STATE_SYNONYMS = {
    "decided": choices.PlanStatus.DECISION_ANNOUNCED,
    "decision announced": choices.PlanStatus.DECISION_ANNOUNCED,
    "announced": choices.PlanStatus.DECISION_ANNOUNCED,
    "proposal": choices.PlanStatus.PROPOSED,
    "order": choices.PlanStatus.ORDER_MADE,
    "vested": choices.PlanStatus.VESTED,
}
EXTENT_SYNONYMS = {
    "all": choices.Extent.WHOLE,
    "wholly": choices.Extent.WHOLE,
    "partly": choices.Extent.PART,
}

REORGANISATION = Sheet(
    "Reorganisation",
    "reorganisation",
    "One row for each council that is to be replaced, and what by. A plan is an area and, if it is"
    " one of several for it, a proposal. The rows for a council are taken as all of its rows under"
    " that plan.",
    (
        Column(
            "area",
            "Area",
            Text(120),
            "The area that the plan is for.",
            names=("Reorganisation area",),
            example="Surrey",
            width=30,
        ),
        Column(
            "area_name",
            "Area in short",
            Text(60),
            "The area as pages call it. It makes the address of a new plan.",
            names=("Short name of the area",),
            example="Surrey",
            width=18,
        ),
        Column(
            "option",
            "Proposal",
            Text(120),
            "Where this is one of several proposals: what it is called. Empty for what is decided.",
            names=("Option",),
            width=24,
        ),
        Column(
            "plan_status",
            "State of the plan",
            Coded(choices.PlanStatus, STATE_SYNONYMS),
            "How far it is decided. It and the next four columns are of the plan, so are the same"
            " in each of its rows; one row is enough.",
            names=("State", "Status of the plan"),
            example="Order made",
            width=28,
        ),
        Column(
            "decision_date",
            "Decided",
            Date(),
            "When it was decided.",
            names=("Decision date", "Date of decision"),
            example="2025-10-28",
            width=12,
        ),
        Column(
            "vesting_date",
            "Planned day",
            Date(),
            "The day on which the new councils are to take over.",
            names=("Vesting day", "Vesting date", "Vesting"),
            example="2027-04-01",
            width=12,
        ),
        Column(
            "plan_source",
            "Source of the plan",
            Address(500),
            "Where the plan can be read.",
            example="https://www.legislation.gov.uk/uksi/2026/264/made",
            width=36,
        ),
        Column("plan_note", "Note on the plan", Text(), "What to know of the plan.", width=40),
        Column(
            "predecessor",
            "Council",
            Bodies(),
            "The council that is to be replaced: its name or its code.",
            names=("Predecessor", "Council replaced", "Replaced council"),
            example="Guildford Borough Council",
            width=36,
        ),
        Column(
            "successor",
            "Replaced by",
            Bodies(),
            "The council that it goes to. Behind the name of one that no plan has named before,"
            " write (new). Empty where it was not found, and (clear) where ours is wrong and the"
            " right one not known.",
            names=("Successor", "New council"),
            example="West Surrey Council",
            width=30,
        ),
        Column(
            "extent",
            "Whole or in part",
            Coded(choices.Extent, EXTENT_SYNONYMS),
            "Whether it goes to that council whole or in part. One that is divided has a row for"
            " each.",
            names=("Extent",),
            example="Whole",
            width=12,
        ),
        Column(
            "source_url",
            "Source",
            Address(500),
            "Where it can be read that it goes there. Empty in a new row: the source of the plan.",
            names=("Source of this row",),
            width=36,
        ),
        NOTE,
        REMOVE,
    ),
    needs=frozenset({"area", "predecessor", "successor"}),
)

# What is said of a plan, and what of each council under it.
OF_A_PLAN = tuple(
    REORGANISATION.by_key[key]
    for key in (
        "area_name",
        "plan_status",
        "decision_date",
        "vesting_date",
        "plan_source",
        "plan_note",
    )
)
OF_A_LINE = tuple(REORGANISATION.by_key[key] for key in ("extent", "source_url", "note"))
