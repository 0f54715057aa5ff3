"""The help page of the query parameters, made from the filters alone."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from arrangements.filters import Query

MOST_VALUES = 40


@dataclass(frozen=True)
class ParameterHelp:
    """One parameter: its name, what it asks, and its values or their form in words."""

    name: str
    label: str
    values: list[tuple[str, str]]
    form: str


def parameters_help(query: Query) -> list[ParameterHelp]:
    return [_parameter(name, field) for name, field in query.form.fields.items()]


def _parameter(name: str, field: forms.Field) -> ParameterHelp:
    label = str(field.label)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ParameterHelp(name, label, [], "The last part of a body's address at /bodies/.")
    if name == "service":
        return ParameterHelp(name, label, [], "The last part of a service's address at /services/.")
    values = [(str(value), str(words)) for value, words in getattr(field, "choices", [])]
    if name == "on":
        return ParameterHelp(name, label, [], "A day: 2012-06-30.")
    return ParameterHelp(name, label, values, "" if values else "Any words.")
