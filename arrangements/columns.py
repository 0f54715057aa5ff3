"""The one table of columns: every sheet that a catalogue is made of, and every column on it.

The reader, the writer, the preview and the help page all take headings, kinds of cell and help text
from here. A column's key is also the name of the fact in a document (documents.py) and in JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arrangements import choices
from arrangements.folding import fold
from arrangements.imports.cells import (
    Address,
    Bodies,
    Cell,
    Coded,
    CodedList,
    Date,
    Mailbox,
    Reference,
    References,
    Services,
    Text,
    Whole,
    Year,
    YesNo,
)


@dataclass(frozen=True)
class Column:
    """One column: its heading, other headings people use for it, its kind of cell and its help."""

    key: str
    heading: str
    cell: Cell
    help: str
    names: tuple[str, ...] = ()
    example: str = ""
    width: int = 18
    shown_only: bool = False

    @property
    def folded_names(self) -> frozenset[str]:
        return frozenset(fold(name) for name in (self.heading, self.key, *self.names))


@dataclass(frozen=True)
class Sheet:
    """One named sheet. All but the first hold rows that belong to an arrangement."""

    name: str
    key: str
    help: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    by_key: Mapping[str, Column] = None  # type: ignore[assignment]

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns whose values are facts of the row itself."""
        control = {"reference", "number", "remove", "partners", "body_code"}
        return tuple(c for c in self.columns if c.key not in control and not c.shown_only)


REFERENCE = Column(
    "reference",
    "Reference",
    Reference(),
    "Our public reference. Leave it empty for a new arrangement.",
    names=("Ref", "ID", "Arrangement reference"),
    example="SS0012",
    width=11,
)
NUMBER = Column(
    "number",
    "Number",
    Whole("a number from 1 upwards", 1, 9999),
    "Which row of the arrangement this is. Leave it empty for a new row.",
    names=("No", "No."),
    example="1",
    width=9,
)
REMOVE = Column(
    "remove", "Remove", YesNo(), "Write yes to take this row away.", names=("Delete",), width=9
)
ARRANGEMENT_NAME = Column(
    "arrangement",
    "Arrangement",
    Text(),
    "The arrangement's name, to read by. It is not read back.",
    width=36,
    shown_only=True,
)
SOURCE_NUMBER = Column(
    "source",
    "Source number",
    Whole("the number of a source of this arrangement", 1, 9999),
    "Which of the arrangement's sources bears this out. Empty: one or more of its sources.",
    names=("Source",),
    width=9,
)
NOTE = Column(
    "note", "Note", Text(), "Anything a reader should know.", names=("Notes", "Comments"), width=40
)

STATUS_SYNONYMS = {
    "live": choices.Status.LIVE,
    "operational": choices.Status.LIVE,
    "in operation": choices.Status.LIVE,
    "operating": choices.Status.LIVE,
    "current": choices.Status.LIVE,
    "active": choices.Status.LIVE,
    "planned": choices.Status.PROPOSED,
    "under consideration": choices.Status.PROPOSED,
    "in development": choices.Status.IN_DEVELOPMENT,
    "in progress": choices.Status.IN_DEVELOPMENT,
    "closed": choices.Status.ENDED,
    "dissolved": choices.Status.ENDED,
    "superseded": choices.Status.SUPERSEDED,
    "merged": choices.Status.SUPERSEDED,
    "replaced": choices.Status.SUPERSEDED,
    "abandoned": choices.Status.ABANDONED,
}
MODEL_SYNONYMS = {
    "lead authority": choices.Model.LEAD_AUTHORITY,
    "host authority": choices.Model.LEAD_AUTHORITY,
    "shared staff": choices.Model.SHARED_STAFF,
    "shared post": choices.Model.SHARED_STAFF,
    "company": choices.Model.JOINT_COMPANY,
    "joint company": choices.Model.JOINT_COMPANY,
    "teckal": choices.Model.JOINT_COMPANY,
    "teckal company": choices.Model.JOINT_COMPANY,
    "section 101": choices.Model.LEAD_AUTHORITY,
    "section 113": choices.Model.SHARED_STAFF,
    "section 75": choices.Model.NHS_PARTNERSHIP,
    "section 22a": choices.Model.POLICE_COLLABORATION,
}

ARRANGEMENTS = Sheet(
    "Arrangements",
    "arrangements",
    "One row for each arrangement. This sheet alone is enough.",
    (
        REFERENCE,
        Column(
            "name",
            "Name",
            Text(300),
            "What the arrangement is called.",
            names=("Partnership Name", "Partnership", "Title", "Arrangement name", "Shared service"),
            example="Essex and Slough library service",
            width=40,
        ),
        Column(
            "summary",
            "Summary",
            Text(),
            "What it is, in a sentence or two.",
            names=("Description", "Details", "What it does"),
            example="Essex runs libraries for Slough.",
            width=60,
        ),
        Column(
            "services",
            "Services",
            Services(),
            "Services from our list, separated by semicolons.",
            names=("Service", "Service area", "Category", "Service shared"),
            example="Libraries",
            width=30,
        ),
        Column(
            "partners",
            "Partners",
            Bodies(),
            "The bodies that take part, separated by semicolons. A role may follow in brackets."
            " The list is taken as complete: a body left out is taken out.",
            names=("Organisations Involved", "Councils involved", "Bodies", "Partner organisations"),
            example="Essex County Council (lead); Slough Borough Council",
            width=50,
        ),
        Column(
            "partners_complete",
            "All partners listed",
            YesNo(),
            "No, where the source names only some of the partners.",
            names=("Partners complete",),
            width=10,
        ),
        Column(
            "model",
            "Model",
            Coded(choices.Model, MODEL_SYNONYMS),
            "How it is governed.",
            names=("Governance", "Delivery model", "Governance model"),
            example="Lead or host authority",
            width=28,
        ),
        Column(
            "model_form",
            "Form of company or trust",
            Coded(choices.ModelForm),
            "For a company, mutual or trust: its legal form.",
            names=("Legal form",),
        ),
        Column(
            "status",
            "Status",
            Coded(choices.Status, STATUS_SYNONYMS),
            "How it stood in the year of the next column.",
            names=("Stage",),
            example="Running",
            width=14,
        ),
        Column(
            "status_as_of",
            "Status as of",
            Year(),
            "The year in which a source saw it so.",
            names=("As of", "Status year"),
            example="2014",
            width=10,
        ),
        Column(
            "first_seen_running",
            "First seen running",
            Year(),
            "Where its start is not known: the first year in which a source saw it running.",
            width=10,
        ),
        Column(
            "start",
            "Start",
            Date(),
            "When it began: a year, a month or a day, as the source gives it.",
            names=("Start date", "Go-live", "Go live date", "Started", "Began"),
            example="2010-04",
            width=12,
        ),
        Column(
            "end",
            "End",
            Date(),
            "When it ended.",
            names=("End date", "Ended"),
            width=12,
        ),
        Column(
            "end_decided",
            "End decided",
            Date(),
            "When the end was decided, if the source gives that apart.",
            width=12,
        ),
        Column(
            "ended_why",
            "Why it ended",
            CodedList(Coded(choices.EndedWhy)),
            "The reasons for its end, separated by semicolons.",
            names=("Reason for ending",),
            width=24,
        ),
        Column("ended_note", "How it ended", Text(), "In a sentence.", width=40),
        Column(
            "agreement_ends",
            "Agreement ends",
            Date(),
            "The day on which the present agreement runs out.",
            width=12,
        ),
        Column(
            "notice_months",
            "Notice (months)",
            Whole("a number of months", 0, 240),
            "How much notice a partner must give to leave.",
            names=("Notice",),
            width=10,
        ),
        Column(
            "part_of",
            "Part of",
            Reference(),
            "The reference of the umbrella that it belongs to.",
            width=11,
        ),
        Column(
            "replaces",
            "Replaces",
            References(),
            "References of the arrangements that it took over from.",
            width=14,
        ),
        Column(
            "motives",
            "Motives",
            CodedList(Coded(choices.Motive)),
            "Why the partners share, separated by semicolons.",
            names=("Reasons", "Drivers"),
            width=28,
        ),
        Column(
            "motives_text",
            "Motives in words",
            Text(),
            "The sense of what the source says, separated by semicolons.",
            width=36,
        ),
        Column(
            "setup_cost",
            "Set-up cost (£)",
            Whole("an amount in pounds"),
            "What it cost to set up, in pounds.",
            width=14,
        ),
        Column(
            "payback",
            "Payback",
            Text(200),
            "How long it takes for the saving to pay the set-up back.",
            width=14,
        ),
        Column(
            "no_figure_reason",
            "Why no figure",
            Coded(choices.NoFigure),
            "Where there is no saving: the reason.",
        ),
        Column(
            "contact_role",
            "Contact role",
            Text(200),
            "The role to ask for. Never a person's name.",
            example="Head of libraries",
            width=24,
        ),
        Column(
            "contact_page",
            "Contact page",
            Address(1000),
            "A public page of the arrangement.",
            names=("Website", "Web page", "Web address", "URL"),
            width=36,
        ),
        Column(
            "contact_mailbox",
            "Contact mailbox",
            Mailbox(),
            "A role's mailbox. Never a person's own.",
            width=28,
        ),
        Column(
            "checked_on",
            "Checked on",
            Date(),
            "The last day on which somebody confirmed this record.",
            width=12,
        ),
        Column(
            "checked_by",
            "Checked by",
            Coded(choices.CheckedBy),
            "In which role they confirmed it.",
        ),
        NOTE,
        REMOVE,
    ),
)

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
            Whole("an amount in pounds"),
            "In pounds; the lower end of a range.",
            names=("Amount", "Saving"),
            example="325000",
            width=14,
        ),
        Column(
            "amount_high",
            "Amount up to (£)",
            Whole("an amount in pounds"),
            "The upper end, where the source gives a range.",
            width=14,
        ),
        Column(
            "qualifier", "Qualifier", Coded(choices.Qualifier), "About, up to or at least.", width=10
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

SHEETS = (ARRANGEMENTS, PARTNERS, SAVINGS, SOURCES, LESSONS)
CHILD_SHEETS = SHEETS[1:]
SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}
