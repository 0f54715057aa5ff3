"""Display helpers: facts in words, links of the frame, and the age of what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser, User
from django.core.paginator import Page
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from arrangements import wording
from arrangements.choices import ServiceKind
from arrangements.filters import Query
from arrangements.models import Body
from arrangements.pages.counts import data_age as age_of_the_data
from arrangements.pages.sidebar import Field, Group, groups, qualifiers
from arrangements.people import is_editor
from arrangements.reorganisation.sources import caution, site_of
from arrangements.sentences import counted
from arrangements.statutes import law_of

register = template.Library()

register.filter("status_words", wording.status)
register.filter("started_words", wording.started)
register.filter("date_words", wording.date)
register.filter("when_words", wording.when)
register.filter("law", law_of)
register.filter("money", wording.money)
register.filter("uncapital", wording.in_mid_sentence)
register.filter("listed", wording.listed)
register.filter("saving_short", wording.saving_short)
register.filter("saving_labelled", wording.saving_labelled)
register.filter("saving_sentences", wording.saving_sentences)
register.filter("site", site_of)
register.filter("caution", caution)


@register.inclusion_tag("reorganisation/_source.html")
def source_of(address: str, what: str, name: object, *, brief: bool = False) -> dict[str, Any]:
    """The source of a plan as a link, with a caution where it is second-hand; `brief` where
    that is said once for several."""
    return {
        "address": address,
        "site": site_of(address),
        "of": f"{what} {name}",
        "caution": caution(address),
        "brief": brief,
    }


@register.filter
def plural(number: int, noun: str) -> str:
    """A number with its noun: 3|plural:"partner", 2|plural:"body,bodies"."""
    return counted(number, *noun.split(","))


@register.filter
def beyond(items: Sequence[Any], shown: int) -> int:
    """How many items there are past the first few."""
    return max(len(items) - int(shown), 0)


@register.filter
def but_for(items: Sequence[Any], left_out: Sequence[Any]) -> list[Any]:
    return [item for item in items if item not in left_out]


@register.filter
def elided(page: Page[Any]) -> list[int | str]:
    """The page numbers to show, with a gap where there are many."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def kind_label(code: str) -> str:
    return str(ServiceKind(code).label)


@register.filter
def lifetime(body: Body) -> str:
    """ "(to 2009)" for a body that is gone, so that it is not taken for one of today."""
    return "" if body.is_current else f"(to {body.last_day.year})"


@register.filter
def may_edit(user: Any) -> bool:
    return isinstance(user, User | AnonymousUser) and is_editor(user)


@register.simple_tag
def data_age() -> str:
    return age_of_the_data()


@register.simple_tag
def filter_groups(query: Query, is_live: bool) -> list[Group]:
    """The filter form's groups of fields, as the query has them; see Field for `is_live`."""
    return groups(query, is_live=is_live)


@register.filter
def boxes(field: Field, noun: str) -> SafeString:
    return field.boxes(noun)


@register.simple_tag
def filter_qualifiers(query: Query) -> list[Field]:
    """The fields that stand in the form once a body is chosen."""
    return qualifiers(query)


@register.simple_tag(takes_context=True)
def nav_link(context: dict[str, Any], name: str, label: str) -> SafeString:
    """A line of the navigation, marked where the reader is in that part of the site."""
    address = reverse(name)
    here = request.path if (request := context.get("request")) else ""
    current = ""
    if here == address:
        current = SafeString(' aria-current="page"')
    elif here.startswith(address):
        current = SafeString(' aria-current="true"')
    return format_html(
        '<li class="site-nav__item"><a class="site-nav__link" href="{}"{}>{}</a></li>',
        address,
        current,
        label,
    )
