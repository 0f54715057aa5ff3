"""A query string understood: what is asked, what is wrong with it, and how it is said in words."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from arrangements.badquery import BadQuery, no_such_body, no_such_name, no_such_value
from arrangements.filterfields import Repeated
from arrangements.models import Body
from arrangements.search.find import Asked

# Marks that campaigns, and the sites on which a link is shared, add to addresses.
IGNORED = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id")
NOT_FILTERS = frozenset({"page", "sort"})


def refuse_others(asked: QueryDict, known: Container[str]) -> None:
    """For a page of few parameters: raises BadQuery for one that it does not know."""
    for name in asked:
        if name not in known and not IGNORED.fullmatch(name):
            raise BadQuery(f"“{name[:80]}” is not something that this page can be asked for.")


@dataclass(frozen=True)
class Chip:
    """One chosen value: what it is of, what it is, and the query string without it."""

    label: str
    value: str
    without: str


class QueryString:
    """A query string understood. Raises BadQuery for a name or value that means nothing.

    `filterset` says what can be asked for; `unoffered` what of it no form offers.
    """

    filterset: Any
    unoffered: Sequence[str] = ()

    def __init__(self, data: QueryDict) -> None:
        self._data = QueryDict(mutable=True)
        for name, values in data.lists():
            if not IGNORED.fullmatch(name):
                self._data.setlist(name, [value for value in values if value])
        if self._data:
            self._refuse_nonsense()

    def _refuse_nonsense(self) -> None:
        known = {*self._filters.filters, "page"}
        for name in self._data:
            if name not in known:
                raise no_such_name(self._data, name, sorted(known))
        if self.form.errors:
            name, errors = next(iter(self.form.errors.items()))
            raise self._wrong(name, str(errors[0]))

    @cached_property
    def _filters(self) -> Any:
        """Made only when it is wanted: a page kept from before asks nothing of an empty query."""
        filters = self.filterset(self._data)
        filters.form.is_valid()
        return filters

    @property
    def form(self) -> Any:
        return self._filters.form

    def _wrong(self, name: str, message: str) -> BadQuery:
        field, values = self.form.fields[name], self._data.getlist(name)
        if not isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
            return BadQuery(message)
        if isinstance(field, Repeated) and "Select a valid" not in message:
            return BadQuery(message)
        if isinstance(field, forms.ModelMultipleChoiceField):
            bodies = list(Body.objects.values_list("slug", "name"))
            bad = next((v for v in values if v not in dict(bodies)), values[0])
            return no_such_body(self._data, name, bad, bodies)
        options = [(str(value), str(words)) for value, words in getattr(field, "choices", [])]
        bad = next((v for v in values if v not in dict(options)), "")
        return no_such_value(self._data, name, bad, options)

    @property
    def _cleaned(self) -> dict[str, Any]:
        return self.form.cleaned_data

    def values(self, name: str) -> list[str]:
        """What was asked for under a name, as it stands in an address."""
        values = self._cleaned.get(name) or []
        return [value.slug if isinstance(value, Body) else str(value) for value in values]

    @property
    def search(self) -> Asked | None:
        """The words searched for, with what they find whatever else is asked."""
        found: Asked | None = self._filters.search
        return found

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form of the others must hand on: names and values that it does not offer."""
        return [(name, value) for name in self.unoffered for value in self._data.getlist(name)]

    @property
    def page(self) -> str:
        return self._data.get("page") or "1"

    @cached_property
    def string(self) -> str:
        """The canonical query string, without the page."""
        return self._string({"page"})

    def _string(self, leave_out: set[str], name: str = "", value: str = "") -> str:
        if not self._data:
            return ""
        copy = QueryDict(mutable=True)
        for each in (*self._filters.filters, "page"):
            if each in leave_out or each not in self._data:
                continue
            kept = [v for v in self._data.getlist(each) if (each, v) != (name, value)]
            copy.setlist(each, list(dict.fromkeys(kept)))
        return copy.urlencode()

    def string_searching(self, text: str) -> str:
        """The query string with another search in place of this one's, from its first page."""
        copy = QueryDict(self.string, mutable=True)
        copy["q"] = text
        return copy.urlencode()

    @cached_property
    def chips(self) -> list[Chip]:
        """Every chosen value, each with the way to take it back."""
        found = []
        for name, field in self.form.fields.items():
            if name in NOT_FILTERS or name not in self._data:
                continue
            labels = self._labels(name, field)
            for value in dict.fromkeys(self._data.getlist(name)):
                without = self._string({"page"}, name, value)
                found.append(Chip(str(field.label), labels.get(value, value), without))
        return found

    @property
    def words(self) -> str:
        """Everything that was chosen, in words; "" where nothing was."""
        return "; ".join(f"{chip.label}: {chip.value}" for chip in self.chips)

    def _labels(self, name: str, field: forms.Field) -> dict[str, str]:
        if isinstance(field, forms.ModelMultipleChoiceField):
            return {body.slug: body.name for body in self._cleaned[name]}
        if isinstance(field, Repeated):
            words = map(field.label_of, self._cleaned[name])
            return dict(zip(self._data.getlist(name), words, strict=True))
        return {str(v): str(label) for v, label in getattr(field, "choices", [])}
