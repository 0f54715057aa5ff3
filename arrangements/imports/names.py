"""Which body a name means: by code, official name, other name or rule, and otherwise a question.

A typo, or a name that fits two bodies, is never answered; near names are offered instead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from arrangements.choices import BodyKind
from arrangements.folding import fold
from arrangements.imports.designators import (
    COUNCILS,
    Place,
    place_in_register,
    place_of,
    titles_in,
)
from arrangements.imports.nearness import (
    LEAST,
    LEAST_OF_COMPANY,
    NEAR_ENOUGH,
    SHORTEST_PLACE,
    alike,
    as_initials,
    company_of,
    initials_of,
)

SURE = frozenset({"code", "name", "alias", "rule"})
_BRACKETED_CODE = re.compile(r"\[([^\[\]]+)\]\s*$")
_ITS_INITIALS = re.compile(r"(.+?)\s*\(([A-Za-z&]{2,8})\)")
_JOINING = re.compile(r"(?= (?:upon|under|on|in) )")
FITS = 100
BY_INITIALS, MOST, MOST_BY_INITIALS = 90, 5, 8
# What a likeness of another kind is worth less, in points of 100.
OTHER_KIND = 8


@dataclass(frozen=True)
class NamedBody:
    """What names need to know of a body. Days are the first and last on which it existed."""

    code: str
    name: str
    short_name: str
    kind: str
    first_day: dt.date
    last_day: dt.date
    codes: tuple[str, ...] = ()
    other_names: tuple[tuple[str, dt.date, dt.date], ...] = ()

    @property
    def years(self) -> str:
        """Its code and when it existed, to tell it from its namesakes."""
        begins = str(self.first_day.year) if self.first_day.year > 1 else ""
        ends = str(self.last_day.year) if self.last_day.year < 9999 else ""
        if not begins and not ends:
            return self.code
        return f"{self.code}, {begins or 'until'}{' to ' if begins else ' '}{ends or 'today'}"


@dataclass(frozen=True)
class Near:
    body: NamedBody
    score: float


@dataclass(frozen=True)
class Match:
    """What a text resolves to. `how` is code, name, alias, rule, suggested or unknown.

    Only the first four name a body; the other two are questions, with near names if there are any,
    and a sentence on `why` where the body so called did not exist then.
    """

    text: str
    how: str
    body: NamedBody | None = None
    score: float = 0
    near: tuple[Near, ...] = ()
    why: str = ""

    @property
    def sure(self) -> bool:
        return self.body is not None


def _without_its_initials(text: str) -> str:
    """ "Kent County Council (KCC)" without what only shortens it."""
    match = _ITS_INITIALS.fullmatch(text.strip())
    initials = "".join(word[0] for word in fold(match[1]).split()) if match else ""
    return match[1] if match and fold(match[2]) == initials else text


@dataclass(frozen=True)
class Days:
    """The days that a name is about: from the first to the last that a partial date can mean.

    `written` are those on which it was written down, where that was at another time.
    """

    first: dt.date
    last: dt.date
    written: Days | None = None

    @property
    def in_words(self) -> str:
        years = self.first.year, self.last.year
        return str(years[0]) if years[0] == years[1] else f"{years[0]} to {years[1]}"

    def inside(self, first: dt.date, last: dt.date) -> bool:
        return first <= self.first and self.last <= last

    def touches(self, first: dt.date, last: dt.date) -> bool:
        return first <= self.last and self.first <= last


def _places(body: NamedBody) -> set[str]:
    """The place of a body, by its name and its short name: of NHS Fife it is Fife."""
    names = {place_in_register(name).name for name in (body.name, body.short_name)}
    if body.kind == BodyKind.HEALTH_BOARD:
        names = {name.removeprefix("nhs ") for name in names}
    return names - {""}


@dataclass
class _Held:
    """A body under one of its names, with the days on which it had that name, and its titles."""

    body: NamedBody
    first: dt.date
    last: dt.date
    titles: frozenset[str] = frozenset()


@dataclass
class Names:
    """An index of the register by every code, name and place."""

    bodies: Iterable[NamedBody]
    today: dt.date
    chosen: Mapping[str, str] = field(default_factory=dict)
    _codes: dict[str, list[_Held]] = field(default_factory=lambda: defaultdict(list))
    _official: dict[str, list[_Held]] = field(default_factory=lambda: defaultdict(list))
    _others: dict[str, list[_Held]] = field(default_factory=lambda: defaultdict(list))
    _places: dict[str, list[_Held]] = field(default_factory=lambda: defaultdict(list))
    _former_places: dict[str, list[_Held]] = field(default_factory=lambda: defaultdict(list))
    _longer: dict[str, list[_Held]] = field(default_factory=lambda: defaultdict(list))
    _spellings: dict[str, list[NamedBody]] = field(default_factory=lambda: defaultdict(list))
    _read: dict[str, tuple[str, Place]] = field(default_factory=dict)
    _asked: dict[tuple[str, Days | None], Match] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for body in self.bodies:
            whole = (body.first_day, body.last_day)
            titles = titles_in([body.name, *(name for name, _, _ in body.other_names)])
            held = _Held(body, *whole, titles)
            for code in {body.code, *body.codes}:
                self._codes[code.casefold()].append(held)
            self._official[fold(body.name).removeprefix("the ")].append(held)
            for place in _places(body):
                self._places[place].append(held)
                for word in _JOINING.finditer(place):
                    self._longer[place[: word.start()]].append(held)
                self._spell(place, body)
            self._spell(fold(body.short_name), body)
            self._spell(fold(body.name), body)
            for name, first, last in body.other_names:
                within = _Held(body, max(first, whole[0]), min(last, whole[1]), titles)
                self._others[fold(name).removeprefix("the ")].append(within)
                self._spell(fold(name), body)
                parted = place_in_register(name)
                if not parted.is_bare and len(parted.name) > SHORTEST_PLACE:
                    self._former_places[parted.name].append(within)
                    self._spell(parted.name, body)

    def _spell(self, spelling: str, body: NamedBody) -> None:
        if body not in self._spellings[spelling]:
            self._spellings[spelling].append(body)

    @cached_property
    def _whole(self) -> set[str]:
        """Spellings that say the kind of body too, so are more than a place."""
        return {name for name in self._spellings if not place_in_register(name).is_bare}

    def resolve(self, text: str, days: Days | None = None, *, near: bool = True) -> Match:
        """The one body that the text means at that time (today where none is given).

        Where there is none, the near names; looking for those is slow and can be left out.
        """
        match, fitting = self._then_and_when_written(_without_its_initials(text), days)
        said = self.chosen.get(fold(text)) if match is None else None
        if said and (body := self.by_code(said)):
            return Match(text, "alias", body, 100)
        if match:
            return replace(match, text=text)
        if not near:
            return Match(text, "unknown")
        if (text, days) not in self._asked:
            self._asked[text, days] = self._question(text, fitting, days)
        return self._asked[text, days]

    def _then_and_when_written(
        self, text: str, days: Days | None
    ) -> tuple[Match | None, list[NamedBody]]:
        """The answer, unless the name had come to mean, or could mean, another body when written.

        A "Somerset" of 2010 in a list of 2026 is the county council of then, or the council of now.
        """
        match, fitting = self._answer(text, days)
        written = days.written if days else None
        if match is None or match.body is None or match.how == "code" or written is None:
            return match, fitting
        later, fitting = self._answer(text, written)
        standing = [
            body
            for body in ([later.body] if later and later.body else fitting)
            if body is not match.body
            and written.touches(body.first_day, body.last_day)
            and (match.how != "name" or self.calls(body, text))
        ]
        return (None, [match.body, *standing]) if standing else (match, [])

    def _answer(self, text: str, days: Days | None) -> tuple[Match | None, list[NamedBody]]:
        """The answer, if there is one; else the bodies between which a person must choose."""
        if text not in self._read:
            self._read[text] = fold(text).removeprefix("the "), place_of(text)
        folded, place = self._read[text]
        named = [*self._official[folded], *self._others[folded]]
        bracketed = _BRACKETED_CODE.search(text)
        for code in filter(None, (bracketed and bracketed[1], text)):
            found = self._one(self._codes.get(code.strip().casefold(), []), days)
            others = [] if bracketed else [held for held in named if held.body is not found]
            if found and others and found.code != text.strip():
                return None, [*(held.body for held in others), found]
            if found:
                return Match(text, "code", found, 100), []
            if bracketed:
                return None, []
        by_rule = self._fitting(place, self._places)
        when = days or Days(self.today, self.today)
        bearers = {held.body.code for held in named if when.touches(held.first, held.last)}
        for how, held in (("name", self._official[folded]), ("alias", self._others[folded])):
            # A name that had passed to another body by then is that body's.
            passed_on = bearers and bearers.isdisjoint(each.body.code for each in held)
            if held and not passed_on:
                vague = how == "alias" and place.is_vague
                found = self._one(held, days)
                if found and not (
                    (vague and not place.is_bare and self._gone(found, days))
                    or self._another_stood(found, by_rule, days, now=vague)
                ):
                    return Match(text, how, found, 100), []
                return None, [each.body for each in (*held, *by_rule)]
        found = self._one(by_rule, days, strict=place.is_bare)
        short_for = self._short_for(place, found, days) if found else []
        if found and not short_for and not (place.is_vague and self._gone(found, days)):
            return Match(text, "rule", found, 100), []
        if not by_rule:
            by_rule = self._fitting(place, self._former_places)
            found = self._one(by_rule, days)
            short_for = self._short_for(place, found, days) if found and place.is_bare else []
            if found and not short_for:
                return Match(text, "alias", found, 100), []
        return None, [*(each.body for each in by_rule), *short_for]

    def _short_for(self, place: Place, found: NamedBody, days: Days | None) -> list[NamedBody]:
        """A "Newcastle" or "Newcastle BC" may be short for a place "under Lyme" as well."""
        allowed = COUNCILS if place.kinds is None else place.kinds & COUNCILS
        when = days or Days(self.today, self.today)
        return [
            held.body
            for held in self._longer.get(place.name, [])
            if held.body.code != found.code
            and held.body.kind in allowed
            and place.agrees_with(held.body.kind, held.titles)
            and when.touches(held.first, held.last)
        ]

    def _gone(self, body: NamedBody, days: Days | None) -> bool:
        """Whether it had come to its end by then."""
        return body.last_day < (days.first if days else self.today)

    def by_code(self, code: str) -> NamedBody | None:
        """The body with this code of its own."""
        held = self._codes.get(code.strip().casefold(), [])
        return next((each.body for each in held if each.body.code == code.strip()), None) or (
            self._one(held, None)
        )

    @staticmethod
    def calls(body: NamedBody, text: str) -> bool:
        """Whether the text is one of this body's names."""
        names = {body.name, body.short_name, *(name for name, _, _ in body.other_names)}
        return fold(text) in {fold(name) for name in names}

    @staticmethod
    def _fitting(place: Place, places: dict[str, list[_Held]]) -> list[_Held]:
        """Bodies of that place, councils unless the text says otherwise."""
        allowed = COUNCILS if place.kinds is None else place.kinds
        return [
            held
            for held in places.get(place.name, [])
            if held.body.kind in allowed and place.agrees_with(held.body.kind, held.titles)
        ]

    def _another_stood(
        self, found: NamedBody, others: list[_Held], days: Days | None, *, now: bool
    ) -> bool:
        """The body so named did not exist then, while another that the words fit did."""
        if days is None and now:
            days = Days(self.today, self.today)
        if days is None or days.touches(found.first_day, found.last_day):
            return False
        return any(
            days.touches(held.first, held.last) for held in others if held.body.code != found.code
        )

    def _one(
        self, held: list[_Held], days: Days | None, *, strict: bool = False
    ) -> NamedBody | None:
        """The only body that bore the name then; or, not strictly, the only one that ever did."""
        when = days or Days(self.today, self.today)
        then = {each.body.code: each.body for each in held if when.touches(each.first, each.last)}
        if len(then) == 1:
            return next(iter(then.values()))
        ever = {each.body.code: each.body for each in held}
        if not then and len(ever) == 1 and not strict:
            return next(iter(ever.values()))
        return None

    @cached_property
    def _initials(self) -> dict[str, list[NamedBody]]:
        """Bodies by the first letters of their names, with and without the little words."""
        found: dict[str, list[NamedBody]] = defaultdict(list)
        for body in self.bodies:
            for letters in initials_of(body.name):
                found[letters].append(body)
        return found

    def _by_initials(self, text: str, days: Days | None) -> tuple[Near, ...]:
        """ "KCC" may be Kent County Council; those that stood then come first."""
        fitting = self._initials.get(as_initials(text), [])
        when = days or Days(self.today, self.today)
        standing = [body for body in fitting if when.touches(body.first_day, body.last_day)]
        best = sorted(standing or fitting, key=lambda body: body.name)[:MOST_BY_INITIALS]
        return tuple(Near(body, BY_INITIALS) for body in best)

    def _question(self, text: str, fitting: Iterable[NamedBody], days: Days | None) -> Match:
        """No answer, but those that fit and those that are spelt nearly so, best first."""
        by_initials = self._by_initials(text, days)
        fits = list(dict.fromkeys(fitting, True))
        if by_initials and not fits:
            return Match(text, "suggested", near=by_initials)
        when = days or Days(self.today, self.today)
        # Those that stood then come first.
        fits.sort(key=lambda body: not when.touches(body.first_day, body.last_day))
        near = {body.code: Near(body, FITS) for body in fits}
        place, whole = place_of(text), fold(text)
        company = company_of(whole)
        least = LEAST_OF_COMPANY if company else LEAST
        scores: dict[str, Near] = {}
        for spelling in {whole, place.name, company} - {""}:
            for found, score in alike(spelling, self._spellings):
                for body in self._spellings[found]:
                    # What names a whole body needs no kind; a place alone is a council's first.
                    named = spelling == whole and found in self._whole
                    kinds = place.kinds or (None if named else COUNCILS)
                    worth = score if kinds is None or body.kind in kinds else score - OTHER_KIND
                    if worth < least:
                        continue
                    if body.code not in scores or scores[body.code].score < worth:
                        scores[body.code] = Near(body, round(worth, 1))
        first = days.first if days else self.today
        for option in sorted(
            scores.values(),
            key=lambda each: (-each.score, each.body.last_day < first, each.body.name),
        ):
            near.setdefault(option.body.code, option)
        best = tuple(list(near.values())[:MOST])
        how = "suggested" if best and best[0].score >= NEAR_ENOUGH else "unknown"
        return Match(text, how, near=best, why=self._not_then(text, fits, days))

    def _not_then(self, text: str, fitting: Iterable[NamedBody], days: Days | None) -> str:
        """That a body of this very name did not exist at that time; "" where none is so called."""
        if days is None:
            return ""
        for body in fitting:
            if fold(body.name) == fold(text) and not days.touches(body.first_day, body.last_day):
                began = body.first_day > days.last
                when = body.first_day.year if began else body.last_day.year
                ran = f"{'began' if began else 'ended'} in {when}"
                return f"This is about {days.in_words}, and {body.name} {ran}."
        return ""
