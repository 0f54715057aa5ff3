"""The values of a filter form as HTML. There are hundreds on a page, too many for a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

# A small mark in the colour of a kind of service.
MARKED = "service_kind"

_safe = lru_cache(maxsize=10_000)(escape)


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen. `count` is what it would leave, None where nobody counts."""

    value: str
    label: str
    chosen: bool
    count: int | None = None

    @property
    def leads_nowhere(self) -> bool:
        return self.count == 0 and not self.chosen


def in_select(options: Sequence[Option], *, is_live: bool) -> str:
    """The options of a select, none selected; see Field for `is_live`."""
    parts = []
    for each in options:
        value, label = _safe(each.value), _safe(each.label)
        if each.count is None:
            parts.append(f'<option value="{value}">{label}</option>')
        elif is_live:
            state = " hidden disabled" if each.leads_nowhere else ""
            parts.append(
                f'<option value="{value}"{state} data-label="{label}">{label} ({each.count:,})'
                "</option>"
            )
        elif not each.leads_nowhere:
            parts.append(f'<option value="{value}">{label} ({each.count:,})</option>')
    return "".join(parts)


def selected(options: str, value: str) -> SafeString:
    """The options of a select with one of them selected; none for ""."""
    if value:
        start = f'<option value="{_safe(value)}"'
        options = options.replace(start, f"{start} selected", 1)
    return mark_safe(options)


def as_boxes(name: str, options: Sequence[Option], noun: str, *, is_live: bool) -> SafeString:
    """A checkbox for each value; `noun` is what is counted."""
    parts = []
    for each in options:
        if each.leads_nowhere and not is_live:
            continue
        value, number = _safe(each.value), ""
        if each.count is not None:
            number = (
                f' <span class="filters__number" data-count>{each.count:,}'
                f'<span class="govuk-visually-hidden"> {noun}</span></span>'
            )
        mark = f'<span class="kind-mark kind-{value}"></span>' if name == MARKED else ""
        parts.append(
            f'<div class="govuk-checkboxes__item"{" hidden" if each.leads_nowhere else ""}>'
            f'<input class="govuk-checkboxes__input" type="checkbox" id="filter-{name}-{value}"'
            f' name="{name}" value="{value}"{" checked" if each.chosen else ""}>'
            f'<label class="govuk-label govuk-checkboxes__label" for="filter-{name}-{value}">'
            f"{mark}{_safe(each.label)}{number}</label></div>\n"
        )
    return mark_safe("".join(parts))
