"""Arrangements side by side: the same questions asked of each, and what is not known said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from arrangements.badquery import BadQuery
from arrangements.choices import Topic
from arrangements.exports.answers import Table
from arrangements.filters import Query
from arrangements.folding import fold
from arrangements.models import Arrangement, Lesson
from arrangements.pages.arrangement import Profile
from arrangements.querystring import IGNORED
from arrangements.statutes import law_of
from arrangements.wording import (
    NOT_SAID,
    date,
    money,
    saving_sentences,
    saving_short,
    started,
    status,
    when,
)

NAME, MOST = "arrangement", 5
OFFERED = 6
LONGEST = 200
UNSAID = (NOT_SAID, "")


@dataclass(frozen=True)
class Line:
    """One fact of one arrangement, with an address where it leads somewhere, and what to add."""

    text: str
    address: str = ""
    more: str = ""

    def __str__(self) -> str:
        return f"{self.text}{self.more}"


@dataclass(frozen=True)
class Row:
    """One question, and for each arrangement its lines; none where our sources do not say."""

    title: str
    cells: list[list[Line]]


@dataclass(frozen=True)
class Unclear:
    """What was typed for an arrangement and is none's reference or name; and what is near."""

    text: str
    near: list[Arrangement]


class Comparison:
    """What `arrangement=` asks for, up to five times. Raises BadQuery for more, or another name."""

    def __init__(self, data: QueryDict) -> None:
        for name in data:
            if name != NAME and not IGNORED.fullmatch(name):
                raise BadQuery(
                    f"“{name[:40]}” is not something that can be asked for here. Give up to"
                    f" {MOST} references under {NAME}."
                )
        texts = [text.strip()[:LONGEST] for text in data.getlist(NAME)]
        self.asked = list(dict.fromkeys(filter(None, texts)))
        if len(self.asked) > MOST:
            raise BadQuery(
                f"Up to {MOST} arrangements can be compared; these are {len(self.asked)}."
                " Take some away."
            )
        self.unclear: list[Unclear] = []
        self.arrangements: list[Arrangement] = []
        held = {
            each.reference: each
            for each in Arrangement.objects.filter(
                reference__in=[text.upper() for text in self.asked if text.isalnum()]
            )
            .for_page()
            .prefetch_related("running_periods")
        }
        for text in self.asked:
            found = held.get(text.upper()) or self._named(text)
            if found and found not in self.arrangements:
                self.arrangements.append(found)

    def _named(self, text: str) -> Arrangement | None:
        """The one of this name; else what is near is offered."""
        near: list[Arrangement] = []
        if fold(text) and "\x00" not in text:
            query = QueryDict(mutable=True)
            query["q"] = text
            found = Query(query).arrangements
            same = (
                found.filter(sort_name=fold(text)[:LONGEST])
                .for_page()
                .prefetch_related("running_periods")[:2]
            )
            if len(same) == 1:
                return same[0]
            near = list(found[:OFFERED])
        self.unclear.append(Unclear(text, near))
        return None

    @property
    def references(self) -> list[str]:
        return [each.reference for each in self.arrangements]

    def string(self, but: str = "") -> str:
        """The query string of those shown, perhaps without one."""
        query = QueryDict(mutable=True)
        query.setlist(NAME, [each for each in self.references if each != but])
        return query.urlencode()

    @property
    def without(self) -> list[tuple[str, Arrangement]]:
        """For each of those shown the query string without it."""
        return [(self.string(but=each.reference), each) for each in self.arrangements]

    @property
    def room(self) -> int:
        return MOST - len(self.arrangements)

    @property
    def inputs(self) -> range:
        """One more can be added; to begin with there are two."""
        return range(1, 2 if self.arrangements else 3)

    @cached_property
    def profiles(self) -> list[Profile]:
        return [Profile(each) for each in self.arrangements]

    @cached_property
    def rows(self) -> list[Row]:
        """Every question that our sources answer for at least one of them, and some for all."""
        found = [
            Row(title, [ask(profile) for profile in self.profiles]) for title, ask in QUESTIONS
        ]
        return [row for row in found if any(row.cells) or row.title in ALWAYS]

    def table(self) -> Table:
        """The same as a sheet of a workbook."""
        headings = [("Question", 24), *((each.name, 46) for each in self.arrangements)]
        rows = [["Reference", *self.references]]
        for row in self.rows:
            texts = ("\n".join(map(str, cell)) or NOT_SAID for cell in row.cells)
            rows.append([row.title, *texts])
        return Table("Compared", headings, rows)


Ask = Callable[[Profile], list[Line]]


def _one(text: str) -> list[Line]:
    return [] if text in UNSAID else [Line(text)]


def _partners(profile: Profile) -> list[Line]:
    lines = []
    for partner in profile.arrangement.partners.all():
        said = [partner.get_role_display().lower()] if partner.role else []
        said += [f"joined {when(partner.joined)}"] if partner.joined else []
        said += [f"left {when(partner.left)}"] if partner.left else []
        more = f" ({', '.join(said)})" if said else ""
        lines.append(Line(partner.body.name, partner.body.get_absolute_url(), more))
    if profile.arrangement.partners_complete is False:
        lines.append(Line(profile.only_some_partners))
    return lines


def _model(profile: Profile) -> list[Line]:
    a = profile.arrangement
    known = a.model and a.model != "unknown"
    said = [a.get_model_display() if known else "", a.get_model_form_display()]
    said.append(f"In law, usually: {law}" if (law := law_of(a)) else "")
    return [Line(text) for text in said if text]


def _term(profile: Profile) -> list[Line]:
    a, lines = profile.arrangement, []
    if a.agreement_ends:
        lines.append(Line(f"The agreement ends {when(a.agreement_ends)}"))
    if a.notice_months is not None:
        lines.append(Line(f"Notice: {a.notice_months} month{'s' * (a.notice_months != 1)}"))
    return lines


def _end(profile: Profile) -> list[Line]:
    a = profile.arrangement
    lines = [Line(date(a.end))] if a.end else []
    lines += [Line(f"Decided {when(a.end_decided)}")] if a.end_decided else []
    return [*lines, *_one(profile.ended_why), *_one(a.ended_note)]


def _went_on(profile: Profile) -> list[Line]:
    a = profile.arrangement
    kin = (
        ("Part of", [a.part_of] if a.part_of else []),
        ("Took over from", a.replaces.all()),
        ("Replaced by", a.replaced_by.all()),
    )
    return [
        Line(f"{word} {other.name}", other.get_absolute_url())
        for word, some in kin
        for other in some
    ]


def _money(profile: Profile) -> list[Line]:
    a = profile.arrangement
    lines = [
        Line(f"{saving_short(saving)}. {' '.join(saving_sentences(saving))}")
        for saving in a.savings.all()
    ]
    lines += (
        [Line(f"Cost of setting it up: {money(a.setup_cost)}")] if a.setup_cost is not None else []
    )
    return lines + ([Line(f"Payback: {a.payback}")] if a.payback else [])


def _lessons(wanted: Callable[[Lesson], bool]) -> Ask:
    def ask(profile: Profile) -> list[Line]:
        return [
            Line(f"{topic}: {lesson.text}" if lesson.topic != Topic.PEOPLE else lesson.text)
            for topic, lessons in profile.lessons
            for lesson in lessons
            if wanted(lesson)
        ]

    return ask


def _contact(profile: Profile) -> list[Line]:
    a = profile.arrangement
    lines = [*_one(a.contact_role)]
    lines += [Line(a.contact_mailbox, f"mailto:{a.contact_mailbox}")] if a.contact_mailbox else []
    lines += [Line("Its own page", a.contact_page)] if a.contact_page else []
    if not lines and profile.lead:
        body, role = profile.lead.body, profile.lead.get_role_display().lower()
        lines.append(Line(body.name, body.get_absolute_url(), f", its {role}"))
    return lines


def _sources(profile: Profile) -> list[Line]:
    return [
        Line(each.title, each.url, f" ({each.published or 'no date'})")
        for each in profile.arrangement.sources.all()
    ]


QUESTIONS: tuple[tuple[str, Ask], ...] = (
    (
        "Services",
        lambda p: [
            Line(row.service.name, row.service.get_absolute_url())
            for row in p.arrangement.service_rows.all()
        ],
    ),
    ("Partners", _partners),
    ("Status", lambda p: _one(status(p.arrangement))),
    (
        "Start",
        lambda p: (
            [] if started(p.arrangement) == "Start not known" else _one(started(p.arrangement))
        ),
    ),
    ("Known to have run", lambda p: _one(p.known_running)),
    ("Model", _model),
    ("Term and notice", _term),
    ("Why", lambda p: [*_one(p.motives), *_one(p.motives_in_words)]),
    ("Money", _money),
    ("Staff", _lessons(lambda lesson: lesson.topic == Topic.PEOPLE)),
    ("How it went", _lessons(lambda lesson: lesson.topic == Topic.GOALS)),
    (
        "Other lessons",
        _lessons(lambda lesson: lesson.topic not in (Topic.PEOPLE, Topic.GOALS)),
    ),
    ("Its end", _end),
    ("Before and after", _went_on),
    ("Whom to ask", _contact),
    ("Sources", _sources),
)
ALWAYS = frozenset({"Services", "Partners", "Status", "Start", "Model", "Term and notice", "Money"})
