"""The pack: every arrangement that a new council, an area or a council to be replaced has to settle
before the day, with what must be known of each and what is not."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import render_to_string

from arrangements.badquery import BadQuery
from arrangements.choices import Becomes, PlanStatus
from arrangements.finding.asking import in_words, lead_of, office
from arrangements.models import (
    Arrangement,
    Body,
    BodyCode,
    PlanSuccession,
    Service,
)
from arrangements.pages.arrangement import Profile
from arrangements.pages.finder import Letter
from arrangements.pages.packasked import Place, asked, rule
from arrangements.pages.packentries import Entry, Group, Twice, for_the_change, gaps
from arrangements.pages.reorganisation import SHOWN, Area, OfAPlan, area_of
from arrangements.querystring import refuse_others
from arrangements.reorganisation.law import GENERAL, Pointer, means
from arrangements.reorganisation.notice import last_day_for_notice
from arrangements.reorganisation.outlook import Outlook, Scheme, current_outlook
from arrangements.reorganisation.rule import Goes
from arrangements.reorganisation.sources import is_second_hand, site_of
from arrangements.reorganisation.words import (
    day_of,
    days_left,
    place_of,
    sentence,
    told_as,
)
from arrangements.sentences import counted
from arrangements.wording import date, in_mid_sentence

Address = Callable[[str], str]
SEVERAL = 2
NO_LINKS = (
    "This copy of the catalogue runs on your own computer, and its addresses work there alone: so"
    " the letters have none."
)


def with_letters(asked: QueryDict) -> bool:
    """Whether the page is to have its letters. Raises BadQuery for what it cannot be asked."""
    refuse_others(asked, {"letters"})
    said = asked.get("letters", "")
    if said not in ("", "no"):
        raise BadQuery(f"“letters” can only be “no”, not “{said[:80]}”.")
    return not said


class NoPlan(LookupError):
    """No plan known to us has to do with a body; `body` is that, or None where there is none."""

    def __init__(self, body: Body | None) -> None:
        super().__init__(body)
        self.body = body


class Pack(OfAPlan):
    """Everything that one pack shows. A constant number of queries. Raises NoPlan."""

    def __init__(self, slug: str, today: dt.date, address: Address) -> None:
        self.slug, self.today, self._address = slug, today, address
        self.outlook: Outlook = current_outlook()
        self.body: Body | None = None
        self.schemes: list[Scheme] = []
        if scheme := self.outlook.schemes.get(slug):
            self.schemes = [scheme]
        else:
            self.body = next((b for b in self.outlook.bodies.values() if b.slug == slug), None)
            if self.body is not None:
                self.schemes = self._about(self.body)
            if not self.schemes:
                raise NoPlan(self.body)
        self.plan = self.schemes[0].plan
        self.goes: dict[int, Goes] = {}
        for scheme in self.schemes:
            self.goes |= scheme.goes

    def _about(self, body: Body) -> list[Scheme]:
        if body.planned:
            return [s for s in self.outlook.schemes.values() if body.pk in s.councils]
        return [scheme for scheme in self.outlook.areas if body.pk in scheme.goes]

    @property
    def area_slug(self) -> str:
        """The address of the area that it is about, also where it is about a proposal."""
        here = (s.plan.slug for s in self.outlook.areas if s.plan.area == self.plan.area)
        return next(here, "")

    @property
    def is_new(self) -> bool:
        """Whether it is of a council that is to come."""
        return self.body is not None and self.body.planned

    @property
    def name(self) -> str:
        return self.body.name if self.body else str(self.plan)

    @property
    def left(self) -> int | None:
        return days_left(self.plan, self.today)

    @property
    def eve(self) -> str:
        """The last day before, where a day is set or planned."""
        held = self.plan.vesting_date
        return date(str(self.schemes[0].eve)) if held else ""

    @property
    def standing(self) -> str:
        """The day and the state, as a letter has them, and whether an official source says so."""
        said = f"{self.day}; {in_mid_sentence(self.state)}"
        source = self.plan.source_url
        if is_second_hand(source):
            said += f"; our source for this is second-hand: {site_of(source)}"
        return said

    @property
    def is_proposal(self) -> bool:
        return self.plan.status == PlanStatus.PROPOSED

    @property
    def is_done(self) -> bool:
        return self.plan.status == PlanStatus.VESTED

    @property
    def day_has_come(self) -> bool:
        return bool(self.plan.vesting_date) and self.left is None

    @cached_property
    def lines(self) -> list[PlanSuccession]:
        """The lines of the plan that say who comes into whose place."""
        held = PlanSuccession.objects.filter(plan__in=[s.plan.pk for s in self.schemes])
        if self.body is not None and self.body.planned:
            held = held.filter(successor=self.body)
        elif self.body is not None:
            held = held.filter(predecessor=self.body)
        rows = list(held.select_related("plan"))
        return sorted(rows, key=lambda row: self.outlook.bodies[row.predecessor_id].name)

    @property
    def together(self) -> str:
        """The query string for the register of the councils that a new one is made of."""
        return urlencode([("body", b.slug) for b, _, _ in self.come_from]) if self.is_new else ""

    @cached_property
    def come_from(self) -> list[tuple[Body, str, PlanSuccession]]:
        """Each council that is replaced, where it ends, and the line that bears it out."""
        found, seen = [], set()
        for row in self.lines:
            if row.predecessor_id not in seen:
                seen.add(row.predecessor_id)
                words = told_as(
                    row.plan, place_of(row.predecessor_id, self.goes, self.outlook.bodies)
                )
                found.append((self.outlook.bodies[row.predecessor_id], words, row))
        return found

    @property
    def has_second_hand(self) -> bool:
        return any(is_second_hand(row.source_url) for _, _, row in self.come_from)

    @cached_property
    def councils(self) -> list[Body]:
        """The other new councils of the plan, or all of them."""
        keys = set().union(*(scheme.councils for scheme in self.schemes))
        found = [self.outlook.bodies[key] for key in keys if self.outlook.bodies[key] != self.body]
        return sorted(found, key=lambda body: body.name)

    @property
    def proposals(self) -> list[Area]:
        """The proposals for an area without a decision, to be set side by side."""
        if self.body is not None or self.plan.option:
            return []
        options = self.outlook.options(self.plan.area)
        return [area_of(each, self.outlook, self.today) for each in options]

    def _wanted(self, scheme: Scheme) -> dict[int, Becomes]:
        held = self.outlook.classes[scheme.plan.slug]
        if self.body is None:
            return held
        if self.body.planned:
            before = {b for b, goes in scheme.goes.items() if self.body.pk in goes.successors}
        else:
            before = {self.body.pk}
        mine = self.outlook.with_any(before)
        return {
            key: told
            for key, told in held.items()
            if key in mine and before & self.outlook.partners(key, scheme.eve)
        }

    @cached_property
    def entries(self) -> list[Entry]:
        wanted: dict[int, tuple[Becomes, Scheme]] = {}
        for scheme in self.schemes:
            for key, told in self._wanted(scheme).items():
                wanted.setdefault(key, (told, scheme))
        rows = Arrangement.objects.filter(pk__listed=list(wanted)).for_page()
        arrangements = list(rows)
        bodies: set[int] = set()
        for each in arrangements:
            bodies |= self.outlook.partners(each.pk, wanted[each.pk][1].eve)
        pages = dict(
            BodyCode.objects.filter(scheme="gov_uk", body__in=bodies).values_list("body", "code")
        )
        return [self._entry(each, *wanted[each.pk], pages) for each in arrangements]

    def _entry(self, a: Arrangement, told: Becomes, scheme: Scheme, pages: dict[int, str]) -> Entry:
        bodies, partners = self.outlook.bodies, self.outlook.partners(a.pk, scheme.eve)
        places = [
            Place(bodies[key], self._where(key, scheme), key in scheme.goes)
            for key in sorted(partners, key=lambda key: bodies[key].name)
        ]
        services = [row.service for row in a.service_rows.all()]
        lead = lead_of(a)
        what = in_words(service.name for service in services) or "it"
        by = last_day_for_notice(a.notice_months, scheme.plan.vesting_date)
        others = self.outlook.others(scheme.plan.area)
        words = told_as(scheme.plan, sentence(told, partners, scheme.goes, bodies, others))
        if a.partners_complete is False:
            words += " Its source names only some of the partners."
        return Entry(
            arrangement=a,
            profile=Profile(a),
            told=told,
            sentence=words,
            places=places,
            service=services[0] if services else None,
            lead=lead,
            law=means(a.model),
            # The arrangement's own page and mailbox are its lead's.
            offices=[
                office(body, what, pages, a if body == lead else None)
                for body in asked(lead, places, self.own)
            ],
            notice_by=by,
            notice_gone=by is not None and by < self.today,
            for_the_change=for_the_change(a, scheme.plan),
            gaps=list(gaps(a, lead, self.today, scheme.plan)),
        )

    def _where(self, key: int, scheme: Scheme) -> str:
        others = (s for s in self.outlook.areas if s.plan.area != scheme.plan.area)
        elsewhere = next((s for s in others if key in s.goes), None)
        if key in scheme.goes or elsewhere is None:
            return told_as(scheme.plan, place_of(key, scheme.goes, self.outlook.bodies))
        plan = elsewhere.plan
        where = told_as(plan, place_of(key, elsewhere.goes, self.outlook.bodies))
        return f"is not in this plan; by that for {plan.name} ({day_of(plan)}) it {where}"

    @property
    def own(self) -> Body | None:
        """The council to be replaced whose pack it is, which asks and is not asked."""
        return None if self.is_new else self.body

    @property
    def rule(self) -> str:
        """To whom the letters go."""
        return rule(self.own)

    @cached_property
    def groups(self) -> list[Group]:
        """By class, and within it by service."""
        found: dict[Becomes, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        for entry in self.entries:
            found[entry.told][entry.service.name if entry.service else "Service not known"].append(
                entry
            )
        return [
            Group(told, [(name, found[told][name]) for name in sorted(found[told])], self.plan)
            for told in Becomes
            if told in found
        ]

    @cached_property
    def asked_of_all(self) -> list[str]:
        """What has to be asked of every arrangement, where there are several: said once."""
        if len(self.entries) < SEVERAL:
            return []
        first, *others = self.entries
        return [gap for gap in first.gaps if all(gap in entry.gaps for entry in others)]

    @cached_property
    def counts(self) -> list[tuple[Becomes, int]]:
        held = Counter(entry.told for entry in self.entries)
        return [(told, held[told]) for told in Becomes if held[told]]

    @cached_property
    def twice(self) -> list[Twice]:
        """Services that a new council would have in arrangements with different partners."""
        by_service: dict[Service, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for row in entry.arrangement.service_rows.all():
                by_service[row.service].append(entry)
        found = [
            Twice(service, entries)
            for service, entries in by_service.items()
            if len({frozenset(place.body.pk for place in entry.places) for entry in entries}) > 1
        ]
        return sorted(found, key=lambda each: (-len(each.entries), each.service.name))

    @property
    def classes(self) -> tuple[Becomes, ...]:
        return SHOWN

    @property
    def law(self) -> tuple[Pointer, ...]:
        return GENERAL

    @property
    def no_links(self) -> str:
        """Why the letters have no links, where they have none."""
        return "" if self._address("/") else NO_LINKS

    @cached_property
    def letters(self) -> list[tuple[Body, list[Entry], Letter]]:
        """One for each body that is asked, about all that it is asked."""
        by_body: dict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for each in entry.offices:
                by_body[each.body.pk].append(entry)
        found = []
        for key in sorted(by_body, key=lambda key: self.outlook.bodies[key].name):
            body = self.outlook.bodies[key]
            found.append((body, by_body[key], self._letter(body, by_body[key])))
        return found

    def _letter(self, body: Body, entries: list[Entry]) -> Letter:
        context = {
            "pack": self,
            "entries": [
                (entry, self._address(entry.arrangement.get_absolute_url())) for entry in entries
            ],
        }
        text = render_to_string("reorganisation/letter.txt", context).strip() + "\n"
        offices = [each for entry in entries for each in entry.offices if each.body == body]
        boxes = {each.mailbox for each in offices} - {""}
        subject = f"{self.name}: {counted(len(entries), 'shared service')} to settle"
        return Letter(boxes.pop() if len(boxes) == 1 else "", subject, text)
