"""The time line of an arrangement: who took part on which days, as bars with their words.

What is drawn is what docs/rules.md says of partners and days, and no surer: a stretch is "sure"
while the arrangement is known to have run, "about" where a date is only a year or a month, and
"unsure" where it may have run.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from arrangements.models import Arrangement, Partner, RunningPeriod, Standing
from arrangements.partialdate import BEGINNING, END, first_day, last_day
from arrangements.wording import date, listed

SURE, ABOUT, UNSURE = "sure", "about", "unsure"
STEPS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 6
# A year's label stands over its tick, but within the picture at either end of it.
FIRST_MIDDLE, LAST_MIDDLE = 6, 94
FEW_ALIKE = 2
YEAR = dt.timedelta(days=365)
ONE_DAY = dt.timedelta(days=1)


class Piece(NamedTuple):
    """A stretch of one bar, in per cent of the whole width."""

    kind: str
    left: str
    width: str


class Tick(NamedTuple):
    """`anchor` is the part of its label that stands at the tick, in the words of SVG."""

    year: int
    at: str
    anchor: str


class Stretch(NamedTuple):
    kind: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Line:
    """One partner, one body in a partner's place, or several that came and went alike."""

    names: str
    words: str
    by_succession: bool
    pieces: tuple[Piece, ...]


class Timeline:
    """Of an arrangement that ran. `told` where somebody came, went or was followed.

    Up to `sure_to` it is known that who followed a partner took its place.
    """

    def __init__(
        self,
        arrangement: Arrangement,
        standings: Sequence[Standing],
        periods: Sequence[RunningPeriod],
        sure_to: dt.date,
        today: dt.date,
    ) -> None:
        self.arrangement, self._periods = arrangement, periods
        self._sure_to, self._until = sure_to, dt.date(today.year, 12, 31)
        self._partners = {partner.pk: partner for partner in arrangement.partners.all()}
        self._own = {partner.body_id for partner in self._partners.values()}
        self._of_partner: dict[int, list[Standing]] = defaultdict(list)
        for each in standings:
            self._of_partner[each.partner_id].append(each)

    @property
    def ran(self) -> bool:
        return bool(self._periods)

    @cached_property
    def told(self) -> bool:
        return self.ran and any(
            self._later(partner) or self._earlier(partner) or self._followed(key)
            for key, partner in self._partners.items()
        )

    def _later(self, partner: Partner) -> bool:
        """Whether it is said to have joined apart from the beginning, or from others."""
        if start := self.arrangement.start:
            return bool(partner.joined) and first_day(partner.joined) > last_day(start)
        return len({each.joined for each in self._partners.values()}) > 1

    def _earlier(self, partner: Partner) -> bool:
        """Whether it is said to have left apart from the end."""
        end = self.arrangement.end
        return bool(partner.left) and (not end or last_day(partner.left) < first_day(end))

    def _followed(self, key: int) -> list[Standing]:
        """Who is known to have taken this partner's place, without being a partner itself."""
        return [
            each
            for each in self._of_partner[key]
            if each.by_succession
            and each.first_day <= self._sure_to
            and each.body_id not in self._own
        ]

    @cached_property
    def lines(self) -> list[Line]:
        """In the order in which they came; of several that came and went alike, one line."""
        found: dict[Line, list[tuple[dt.date, str]]] = defaultdict(list)
        after: dict[int, list[tuple[Standing, str]]] = defaultdict(list)
        for key, partner in self._partners.items():
            for row in self._followed(key):
                after[row.body_id].append((row, partner.body.name))
            for row in self._of_partner[key]:
                pieces = tuple(self._pieces(row, partner))
                if pieces and not row.by_succession:
                    line = Line("", self._words(row, partner), False, pieces)
                    found[line].append((row.first_day, row.body.name))
        for day, line in self._successors(after):
            found[line].append((day, line.names))
        order = sorted(found.items(), key=lambda item: item[1][0][0])
        return [each for line, came in order for each in _named(line, [name for _, name in came])]

    def _successors(
        self, after: dict[int, list[tuple[Standing, str]]]
    ) -> Iterator[tuple[dt.date, Line]]:
        for rows in after.values():
            row = min((row for row, _ in rows), key=lambda each: each.first_day)
            if pieces := tuple(self._pieces(row, self._partners[row.partner_id])):
                before = listed(dict.fromkeys(name for _, name in rows))
                words = f"since {date(row.first_day.isoformat())}, by succession from {before}"
                yield row.first_day, Line(row.body.name, words, True, pieces)

    def _words(self, row: Standing, partner: Partner) -> str:
        """What is said of a partner's own days; "" where nothing is."""
        said = []
        if partner.joined:
            verb = "joined" if self._later(partner) else "from"
            said.append(f"{verb} {date(partner.joined)}")
        if partner.left:
            verb = "left" if self._earlier(partner) else "to"
            said.append(f"{verb} {date(partner.left)}")
        elif row.last_day == row.body.last_day < self._latest:
            said.append(f"came to an end itself on {date(row.last_day.isoformat())}")
        return ", ".join(said)

    def _pieces(self, row: Standing, partner: Partner) -> Iterator[Piece]:
        for stretch in self._stretches(row, partner):
            left, right = self._at(stretch.first), self._at(stretch.last + ONE_DAY)
            yield Piece(stretch.kind, f"{left:.2f}", f"{right - left:.2f}")

    def _stretches(self, row: Standing, partner: Partner) -> Iterator[Stretch]:
        """The body's days, cut where the arrangement's own or the dates' precision changes."""
        first, last = max(row.first_day, self._earliest), min(row.last_day, self._latest)
        vague = list(self._vague(row, partner))
        edges = {first, last + ONE_DAY}
        for start, end in [*((p.first_day, p.last_day) for p in self._periods), *vague]:
            edges |= {day for day in (start, _after(end)) if first < day <= last}
        cuts = sorted(edges)
        held: Stretch | None = None
        for start, following in pairwise(cuts):
            kind = self._kind(start, vague)
            if held and held.kind == kind:
                held = held._replace(last=following - ONE_DAY)
                continue
            if held and held.kind:
                yield held
            held = Stretch(kind, start, following - ONE_DAY)
        if held and held.kind:
            yield held

    def _kind(self, day: dt.date, vague: Iterable[tuple[dt.date, dt.date]]) -> str:
        for period in self._periods:
            if period.first_day <= day <= period.last_day:
                if not period.known:
                    return UNSURE
                return ABOUT if any(start <= day <= end for start, end in vague) else SURE
        return ""

    def _vague(self, row: Standing, partner: Partner) -> Iterator[tuple[dt.date, dt.date]]:
        """The days among which it began, or stopped, where a date is no day."""
        a = self.arrangement
        begins = {partner.joined, a.start} if not row.by_succession else {a.start}
        for said in filter(None, begins):
            if first_day(said) <= row.first_day < last_day(said):
                yield row.first_day, last_day(said)
        for said in filter(None, {partner.left, a.end}):
            if first_day(said) < row.last_day <= last_day(said):
                yield first_day(said), row.last_day

    @cached_property
    def _days(self) -> list[dt.date]:
        """Every day between which something is said: of it, its partners, who followed them."""
        known = [day for p in self._periods if p.known for day in (p.first_day, p.last_day)]
        said = {self.arrangement.start, self.arrangement.end}
        said |= {text for each in self._partners.values() for text in (each.joined, each.left)}
        dated = [day for text in said if text for day in (first_day(text), last_day(text))]
        after = [row.first_day for key in self._partners for row in self._followed(key)]
        return [min(day, self._until) for day in (*known, *dated, *after) if day > BEGINNING]

    @cached_property
    def _earliest(self) -> dt.date:
        """The first day drawn: a year more to the left where it may have begun before."""
        first = dt.date(min(self._days).year, 1, 1)
        may = any(each.first_day < first for each in self._periods)
        return first - YEAR if may else first

    @cached_property
    def _latest(self) -> dt.date:
        """The last day drawn: a year more to the right where it may have gone on, up to now."""
        last = dt.date(max(self._days).year, 12, 31)
        may = any(each.last_day > last for each in self._periods)
        return min(last + YEAR if may else last, self._until)

    def _at(self, day: dt.date) -> float:
        whole = (self._latest - self._earliest).days + 1
        return 100 * (day - self._earliest).days / whole

    @cached_property
    def ticks(self) -> list[Tick]:
        """Years to mark, as many as there is room for on a telephone."""
        years = range(self._earliest.year, self._latest.year + 1)
        step = next(step for step in STEPS if len(years) / step <= MOST_TICKS)
        days = [dt.date(year, 1, 1) for year in years if year % step == 0]
        places = [(day.year, self._at(day)) for day in days if day >= self._earliest]
        return [Tick(year, f"{at:.2f}", _anchor(at)) for year, at in places]

    @cached_property
    def kinds(self) -> set[str]:
        """What the key has to explain."""
        found = {piece.kind for line in self.lines for piece in line.pieces}
        return found | {"after" for line in self.lines if line.by_succession}


def _named(line: Line, names: list[str]) -> list[Line]:
    """A line for each body while they are few, else one for all."""
    few = len(names) <= FEW_ALIKE
    words = line.words or f"no dates of {'its' if few else 'their'} own"
    said = names if few else [listed(names)]
    return [replace(line, names=each, words=words) for each in said]


def _anchor(at: float) -> str:
    return "start" if at < FIRST_MIDDLE else "end" if at > LAST_MIDDLE else "middle"


def _after(day: dt.date) -> dt.date:
    return day + ONE_DAY if day < END else END
