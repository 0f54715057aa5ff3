"""The filter form and the sort links, laid out: what stands together, and as which control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from arrangements.facets import counts, partners
from arrangements.filters import Query
from arrangements.sorting import SORTS

# Title, then fields in the order in which people ask: what, who, where, how, with whom, why.
LAYOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
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
class Option:
    """A value that can be chosen. `count` is what it would leave, None where nobody counts."""

    value: str
    label: str
    chosen: bool
    count: int | None = None

    @property
    def leads_nowhere(self) -> bool:
        return self.count == 0 and not self.chosen

    def html(self, selected: str) -> str:
        """As an option of a select. There are hundreds on a page, too many for a template."""
        value, label = escape(self.value), escape(self.label)
        state = " selected" if self.value == selected else ""
        if self.leads_nowhere and not state:
            state = " hidden disabled"
        if self.count is None:
            return f'<option value="{value}"{state}>{label}</option>'
        return (
            f'<option value="{value}"{state} data-label="{label}">{label} ({self.count:,})</option>'
        )


@dataclass(frozen=True)
class Field:
    """One parameter. As a select it stands once for each chosen value and once more, empty."""

    name: str
    label: str
    hint: str
    options: Sequence[Option]
    is_select: bool

    @property
    def values(self) -> list[str]:
        return [option.value for option in self.options if option.chosen]

    @property
    def leads_nowhere(self) -> bool:
        return all(option.leads_nowhere for option in self.options)

    @property
    def selects(self) -> list[tuple[int, SafeString]]:
        """A number and the options of each select to show: one for each chosen value, one more."""
        return [
            (number, mark_safe("".join(option.html(value) for option in self.options)))
            for number, value in enumerate([*self.values, ""], start=1)
        ]


@dataclass(frozen=True)
class Group:
    title: str
    fields: Sequence[Field]

    @property
    def chosen(self) -> int:
        return sum(len(field.values) for field in self.fields)

    @property
    def leads_nowhere(self) -> bool:
        return all(field.leads_nowhere for field in self.fields)


def groups(query: Query) -> list[Group]:
    """Every group of fields but the search text and the date, which stand alone."""
    bodies, counted = body_options(query), counts(query)
    return [
        Group(
            title,
            [
                field(query, name, bodies, counted.get(name, {}) if is_counted(name) else None)
                for name in names
                if is_shown(query, name)
            ],
        )
        for title, names in LAYOUT
    ]


def is_counted(name: str) -> bool:
    """All but what only qualifies another."""
    return name != "lineage"


def qualifiers(query: Query) -> list[Field]:
    """What only qualifies a body, for a form in which one can be chosen without a page load. Of
    bodies it offers none: they are those of the field for bodies."""
    return [field(query, name, ()) for name in QUALIFIERS]


def is_shown(query: Query, name: str) -> bool:
    """What only qualifies a body is offered once there is one."""
    return name not in QUALIFIERS or bool(query.values("body") or query.values("with"))


def field(
    query: Query,
    name: str,
    bodies: Sequence[tuple[str, str]],
    counted: Mapping[str, int] | None = None,
) -> Field:
    form_field = query.form.fields[name]
    choices = bodies if name in ("body", "with") else getattr(form_field, "choices", ())
    values = query.values(name)
    options = [
        Option(
            str(value),
            str(label),
            str(value) in values,
            None if counted is None else counted.get(str(value), 0),
        )
        for value, label in choices
        if value
    ]
    return Field(name, str(form_field.label), HINTS.get(name, ""), options, name in SELECTS)


def body_options(query: Query) -> list[tuple[str, str]]:
    """Every body that takes part in an arrangement, and those that are asked for."""
    found = {
        body.slug: body.name if body.is_current else f"{body.name} (to {body.last_day.year})"
        for body in partners()
    }
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
