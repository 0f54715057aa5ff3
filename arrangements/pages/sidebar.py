"""The filter form and the sort links, laid out: what stands together, and as which control."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

from arrangements.facets import counts, partners
from arrangements.filters import Query
from arrangements.pages.options import Option, as_boxes, in_select, selected
from arrangements.querystring import QueryString
from arrangements.sorting import SORTS

Layout = Sequence[tuple[str, Sequence[str]]]

# Title, then fields in the order in which people ask: what, who, where, how, with whom, why.
LAYOUT: Layout = (
    ("Service", ("service_kind", "service", "service_group")),
    ("Body", ("body", "with", "lineage")),
    ("Kind of partner", ("sector", "tier", "body_kind")),
    ("Place", ("nation", "region")),
    ("Status", ("status", "why")),
    ("Model", ("model",)),
    ("Who shares with whom", ("geography", "mix", "pairing")),
    ("Motives and savings", ("motive", "savings")),
    ("Reorganisation", ("reorganisation", "becomes")),
)
SELECTS = frozenset(
    {"service", "service_group", "body", "with", "body_kind", "pairing", "why", "reorganisation"}
)
QUALIFIERS = ("with", "lineage")
HINTS = {
    "geography": "Whether the partners' areas lie next to each other.",
    "with": "Takes part in the same arrangement.",
    "becomes": "By the plans known to us. Every day in 2028 is planned.",
}


@dataclass(frozen=True)
class Field:
    """One parameter. As a select it stands once for each chosen value and once more, empty.

    `is_live` says that a script changes the numbers without a page load. Then what leads nowhere
    is there, hidden, for it may lead somewhere after; otherwise it is left out.
    """

    name: str
    label: str
    hint: str
    options: Sequence[Option]
    is_select: bool
    is_live: bool

    @property
    def values(self) -> list[str]:
        return [option.value for option in self.options if option.chosen]

    @property
    def leads_nowhere(self) -> bool:
        return all(option.leads_nowhere for option in self.options)

    @property
    def selects(self) -> list[tuple[int, SafeString]]:
        """A number and the options of each select to show: one for each chosen value, one more."""
        html = in_select(self.options, is_live=self.is_live)
        return [
            (number, selected(html, value))
            for number, value in enumerate([*self.values, ""], start=1)
        ]

    def boxes(self, noun: str) -> SafeString:
        """A checkbox for each value; `noun` is what is counted."""
        return as_boxes(self.name, self.options, noun, is_live=self.is_live)


@dataclass(frozen=True)
class Group:
    """Fields that stand together. Alone in its group by the layout, a field needs no legend."""

    title: str
    fields: Sequence[Field]
    is_one: bool

    @property
    def chosen(self) -> int:
        return sum(len(field.values) for field in self.fields)

    @property
    def leads_nowhere(self) -> bool:
        return all(field.leads_nowhere for field in self.fields)


def laid_out(layout: Layout, made: Callable[[str], Field]) -> list[Group]:
    """The groups of a layout; unless a script changes the numbers, without what leads nowhere."""
    found = []
    for title, names in layout:
        fields = [field for field in map(made, names) if field.is_live or not field.leads_nowhere]
        if fields:
            found.append(Group(title, fields, is_one=len(names) == 1))
    return found


def groups(query: Query, *, is_live: bool) -> list[Group]:
    """Every group of fields but the search text and the date, which stand alone."""
    bodies, counted = body_options(query), counts(query)
    layout = [(title, [name for name in names if is_shown(query, name)]) for title, names in LAYOUT]
    return laid_out(
        layout,
        lambda name: field(
            query,
            name,
            bodies,
            counted.get(name, {}) if is_counted(name) else None,
            is_live=is_live,
        ),
    )


def is_counted(name: str) -> bool:
    """All but what only qualifies another."""
    return name != "lineage"


def qualifiers(query: Query) -> list[Field]:
    """What only qualifies a body, for a form in which one can be chosen without a page load. Of
    bodies it offers none: they are those of the field for bodies."""
    return [field(query, name, (), is_live=True) for name in QUALIFIERS]


def is_shown(query: Query, name: str) -> bool:
    """What only qualifies a body is offered once there is one."""
    return name not in QUALIFIERS or bool(query.values("body") or query.values("with"))


def field(
    query: QueryString,
    name: str,
    bodies: Sequence[tuple[str, str]],
    counted: Mapping[str, int] | None = None,
    *,
    is_live: bool = False,
) -> Field:
    form_field = query.form.fields[name]
    choices = bodies if name in ("body", "with") else getattr(form_field, "choices", ())
    chosen = {*query.values(name)}
    options = [
        Option(
            value, str(label), value in chosen, None if counted is None else counted.get(value, 0)
        )
        for each, label in choices
        if (value := str(each))
    ]
    hint = HINTS.get(name, "")
    return Field(name, str(form_field.label), hint, options, name in SELECTS, is_live)


def body_options(query: Query) -> list[tuple[str, str]]:
    """Every body that takes part in an arrangement, and those that are asked for."""
    found = dict(partners())
    for name in ("body", "with"):
        for body in query.form.cleaned_data.get(name) or []:
            found.setdefault(body.slug, body.name)
    return sorted(found.items(), key=lambda item: item[1])


@dataclass(frozen=True)
class Sort:
    code: str
    label: str
    string: str


def sorts(query: Query) -> list[Sort]:
    """Each order with the query string that asks for it; best match only for a search."""
    found = []
    for code, label in SORTS.items():
        if code != "relevance" or query.values("q"):
            string = QueryDict(query.string, mutable=True)
            string["sort"] = code
            found.append(Sort(code, label, string.urlencode()))
    return found
