"""One arrangement of a pack, and how those of a pack are put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from arrangements.choices import Becomes, PlanStatus
from arrangements.finding.asking import Office, to_ask_for, to_read
from arrangements.models import Arrangement, Body, Plan, Service, Source
from arrangements.pages.arrangement import Profile
from arrangements.pages.packasked import Place
from arrangements.partialdate import first_day, last_day
from arrangements.reorganisation.words import MEANING, told_as
from arrangements.sentences import counted
from arrangements.wording import when


@dataclass(frozen=True)
class Entry:
    """One arrangement of the pack."""

    arrangement: Arrangement
    profile: Profile
    told: Becomes
    sentence: str
    places: list[Place]
    service: Service | None
    lead: Body | None
    law: str
    offices: list[Office]
    notice_by: dt.date | None
    notice_gone: bool
    for_the_change: str
    gaps: list[str]

    @property
    def documents(self) -> list[Source]:
        return to_read(self.arrangement)

    @property
    def to_ask_for(self) -> str:
        return to_ask_for(self.arrangement)

    @property
    def term(self) -> str:
        ends = self.arrangement.agreement_ends
        return f"The agreement ends {when(ends)}" if ends else ""

    @property
    def notice(self) -> str:
        months = self.arrangement.notice_months
        return "" if months is None else f"{counted(months, 'month')} of notice"


@dataclass(frozen=True)
class Group:
    """The arrangements of one class, by the first service of each."""

    told: Becomes
    services: list[tuple[str, list[Entry]]]
    plan: Plan

    @property
    def entries(self) -> list[Entry]:
        return [entry for _, some in self.services for entry in some]

    @property
    def meaning(self) -> str:
        return told_as(self.plan, MEANING[self.told])


@dataclass(frozen=True)
class Twice:
    """A service that would stand more than once in the new council, with what it stands in."""

    service: Service
    entries: list[Entry]


def for_the_change(a: Arrangement, plan: Plan) -> str:
    """What to ask of one that began when the plan was decided already; "" of all others."""
    decided = plan.status != PlanStatus.PROPOSED and plan.decision_date
    if not decided or not a.start or first_day(a.start) <= last_day(plan.decision_date):
        return ""
    began = f"It began {when(a.start)}, after the decision"
    return f"{began}: does it exist for the change alone, and end with it?"


def gaps(a: Arrangement, lead: Body | None, today: dt.date, plan: Plan) -> Iterable[str]:
    """What has to be asked before the day, each as a question."""
    if question := for_the_change(a, plan):
        yield question
    seen = a.status_as_of
    if seen is None:
        yield "Does it still run? No source says when it was last seen."
    elif today.year - seen > 1:
        yield f"Does it still run? It was last reported in {seen}."
    if a.partners_complete is not True:
        yield "Are these all of its partners?"
    if lead is None:
        yield "Who leads or hosts it?"
    if not a.model or a.model == "unknown":
        yield "Under which model does it run, and by which agreement?"
    if not a.agreement_ends:
        yield "When does the agreement end?"
    if a.notice_months is None:
        yield "How much notice does it ask for?"
    yield "Which staff, contracts and systems hang on it?"
