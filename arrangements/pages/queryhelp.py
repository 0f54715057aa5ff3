"""The help page of the query parameters, made from the filters alone."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from arrangements.filters import Query

FORMS = {
    "on": "A day: 2012-06-30.",
    "began": "A year: 2012. Only what is known to have run began.",
    "ended": "A year: 2012.",
    "seen": "A year: 2012.",
    "among": "A whole query string, encoded: region=london%26status=live becomes"
    " among=region%3Dlondon%26status%3Dlive. The rest of the query then narrows what that finds.",
}


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
    if name in FORMS:
        return ParameterHelp(name, label, [], FORMS[name])
    values = [(str(value), str(words)) for value, words in getattr(field, "choices", [])]
    return ParameterHelp(name, label, values, "" if values else "Any words.")
