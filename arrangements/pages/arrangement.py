"""What an arrangement's own page says of it beyond its bare facts, worked out from them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from arrangements.choices import EndedWhy, Model, Motive, NoFigure, Role, SourceKind, Status, Topic
from arrangements.finding.asking import Office, front_doors, own_page
from arrangements.folding import fold
from arrangements.map.pictures.scene import words_for
from arrangements.models import Arrangement, Lesson, Partner, RunningPeriod, Source, Standing
from arrangements.pages.ranwords import known_running, why_no_day
from arrangements.pages.timeline import Timeline
from arrangements.register import current_register
from arrangements.sentences import counted
from arrangements.statutes import OF_MODEL, law_of
from arrangements.wording import in_mid_sentence, listed

SHARING = {
    Status.PROPOSED: "were to share {what}, by a proposal",
    Status.AGREED: "agreed to share {what}",
    Status.IN_DEVELOPMENT: "were setting up a way to share {what}",
    Status.LIVE: "shared {what} when last reported",
    Status.NOTICE_GIVEN: "shared {what} when last reported, and notice had been given",
    Status.ENDED: "shared {what} until it ended",
    Status.ABANDONED: "planned to share {what} and did not go on",
    Status.SUPERSEDED: "shared {what} until something else took its place",
    Status.UNKNOWN: "are named as sharing {what}; the status is not known",
}
AGREED_ON_PAPER = {SourceKind.AGREEMENT, SourceKind.BUSINESS_CASE}
IN_FULL = 3
ADD_NOTHING = {"cost", "costs", "service", "services"}


def words_of(text: str) -> set[str]:
    return set(fold(text).split())


def some(names: list[str], noun: str) -> str:
    """ "A, B and C", or the first three and how many more."""
    if len(names) <= IN_FULL + 1:
        return listed(names)
    return f"{', '.join(names[:IN_FULL])} and {counted(len(names) - IN_FULL, noun)}"


@dataclass(frozen=True)
class Successor:
    """A body that stands in a partner's place, from a day; `known` if it ran on that day."""

    standing: Standing
    known: bool


@dataclass(frozen=True)
class PartnerLine:
    partner: Partner
    successors: list[Successor]


class Profile:
    """A page's worth about one arrangement fetched `for_page()`. Three queries of its own."""

    def __init__(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement

    @cached_property
    def sentence(self) -> str:
        """Who, what and how it stood, in one sentence."""
        partners = [partner.body.name for partner in self.arrangement.partners.all()]
        services = [row.service.name for row in self.arrangement.service_rows.all()]
        what = some([in_mid_sentence(name) for name in services], "more service") or "a service"
        sharing = SHARING[Status(self.arrangement.status or Status.UNKNOWN)].format(what=what)
        return f"{some(partners, 'other')} {sharing}."

    @cached_property
    def picture(self) -> str:
        """What its small map shows, in words; "" where it has none."""
        return words_for([partner.body for partner in self.arrangement.partners.all()])

    @cached_property
    def _standings(self) -> list[Standing]:
        return list(self.arrangement.standings.select_related("body"))

    @cached_property
    def _periods(self) -> list[RunningPeriod]:
        return list(self.arrangement.running_periods.all())

    @cached_property
    def known_period(self) -> RunningPeriod | None:
        return max(
            (period for period in self._periods if period.known),
            key=lambda period: period.last_day,
            default=None,
        )

    @property
    def known_running(self) -> str:
        """When it is known to have run, in words; "" where no day is known."""
        return known_running(self.arrangement, self._periods)

    @property
    def why_no_day(self) -> str:
        return why_no_day(self.arrangement)

    @cached_property
    def partners(self) -> list[PartnerLine]:
        successors = defaultdict(list)
        for standing in self._standings:
            if standing.by_succession:
                known = standing.first_day <= self._sure_to
                successors[standing.partner_id].append(Successor(standing, known))
        return [
            PartnerLine(partner, successors[partner.pk])
            for partner in self.arrangement.partners.all()
        ]

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline(
            self.arrangement, self._standings, self._periods, self._sure_to, dt.date.today()
        )

    @cached_property
    def dated(self) -> bool:
        """Whether it is said of any partner when it joined or left."""
        return any(each.joined or each.left for each in self.arrangement.partners.all())

    @cached_property
    def merged(self) -> Standing | None:
        """The body that stands in every partner's place, from the day when there is only one."""
        for standing in sorted(self._standings, key=lambda each: each.first_day):
            if standing.by_succession:
                there = {
                    other.body_id
                    for other in self._standings
                    if other.first_day <= standing.first_day <= other.last_day
                }
                if there == {standing.body_id}:
                    return standing
        return None

    @property
    def _sure_to(self) -> dt.date:
        """The last day to which a successor is known to have taken a partner's place."""
        last_known = self.known_period.last_day if self.known_period else dt.date.min
        return max(last_known, self.merged.first_day) if self.merged else last_known

    @cached_property
    def lead(self) -> Partner | None:
        """Whom to ask where no contact is given: the lead, else the host."""
        partners = list(self.arrangement.partners.all())
        for role in (Role.LEAD, Role.HOST):
            for partner in partners:
                if partner.role == role:
                    return partner
        return None

    @cached_property
    def front_doors(self) -> list[Office]:
        """Where to ask today: at the lead, or whoever is in its place, else at any partner."""
        register, today = current_register(), dt.date.today()
        partners = [self.lead] if self.lead else list(self.arrangement.partners.all())
        keys = {key: None for each in partners for key in register.followed(each.body_id, today)}
        return front_doors(sorted((register.bodies[key] for key in keys), key=lambda b: b.name))

    @cached_property
    def own_page(self) -> Source | None:
        return own_page(self.arrangement.sources.all())

    @cached_property
    def lessons(self) -> list[tuple[str, list[Lesson]]]:
        """Lessons by topic, in the order of the topics, those without one last."""
        by_topic: dict[str, list[Lesson]] = defaultdict(list)
        for lesson in self.arrangement.lessons.all():
            by_topic[lesson.topic].append(lesson)
        titled = [(str(topic.label), by_topic[topic]) for topic in Topic if by_topic[topic]]
        return [*titled, ("Other", by_topic[""])] if by_topic[""] else titled

    @cached_property
    def documents(self) -> list[tuple[str, list[Source]]]:
        """Sources by kind, those of the partners' own hand first; those of no kind last."""
        by_kind: dict[str, list[Source]] = defaultdict(list)
        for source in self.arrangement.sources.all():
            by_kind[source.kind].append(source)
        titled = [(str(kind.label), by_kind[kind]) for kind in SourceKind if by_kind[kind]]
        return [*titled, ("Kind not said", by_kind[""])] if by_kind[""] else titled

    @property
    def motives(self) -> str:
        return "; ".join(str(Motive(code).label) for code in self.arrangement.motives)

    @property
    def motives_in_words(self) -> str:
        """What the sources say of its motives, without what only repeats our words for them."""
        ours = set(fold(self.motives).split())
        said = self.arrangement.motives_text.split(";")
        repeated = (words & ours and words <= ours | ADD_NOTHING for words in map(words_of, said))
        return "; ".join(
            part.strip() for part, again in zip(said, repeated, strict=True) if not again
        )

    @property
    def ended_why(self) -> str:
        return "; ".join(str(EndedWhy(code).label) for code in self.arrangement.ended_why)

    @cached_property
    def changed_at(self) -> dt.datetime | None:
        """When the record itself last changed; None where no history was kept."""
        history = self.arrangement.history.order_by("-history_date")
        found: dt.datetime | None = history.values_list("history_date", flat=True).first()
        return found

    @cached_property
    def not_known(self) -> list[str]:
        """What a reader may look for and our sources do not say, each as a sentence."""
        return list(self._gaps())

    def _gaps(self) -> Iterator[str]:
        a = self.arrangement
        sourced = bool(a.sources.all())
        said = "in our sources" if sourced else "recorded"
        if not sourced:
            yield "No source is recorded, so nobody can look any of this up."
        if not a.start:
            yield f"No start date {said}."
        if a.status and a.status != Status.UNKNOWN and not a.status_as_of:
            yield "The source of its status has no date." if sourced else "Its status has no year."
        if a.status == Status.ENDED and not a.end:
            yield f"No date for its end {said}."
        if a.status == Status.NOTICE_GIVEN and not a.end:
            yield "Notice was given; no end is confirmed."
        if a.partners_complete is None:
            yield "Whether all of the partners are listed is not confirmed."
        if a.partners_complete is False:
            yield self.only_some_partners
        roles = [partner.role for partner in a.partners.all()]
        if not all(roles):
            yield f"No role {said} for {'some' if any(roles) else 'any'} of the partners."
        if not a.savings.all():
            yield self._no_saving(said)
        if not a.lessons.all():
            yield f"No lessons {said}."
        if a.model in ("", Model.UNKNOWN):
            yield f"How it is governed, and under which law, is not {said}."
        elif a.model in OF_MODEL and not law_of(a):
            yield f"Which statute it rests on is not {said}."
        if sourced and not {source.kind for source in a.sources.all()} & AGREED_ON_PAPER:
            yield "No agreement or business case is among our sources."
        if not a.checked_on:
            yield "Nobody from a partner has checked this record."

    @property
    def only_some_partners(self) -> str:
        if self.arrangement.sources.all():
            return "Our sources name only some of the partners."
        return "Only some of the partners are listed."

    def _no_saving(self, said: str) -> str:
        reason = self.arrangement.no_figure_reason
        if reason and reason != NoFigure.UNKNOWN:
            return f"No figure for savings: {NoFigure(reason).label.lower()}."
        return f"No figure for savings {said}, and no reason why."
