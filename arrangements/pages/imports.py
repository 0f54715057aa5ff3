"""The page of an import: what it would change, what it asks, and what a person answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet

from arrangements.forms import HeadingForm, NameForm, SourceForm, TwinForm
from arrangements.imports.catalogue import vocabulary
from arrangements.imports.cells import Vocabulary
from arrangements.imports.decisions import Decisions, row_in_words
from arrangements.imports.importing import seen_as, without_source
from arrangements.imports.plan import Plan
from arrangements.imports.planned import PlanChange
from arrangements.imports.preview import Preview, bodies_in, preview
from arrangements.imports.previewplans import PlanEntry, codes_in, plan_entries
from arrangements.imports.questions import Decided, Questions, column_heading, questions
from arrangements.imports.undo import plan_undo
from arrangements.imports.uploads import kept_file, kept_surroundings
from arrangements.models import Body, DataStamp, Import, RememberedHeading, RememberedName
from arrangements.reorganisation.whatif import Reclassed, reclassed
from arrangements.sentences import counted

MOST_ASKED = 20
NO_SOURCE = "Say who says so before you apply: a new arrangement has no source."

Change = Callable[[Decisions], None]


@dataclass(frozen=True)
class TableShown:
    """A sheet as it was understood, with a form for each column that can be changed."""

    taken: dict[str, Any]
    forms: list[HeadingForm]

    @property
    def is_wrong(self) -> bool:
        return any(form.is_bound and form.errors for form in self.forms)


class ImportPage:
    """Everything that is shown of an import. `data` are a person's answers, to be checked.

    `source_is_wanted` where somebody asked to apply what nobody vouches for.
    """

    def __init__(
        self,
        record: Import,
        data: Mapping[str, Any] | None = None,
        *,
        source_is_wanted: bool = False,
    ) -> None:
        self.source_is_wanted = source_is_wanted
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

    @cached_property
    def plans(self) -> list[PlanEntry]:
        """The plans of reorganisation that would change."""
        return _plans(self.plan.plans, self.plan.councils, self._vocabulary)

    @cached_property
    def reclassed(self) -> list[Reclassed]:
        """The arrangements that its plans would bring to another class, while it is not applied."""
        if not self.is_waiting or not self.plan.plans:
            return []
        return reclassed({each.slug: each.after for each in self.plan.plans})

    @property
    def in_all(self) -> str:
        """What there is to apply: "3 arrangements and 1 plan"."""
        return applied_in_words(len(self.plan.changes), len(self.plan.plans))

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

    @cached_property
    def without_source(self) -> int:
        """How many new arrangements would come without anybody who says so."""
        return without_source(self.record)

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

    @cached_property
    def headings(self) -> list[HeadingForm]:
        return [HeadingForm(each, self._data) for each in self.asked.headings]

    @cached_property
    def columns(self) -> list[HeadingForm]:
        return [HeadingForm(each, self._data) for each in self.asked.columns]

    @cached_property
    def tables(self) -> list[TableShown]:
        """What was taken as what; with the forms to change it, while that can be changed."""
        return [
            TableShown(table, [form for form in self.columns if form.asked.tab == table["tab"]])
            for table in self.plan.taken
        ]

    @cached_property
    def names(self) -> list[NameForm]:
        return [NameForm(each, self._data) for each in self.asked.names[:MOST_ASKED]]

    @cached_property
    def twins(self) -> list[TwinForm]:
        return [TwinForm(each, self._data) for each in self.asked.twins[:MOST_ASKED]]

    @cached_property
    def source(self) -> SourceForm:
        held = {"said_by": self.decisions.said_by, "said_in": self.decisions.said_in}
        return SourceForm(self._data if self._says_who else None, initial=held)

    @property
    def _says_who(self) -> bool:
        return self._data is not None and "said_by" in self._data

    def errors(self) -> list[tuple[str, str]]:
        """What is wrong with the answers, each with what it is about and the id of its field."""
        asked: list[tuple[forms.Form, str]] = [
            *((form, f"“{form.asked.heading}”: ") for form in (*self.headings, *self.columns)),
            *((form, f"“{form.asked.text[:60]}”: ") for form in self.names),
            *((form, f"{form.asked.name[:60]}: ") for form in self.twins),
            (self.source, ""),
        ]
        wrong = [
            (form[name].id_for_label, f"{about}{error}")
            for form, about in asked
            if form.is_bound
            for name, errors in form.errors.items()
            for error in errors
        ]
        if self.source_is_wanted:
            wrong.append((self.source["said_by"].id_for_label, NO_SOURCE))
        return wrong

    def change(self) -> Change | None:
        """What the answers change in the decisions; None where something is wrong with them."""
        return None if self.errors() else self._decide

    def _decide(self, decisions: Decisions) -> None:
        data = self._data or {}
        answered: list[HeadingForm | NameForm | TwinForm] = [*self.headings, *self.columns]
        for form in (*answered, *self.names, *self.twins):
            form.decide(decisions)
        if self._says_who:
            decisions.said_by = self.source.cleaned_data["said_by"]
            decisions.said_in = self.source.cleaned_data["said_in"]
        if (row := data.get("leave", "")) in self._rows():
            decisions.leave_out(row)
        kind, _, key = data.get("take-back", "").partition(":")
        decisions.take_back(kind, key)

    def _rows(self) -> set[str]:
        return {
            Decisions.row_key(each.get("tab", each["sheet"]), each["row"])
            for each in self.plan.rows
        }


def applied_in_words(arrangements: int, plans: int) -> str:
    """ "3 arrangements and 1 plan of reorganisation", or only the one of which there are any."""
    said = [counted(arrangements, "arrangement")] if arrangements or not plans else []
    if plans:
        said.append(f"{counted(plans, 'plan')} of reorganisation")
    return " and ".join(said)


def _plans(
    changes: list[PlanChange], councils: list[dict[str, str]], vocabulary: Vocabulary
) -> list[PlanEntry]:
    if not changes:
        return []
    held = Body.with_planned.filter(code__in=codes_in(changes)).values_list("code", "name")
    names = {each["code"]: each["name"] for each in councils} | dict(held)
    return plan_entries(changes, names, vocabulary)


class UndoPage:
    """What taking an import back would change, and what it would leave. Raises CannotUndo."""

    def __init__(self, record: Import) -> None:
        undo, words = plan_undo(record), vocabulary()
        names = Body.objects.filter(code__in=bodies_in(undo.plan)).values_list("code", "name")
        self.preview = preview(undo.plan, dict(names), words)
        self.changes = undo.plan.changes
        self.plans = _plans(undo.plan.plans, [], words)
        self.in_all = applied_in_words(len(self.changes), len(self.plans))
        self.is_empty = undo.plan.is_empty
        self.left = undo.left
        decisions = Decisions.from_json(record.decisions)
        self.headings = [
            (each.heading, column_heading(each.key))
            for each in RememberedHeading.objects.filter(folded__in=decisions.remember_headings)
        ]
        self.bodies = undo.bodies
        self.names = (
            RememberedName.objects.filter(folded__in=decisions.remember_names)
            .exclude(body__in=self.bodies)
            .select_related("body")
        )
