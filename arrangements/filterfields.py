"""Form fields for parameters that may stand several times in a query string."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import Any

import django_filters as df
from django import forms
from django.db.models import QuerySet

from arrangements.folding import fold
from arrangements.models import Body
from arrangements.search.find import Asked, asked_for

LONGEST_SEARCH = 200


def too_long(search: str) -> str:
    """What is wrong with a search past the limit, and what to do."""
    return (
        f"A search can have up to {LONGEST_SEARCH} characters; this one has {len(search):,}."
        " A few words are enough: a body, a service or a place."
    )


class RepeatedInput(forms.TextInput):
    """An input whose name may stand several times in the query string; it shows the first."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name)

    def format_value(self, value: Any) -> str | None:
        return super().format_value(value[0] if value else "")


class Repeated(forms.MultipleChoiceField):
    """Values that are not of a list: each field says for itself what it takes."""

    widget: Any = RepeatedInput

    def label_of(self, value: Any) -> str:
        """A value, once it is understood, in words."""
        return str(value)


class Texts(Repeated):
    """Any texts, up to a length."""

    def valid_value(self, value: str) -> bool:
        if len(value) > LONGEST_SEARCH:
            raise forms.ValidationError(too_long(value))
        if value.strip() and not fold(value):
            raise forms.ValidationError(
                f"There is nothing to search for in “{value[:40]}”. Give a word in plain letters,"
                " or a number: part of the name of a body, a service, a place or an arrangement."
            )
        return "\x00" not in value


class Days(Repeated):
    """Days in the form 2012-06-30."""

    widget = RepeatedInput(attrs={"type": "date"})

    def label_of(self, value: dt.date) -> str:
        return f"{value.day} {value:%B %Y}"

    def clean(self, value: Any) -> list[dt.date]:
        return [self._day(text) for text in value or [] if text]

    @staticmethod
    def _day(text: str) -> dt.date:
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                raise ValueError
            return dt.date.fromisoformat(text)
        except ValueError:
            raise forms.ValidationError(
                f"“{text[:40]}” is not a day. Write it as year, month and day: 2012-06-30."
            ) from None


class WordsFilter(df.MultipleChoiceFilter):
    """Any of some coded words: a class of them, a list, or a function that makes one."""

    def __init__(
        self, label: str, options: Any, method: str = "", *, field_name: str | None = None
    ) -> None:
        words = options.choices if hasattr(options, "choices") else options
        super().__init__(
            label=label,
            # A function, because a list would be copied, value by value, for each query string.
            choices=words if callable(words) else lambda: words,
            method=method or None,
            field_name=field_name,
            distinct=False,
            widget=forms.CheckboxSelectMultiple,
        )


class TextsFilter(df.MultipleChoiceFilter):
    field_class = Texts


class DaysFilter(df.MultipleChoiceFilter):
    field_class = Days


class BodiesFilter(df.ModelMultipleChoiceFilter):
    def __init__(self, label: str, method: str) -> None:
        super().__init__(label=label, method=method, queryset=_all_bodies, to_field_name="slug")


def _all_bodies(request: Any) -> QuerySet[Body]:
    return Body.objects.only("slug", "name", "start", "end")


class SearchedSet(df.FilterSet):
    """A filterset with words to search for; `by_text` says what they leave."""

    q = TextsFilter(label="Search", method="by_text")

    @cached_property
    def search(self) -> Asked | None:
        """The words searched for; None where there are none."""
        return asked_for(self.form.cleaned_data["q"])
