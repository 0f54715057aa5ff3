"""The columns of the other sheets: rows that belong to an arrangement."""

from __future__ import annotations

from arrangements import choices
from arrangements.columns.kinds import (
    ARRANGEMENT_NAME,
    NOTE,
    NUMBER,
    REFERENCE,
    REMOVE,
    SOURCE_NUMBER,
    Column,
    Sheet,
)
from arrangements.imports.cells import Address, Bodies, Coded, Date, Text, Year
from arrangements.imports.moneycells import Pounds

PARTNERS = Sheet(
    "Partners",
    "partners",
    "One row for each body's part in an arrangement.",
    (
        REFERENCE,
        ARRANGEMENT_NAME,
        NUMBER,
        Column(
            "body",
            "Body",
            Bodies(),
            "The body's official name, or its code.",
            names=("Partner", "Organisation", "Council", "Name"),
            example="Slough Borough Council",
            width=44,
        ),
        Column(
            "body_code",
            "Body code",
            Bodies(),
            "The body's code, which settles the matter where a name could mean two bodies.",
            names=("Code", "GSS code", "ONS code"),
            width=14,
        ),
        Column("role", "Role", Coded(choices.Role), "Its part in the arrangement.", width=10),
        Column("joined", "Joined", Date(), "When it joined.", names=("Date joined",), width=12),
        Column("left", "Left", Date(), "When it left.", names=("Date left",), width=12),
        NOTE,
        REMOVE,
    ),
)

SAVINGS = Sheet(
    "Savings",
    "savings",
    "One row for each claim of what an arrangement saved or would save.",
    (
        REFERENCE,
        ARRANGEMENT_NAME,
        NUMBER,
        Column(
            "amount",
            "Amount (£)",
            Pounds(),
            "In pounds; the lower end of a range.",
            names=("Amount", "Saving"),
            example="325000",
            width=14,
        ),
        Column(
            "amount_high",
            "Amount up to (£)",
            Pounds(),
            "The upper end, where the source gives a range.",
            width=14,
        ),
        Column(
            "qualifier",
            "Qualifier",
            Coded(choices.Qualifier),
            "About, up to or at least.",
            width=10,
        ),
        Column(
            "pattern",
            "Pattern",
            Coded(choices.SavingPattern),
            "One-off, a year, or over a period.",
            width=14,
        ),
        Column(
            "basis",
            "Basis",
            Coded(choices.SavingBasis),
            "Who says so: a forecast, the bodies' own report, an audit.",
            width=22,
        ),
        Column("nature", "Nature", Coded(choices.SavingNature), "What kind of money.", width=14),
        Column(
            "scope",
            "Scope",
            Coded(choices.SavingScope),
            "Whether the figure covers more than this arrangement.",
            width=24,
        ),
        Column(
            "gross_or_net", "Gross or net", Coded(choices.GrossOrNet), "Of the costs.", width=10
        ),
        Column(
            "whose_share",
            "Whose share",
            Text(200),
            "Where the figure is one partner's share.",
            width=20,
        ),
        Column(
            "period",
            "Period",
            Text(100),
            "The time that the figure is for.",
            example="2012/13",
            width=18,
        ),
        NOTE,
        SOURCE_NUMBER,
        REMOVE,
    ),
)

SOURCES = Sheet(
    "Sources",
    "sources",
    "One row for each document that an arrangement's facts come from.",
    (
        REFERENCE,
        ARRANGEMENT_NAME,
        NUMBER,
        Column("title", "Title", Text(500), "What the document is called.", width=60),
        Column(
            "url", "Address", Address(), "Where it can be read.", names=("URL", "Link"), width=60
        ),
        Column(
            "published", "Year", Year(), "When it was published.", names=("Published",), width=8
        ),
        Column("kind", "Kind", Coded(choices.SourceKind), "What kind of document it is.", width=18),
        NOTE,
        REMOVE,
    ),
)

LESSONS = Sheet(
    "Lessons",
    "lessons",
    "One row for each thing that the partners learned.",
    (
        REFERENCE,
        ARRANGEMENT_NAME,
        NUMBER,
        Column("text", "Lesson", Text(), "In a sentence.", names=("Lesson learned",), width=80),
        Column("topic", "Topic", Coded(choices.Topic), "What it is about.", width=28),
        SOURCE_NUMBER,
        REMOVE,
    ),
)
