"""Forms that change something."""

from __future__ import annotations

import datetime as dt
import re
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.text import slugify

from arrangements.choices import Nation, Sector
from arrangements.imports.catalogue import names
from arrangements.imports.decisions import LONGEST_REMEMBERED, NEW, Decisions, NewBody
from arrangements.imports.newbodies import bodies_called
from arrangements.imports.questions import (
    LEFT_OUT,
    HeadingAsked,
    NameAsked,
    Offered,
    TwinAsked,
    offered,
)
from arrangements.models import Body
from arrangements.partialdate import FIRST_YEAR

LATER, ANOTHER = "later", "another"
# The register holds every council there is.
SECTORS = [choice for choice in Sector.choices if choice[0] != Sector.COUNCIL]

_FINANCIAL_YEAR = re.compile(r"(\d{4})\s*[/–-]\s*(\d{4}|\d{2})", re.ASCII)


def _prefix(kind: str, key: str) -> str:
    """By what is asked, not by its place: an answer to an old page answers nothing else."""
    return f"{kind}-{sha256(key.encode()).hexdigest()[:12]}"


class YearField(forms.IntegerField):
    """A year. A financial year is the one that it begins in."""

    def to_python(self, value: Any) -> int | None:
        found = _FINANCIAL_YEAR.fullmatch(str(value or "").strip())
        if found and int(found[2]) % 100 == (int(found[1]) + 1) % 100:
            return int(found[1])
        return super().to_python(value)


class SourceForm(forms.Form):
    """Who says what a list says, and as of when. Both are asked once for the whole list."""

    said_by = forms.CharField(label="Who says so?", max_length=500, required=False)
    said_in = YearField(
        label="As of which year?",
        required=False,
        min_value=FIRST_YEAR,
        error_messages={
            "invalid": "Give the year as four figures, such as 2025; a financial year as 2024/25."
        },
    )

    def clean_said_in(self) -> int | None:
        year: int | None = self.cleaned_data["said_in"]
        if year and year > dt.date.today().year:
            raise forms.ValidationError(f"{year} is still to come. Give the year it was true.")
        return year


class FileForm(forms.Form):
    """A spreadsheet. What is wrong inside it is said by the reader of files."""

    file = forms.FileField(
        label="Spreadsheet",
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": "Choose a file to upload."},
        widget=forms.FileInput(attrs={"class": "govuk-file-upload"}),
    )


class ListForm(FileForm):
    """A spreadsheet to be compared, and whose list it is, where that is said."""

    about = forms.CharField(label="Whose list is it?", required=False, max_length=300)

    def clean_about(self) -> str:
        """The code of the body; "" where nobody is named."""
        text: str = self.cleaned_data["about"].strip()
        if not text:
            return ""
        match = names().resolve(text)
        if match.body:
            return match.body.code
        near = " or ".join(f"“{each.body.name}”" for each in match.near[:3])
        raise forms.ValidationError(
            f"“{text}” could not be matched to one public body. "
            + (f"Did you mean {near}?" if near else "Give its full name, as on its page here.")
        )


class UploadForm(FileForm, SourceForm):
    """A spreadsheet to be planned."""

    field_order = ("file", "said_by", "said_in")


class HeadingForm(forms.Form):
    """What one heading is: a column's key, "-" to leave it out, or nothing to decide later."""

    column = forms.CharField(required=False)
    remember = forms.BooleanField(required=False)

    def __init__(self, asked: HeadingAsked, data: Any = None) -> None:
        held = {"column": asked.taken, "remember": asked.remembered}
        key = f"{asked.tab} {asked.key}"
        super().__init__(data, prefix=_prefix("heading", key), initial=held)
        self.asked = asked

    def clean_column(self) -> str:
        key: str = self.cleaned_data["column"]
        near = [self.asked.nearest] if self.asked.nearest else []
        if key not in {"", LEFT_OUT, *(c.key for c in (*near, *self.asked.others))}:
            raise forms.ValidationError(f"“{key[:40]}” is not one of our columns.")
        return key

    def decide(self, decisions: Decisions) -> None:
        column, remember = self.cleaned_data["column"], self.cleaned_data["remember"]
        if column and (column, remember) != (self.asked.taken, self.asked.remembered):
            key = "" if column == LEFT_OUT else column
            decisions.match_heading(self.asked.heading, key, remember=remember)


class NameForm(forms.Form):
    """Which body one name means. `offered` are the bodies to choose from."""

    body = forms.CharField(required=False)
    search = forms.CharField(required=False, max_length=300)
    name = forms.CharField(required=False, max_length=LONGEST_REMEMBERED)
    sector = forms.ChoiceField(
        required=False,
        choices=SECTORS,
        error_messages={"invalid_choice": "Choose a sector from the list."},
    )
    nation = forms.ChoiceField(
        required=False,
        choices=Nation.choices,
        error_messages={"invalid_choice": "Choose a nation from the list."},
    )
    remember = forms.BooleanField(required=False)

    def __init__(self, asked: NameAsked, data: Any = None) -> None:
        super().__init__(data, prefix=_prefix("name", asked.key))
        self.asked = asked
        self.offered: list[Offered] = list(asked.offered)
        self.code = ""
        self.new: NewBody | None = None

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        match facts.get("body", ""):
            case "" | "later":
                pass
            case "another":
                self._find(facts.get("search", ""))
            case "new":
                self._make(facts)
            case code if Body.objects.filter(code=code).exists():
                self.code = code
            case _:
                self.add_error("body", "That body is not in the register.")
        return facts

    def _find(self, text: str) -> None:
        if not text:
            self.add_error("search", "Give the name or the code of the body.")
            return
        match = names().resolve(text)
        if match.body:
            self.code = match.body.code
            return
        near = Body.objects.filter(code__in=[each.body.code for each in match.near])
        found = {body.code: body for body in near}
        self.offered = [offered(found[each.body.code]) for each in match.near]
        self.add_error(
            "search",
            f"“{text[:60]}” does not say for certain which body is meant."
            + (" Choose one of those above, or give its code." if self.offered else ""),
        )

    def _make(self, facts: dict[str, Any]) -> None:
        name, sector, nation = (facts.get(key, "") for key in ("name", "sector", "nation"))
        new = NewBody(name, sector or Sector.OTHER, nation)
        if not slugify(name):
            self.add_error("name", "Give the new body's name.")
        elif held := bodies_called(new).first():
            self.offered = [offered(held), *(o for o in self.offered if o.code != held.code)]
            self.add_error("name", f"There is a body of this name already. Choose “{held}” above.")
        if not nation and "nation" not in self.errors:
            self.add_error("nation", "Say in which nation the new body works.")
        if not self.errors:
            self.new = new

    def decide(self, decisions: Decisions) -> None:
        remember = self.cleaned_data["remember"]
        if self.new:
            decisions.make_body(self.asked.text, self.new, remember=remember)
        elif self.code:
            decisions.choose_body(self.asked.text, self.code, remember=remember)


class TwinForm(forms.Form):
    """Whether a row is the arrangement it looks like, or a new one."""

    said = forms.CharField(required=False)

    def __init__(self, asked: TwinAsked, data: Any = None) -> None:
        super().__init__(data, prefix=_prefix("twin", f"{asked.key} {asked.reference}"))
        self.asked = asked

    def clean_said(self) -> str:
        said: str = self.cleaned_data["said"]
        if said not in {"", LATER, NEW, self.asked.reference}:
            raise forms.ValidationError("Say whether it is the same or a new one.")
        return "" if said == LATER else said

    def decide(self, decisions: Decisions) -> None:
        if self.cleaned_data["said"]:
            decisions.settle_twin(self.asked.key, self.cleaned_data["said"])
