"""A council looked for on the overview of reorganisation: its area, what is planned, its pack."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import slugify

from arrangements.badquery import BadQuery
from arrangements.filterfields import LONGEST_SEARCH, too_long
from arrangements.models import Body
from arrangements.pages.bodyaddresses import meant_by
from arrangements.pages.reorganisation import state_and_day
from arrangements.querystring import refuse_others
from arrangements.reorganisation.outlook import Outlook, Scheme
from arrangements.reorganisation.words import place_of, told_as
from arrangements.search.find import current_finder
from arrangements.search.planned import ToCome
from arrangements.search.suggest import bodies_named, councils_to_come
from arrangements.search.words import words_of

MOST = 10


@dataclass(frozen=True)
class Mine:
    """A council with the plan that it is in."""

    body: Body
    scheme: Scheme
    sentence: str

    @property
    def address(self) -> str:
        return reverse("reorganisation-pack", args=[self.body.slug])

    @property
    def when(self) -> str:
        return state_and_day(self.scheme.plan)


def asked_for(query: QueryDict) -> str:
    """The name that is looked for. Raises BadQuery for a parameter that the page does not know."""
    refuse_others(query, {"q"})
    return query.get("q", "")


class MyCouncil:
    """What a name finds. Raises BadQuery where it is too long."""

    def __init__(self, text: str, outlook: Outlook) -> None:
        if len(text) > LONGEST_SEARCH:
            raise BadQuery(too_long(text))
        self.text = text.strip()
        self.councils: list[Mine] = []
        self.to_come: list[ToCome] = []
        self.others: list[Body] = []
        self.near: list[Body] = []
        words = words_of(self.text)
        if not words:
            return
        finder = current_finder()
        area_of = {key: scheme for scheme in outlook.areas for key in scheme.goes}
        for body in bodies_named(words, finder.index, area_of)[:MOST]:
            scheme = area_of[body.pk]
            where = told_as(scheme.plan, place_of(body.pk, scheme.goes, outlook.bodies))
            self.councils.append(Mine(body, scheme, f"{body.name} {where}."))
        self.to_come = councils_to_come(words, finder.planned)[:MOST]
        if not self.councils and not self.to_come:
            everybody = finder.index.register.bodies
            self.others = bodies_named(words, finder.index, everybody)[:MOST]
        if not self.councils and not self.to_come and not self.others:
            meant = meant_by(slugify(self.text))
            self.near = [meant.body] if meant.body else meant.offered
