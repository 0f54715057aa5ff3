"""The page of an import: what it would change, what it asks, and what a person answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from arrangements.forms import HeadingForm, NameForm, SourceForm, TwinForm
from arrangements.imports.catalogue import vocabulary
from arrangements.imports.decisions import Decisions, row_in_words
from arrangements.imports.importing import seen_as
from arrangements.imports.newbodies import made_by
from arrangements.imports.plan import Plan
from arrangements.imports.preview import Preview, bodies_in, preview
from arrangements.imports.questions import Decided, Questions, column_heading, questions
from arrangements.imports.undo import plan_undo
from arrangements.imports.uploads import kept_file, kept_surroundings
from arrangements.models import Body, DataStamp, Import, RememberedHeading, RememberedName

MOST_ASKED = 20

Change = Callable[[Decisions], None]


class ImportPage:
    """Everything that is shown of an import. `data` are a person's answers, to be checked."""

    def __init__(self, record: Import, data: Mapping[str, Any] | None = None) -> None:
        self.record = record
        self.plan = Plan.from_json(record.plan or Plan(record.filename, "").as_json())
        self.decisions = Decisions.from_json(record.decisions)
        self.file_is_kept = kept_file(record) is not None
        self.is_waiting = record.state == Import.State.PLANNED
        self.can_decide = self.is_waiting and self.file_is_kept
        self._data = data
        self._vocabulary = vocabulary()
        self._around = kept_surroundings(record)
        names = Body.objects.filter(code__in=bodies_in(self.plan)).values_list("code", "name")
        self.preview: Preview = preview(self.plan, dict(names), self._vocabulary, self._around)

    @property
    def register(self) -> QuerySet[Body, tuple[str, str]]:
        """The name and code of every body, to choose from."""
        return Body.objects.order_by("name").values_list("name", "code")

    @property
    def seen(self) -> str:
        return seen_as(self.record)

    @cached_property
    def has_moved(self) -> bool:
        """Whether the catalogue or the register changed after the file was read."""
        return self.is_waiting and self.plan.stamp != str(DataStamp.current().version)

    @property
    def without_source(self) -> int:
        """How many new arrangements would come without anybody who says so."""
        return sum(
            change.before is None and not change.kept["sources"] for change in self.plan.changes
        )

    @cached_property
    def asked(self) -> Questions:
        if not self.can_decide:
            return Questions()
        return questions(self.plan, self.decisions, self._around, self._vocabulary)

    @property
    def left_out(self) -> list[Decided]:
        names = {
            Decisions.row_key(each["tab"], each["row"]): each["name"] for each in self.plan.skipped
        }
        return [
            Decided("row", key, f"{row_in_words(key)}{f', {names[key]}' if names.get(key) else ''}")
            for key in self.decisions.left_out
        ]

    def _answers(self, what: str) -> Mapping[str, Any] | None:
        return self._data if self._data and self._data.get("what") == what else None

    @cached_property
    def headings(self) -> list[HeadingForm]:
        return [HeadingForm(each, self._answers("headings")) for each in self.asked.headings]

    @cached_property
    def names(self) -> list[NameForm]:
        return [NameForm(each, self._answers("names")) for each in self.asked.names[:MOST_ASKED]]

    @cached_property
    def twins(self) -> list[TwinForm]:
        return [TwinForm(each, self._answers("twins")) for each in self.asked.twins[:MOST_ASKED]]

    @cached_property
    def source(self) -> SourceForm:
        held = {"said_by": self.decisions.said_by, "said_in": self.decisions.said_in}
        return SourceForm(self._answers("source"), initial=held)

    def errors(self) -> list[tuple[str, str]]:
        """What is wrong with the answers, each with the id of its field."""
        forms = (*self.headings, *self.names, *self.twins, self.source)
        return [
            (form[name].id_for_label, str(error))
            for form in forms
            if form.is_bound
            for name, errors in form.errors.items()
            for error in errors
        ]

    def change(self) -> Change | None:
        """What the answers change in the decisions; None where something is wrong with them."""
        data = self._data or {}
        match data.get("what"):
            case "headings" | "names" | "twins" | "source":
                return None if self.errors() else self._decide
            case "leave" if (row := data.get("row", "")) in self._rows():
                return lambda decisions: decisions.leave_out(row)
            case "take-back":
                kind, _, key = data.get("decision", "").partition(":")
                return lambda decisions: decisions.take_back(kind, key)
        return lambda decisions: None

    def _rows(self) -> set[str]:
        return {
            Decisions.row_key(each.get("tab", each["sheet"]), each["row"])
            for each in self.plan.rows
        }

    def _decide(self, decisions: Decisions) -> None:
        match (self._data or {}).get("what"):
            case "headings":
                for heading in self.headings:
                    heading.decide(decisions)
            case "names":
                for name in self.names:
                    name.decide(decisions)
            case "twins":
                for twin in self.twins:
                    twin.decide(decisions)
            case "source":
                decisions.said_by = self.source.cleaned_data["said_by"]
                decisions.said_in = self.source.cleaned_data["said_in"]


class UndoPage:
    """What taking an import back would change, and what it would leave. Raises CannotUndo."""

    def __init__(self, record: Import) -> None:
        undo = plan_undo(record)
        names = Body.objects.filter(code__in=bodies_in(undo.plan)).values_list("code", "name")
        self.preview = preview(undo.plan, dict(names), vocabulary())
        self.changes = undo.plan.changes
        self.left = undo.left
        decisions = Decisions.from_json(record.decisions)
        self.headings = [
            (each.heading, column_heading(each.key))
            for each in RememberedHeading.objects.filter(folded__in=decisions.remember_headings)
        ]
        self.names = RememberedName.objects.filter(
            folded__in=decisions.remember_names
        ).select_related("body")
        self.bodies = made_by(Plan.from_json(record.plan))
