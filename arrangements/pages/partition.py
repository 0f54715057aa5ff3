"""A division of an area that a person makes up, beside those that are planned or proposed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from urllib.parse import urlencode

from django.http import QueryDict

from arrangements.badquery import BadQuery
from arrangements.choices import Becomes, BodyKind
from arrangements.models import Arrangement, Body
from arrangements.pages.reorganisation import SHOWN, Count, count_of
from arrangements.querystring import IGNORED
from arrangements.reorganisation.outlook import Outlook, Scheme, current_outlook
from arrangements.reorganisation.partition import goes_by_choice
from arrangements.reorganisation.rule import Goes
from arrangements.reorganisation.words import as_proposed, sentence
from arrangements.wording import listed

LETTERS = ascii_uppercase[:6]
STAYS = ""
# The keys of new councils that do not exist; no body's is as high, nor a class of bodies' as low.
FIRST_KEY = 10**9
KEY_OF = {letter: FIRST_KEY + at for at, letter in enumerate(LETTERS)}


class NoArea(LookupError):
    """No area of reorganisation has this address."""


@dataclass(frozen=True)
class Choice:
    """One council with the letter of the new one that it is given to."""

    body: Body
    letter: str


@dataclass(frozen=True)
class Line:
    """One division of the area: how many arrangements come to each class under it.

    `start` is the query string that makes it the person's own, "" where it has none.
    """

    name: str
    address: str
    councils: int
    counts: list[Count]
    start: str


@dataclass(frozen=True)
class Told:
    """One arrangement and what would become of it."""

    arrangement: Arrangement
    sentence: str


class Partition:
    """Everything that the page shows. A constant number of queries. Raises NoArea and BadQuery."""

    letters = LETTERS

    def __init__(self, slug: str, asked: QueryDict) -> None:
        self.outlook: Outlook = current_outlook()
        scheme = self.outlook.schemes.get(slug)
        if scheme is None or scheme.plan.option:
            raise NoArea(slug)
        self.started = ""  # The plan that it starts as, where the address holds no division.
        self.scheme = scheme
        self.plan = scheme.plan
        self._letters = self._read(asked) if asked else self._start()

    @cached_property
    def _all(self) -> list[Body]:
        found = (self.outlook.bodies[key] for key in self.scheme.goes)
        return sorted(found, key=lambda body: body.name)

    @cached_property
    def counties(self) -> list[Body]:
        """Those that go where their districts go."""
        return [body for body in self._all if body.kind == BodyKind.COUNTY]

    @cached_property
    def councils(self) -> list[Body]:
        """Those that can be given to a new council."""
        return [body for body in self._all if body.kind != BodyKind.COUNTY]

    def _read(self, asked: QueryDict) -> dict[int, str]:
        by_slug = {body.slug: body for body in self.councils}
        found = {body.pk: STAYS for body in self.councils}
        for name, values in asked.lists():
            if IGNORED.fullmatch(name):
                continue
            if name not in by_slug:
                raise BadQuery(f"“{name[:80]}” is not a council of {self.plan.name} that can move.")
            letter = values[-1].strip().upper()
            if letter != STAYS and letter not in KEY_OF:
                raise BadQuery(
                    f"“{values[-1][:20]}” is no new council. Give {by_slug[name].name} one of"
                    f" {listed(LETTERS, 'or')}, or nothing, and it stays."
                )
            found[by_slug[name].pk] = letter
        return found

    def _start(self) -> dict[int, str]:
        """As the plan has it; where nothing is decided, as the first proposal has it."""
        for scheme in (self.scheme, *self.outlook.options(self.plan.area)):
            if letters := self._lettered(scheme):
                self.started = _name(scheme)
                return letters
        return {body.pk: STAYS for body in self.councils}

    def _lettered(self, scheme: Scheme) -> dict[int, str]:
        """A plan as letters; empty where a council goes in part, nowhere known, or to too many."""
        found: dict[int, str] = {}
        letter_of: dict[int, str] = {}
        for body in self.councils:
            goes = scheme.goes.get(body.pk)
            if goes is None:
                found[body.pk] = STAYS
                continue
            if len(goes.successors) != 1 or goes.lacks:
                return {}
            (end,) = goes.successors
            if end not in letter_of and len(letter_of) == len(LETTERS):
                return {}
            found[body.pk] = letter_of.setdefault(end, LETTERS[len(letter_of)])
        return found if letter_of else {}

    @property
    def choices(self) -> list[Choice]:
        return [Choice(body, self._letters[body.pk]) for body in self.councils]

    @property
    def has_choice(self) -> bool:
        return any(self._letters.values())

    @cached_property
    def goes(self) -> dict[int, Goes]:
        counties = {
            county.pk: frozenset(b.pk for b in self.councils if b.parent_id == county.pk)
            for county in self.counties
        }
        chosen = {key: KEY_OF.get(letter) for key, letter in self._letters.items()}
        return goes_by_choice(chosen, counties)

    @cached_property
    def _told(self) -> dict[int, Becomes]:
        return self.outlook.under(self.goes, self.scheme)

    @cached_property
    def made(self) -> list[tuple[str, list[Body]]]:
        """Each new council with those that it would be made of, counties apart."""
        held: dict[str, list[Body]] = defaultdict(list)
        for choice in self.choices:
            held[choice.letter].append(choice.body)
        return [(letter, held[letter]) for letter in LETTERS if letter in held]

    @cached_property
    def lines(self) -> list[Line]:
        """The person's own division, then what is decided and each proposal that is coded."""
        own = Line("Your division", "", len(self.made), _counts(self._told.values()), "")
        others = [
            Line(
                _name(scheme),
                scheme.plan.get_absolute_url(),
                len(scheme.councils),
                count_of(self.outlook, scheme),
                self._query(self._lettered(scheme)),
            )
            for scheme in (self.scheme, *self.outlook.options(self.plan.area))
        ]
        return [own, *others] if self.has_choice else others

    def _query(self, letters: Mapping[int, str]) -> str:
        slugs = {body.pk: body.slug for body in self.councils}
        return urlencode([(slugs[key], letter) for key, letter in letters.items()])

    @property
    def classes(self) -> tuple[Becomes, ...]:
        return SHOWN

    @cached_property
    def groups(self) -> list[tuple[Becomes, list[Told]]]:
        """What would become of each arrangement that it touches, by class. One query."""
        held = Arrangement.objects.in_bulk(list(self._told))
        names = dict(self.outlook.bodies)
        names |= {key: Body(name=f"council {letter}") for letter, key in KEY_OF.items()}
        others = self.outlook.others(self.plan.area)
        found: dict[Becomes, list[Told]] = defaultdict(list)
        for arrangement in sorted(held.values(), key=lambda each: each.sort_name):
            told = self._told[arrangement.pk]
            partners = self.outlook.partners(arrangement.pk, self.scheme.eve)
            words = as_proposed(sentence(told, partners, self.goes, names, others))
            found[told].append(Told(arrangement, words))
        return [(told, found[told]) for told in SHOWN if told in found]


def _name(scheme: Scheme) -> str:
    return scheme.plan.option or ("Decided" if scheme.is_settled else "Nothing decided")


def _counts(told: Iterable[Becomes]) -> list[Count]:
    held = Counter(told)
    return [Count(each, held[each]) for each in SHOWN]
