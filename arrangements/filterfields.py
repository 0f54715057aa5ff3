"""Form fields for parameters that may stand several times in a query string."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import django_filters as df
from django import forms

from arrangements.folding import fold

LONGEST_SEARCH = 200


class RepeatedInput(forms.TextInput):
    """An input whose name may stand several times in the query string; it shows the first."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name)

    def format_value(self, value: Any) -> str | None:
        return super().format_value(value[0] if value else "")


class Texts(forms.MultipleChoiceField):
    """Any texts, up to a length."""

    widget = RepeatedInput

    def valid_value(self, value: str) -> bool:
        if len(value) > LONGEST_SEARCH:
            raise forms.ValidationError(
                f"A search can have up to {LONGEST_SEARCH} characters; this one has {len(value):,}."
            )
        if value.strip() and not fold(value):
            raise forms.ValidationError(f"There is nothing to search for in “{value[:40]}”.")
        return "\x00" not in value


class Days(forms.MultipleChoiceField):
    """Days in the form 2012-06-30."""

    widget = RepeatedInput(attrs={"type": "date"})

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


class TextsFilter(df.MultipleChoiceFilter):
    field_class = Texts


class DaysFilter(df.MultipleChoiceFilter):
    field_class = Days
