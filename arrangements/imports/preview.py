"""A plan as a person reads it: what is new, what would change from what to what, and what is wrong.

Pure: it takes a plan, the names of its bodies and the words for services, and makes lists to show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS, Column, Sheet
from arrangements.documents import Document, empty_document, empty_row
from arrangements.imports.cells import Date, Vocabulary
from arrangements.imports.decisions import Decisions, row_in_words
from arrangements.imports.plan import Change, Plan
from arrangements.imports.surroundings import Cell, Surroundings, glimpse
from arrangements.partialdate import PartialDate

ADDED, CHANGED, TAKEN_OUT = "Added", "Changed", "Taken out"

TITLES = {
    "arrangement_blocked": "Rows of an arrangement that has a problem itself",
    "body_unclear": "Bodies that could not be told for certain",
    "body_unknown": "Bodies that are not in the register",
    "cannot_clear": "Cells that cannot be emptied",
    "cell_needed": "Cells that cannot be empty",
    "code_unknown": "Codes that no body has",
    "ends_before_start": "Ends that come before the start",
    "financial_year": "Financial years and quarters that lie in two years",
    "joined_before_start": "Partners that joined before the start",
    "left_before_joined": "Partners that left before they joined",
    "link_blocked": "References to rows that have a problem themselves",
    "link_goes": "References to arrangements that this file takes out",
    "looks_like": "Arrangements that look like one in the catalogue",
    "loose_service": "Services that could mean several",
    "name_and_code_disagree": "Names and codes that disagree",
    "name_asked": "Rows that wait for a column with the name",
    "name_taken": "Names that another arrangement has",
    "name_twice": "Names that two rows have",
    "negative": "Savings of less than nothing",
    "no_area": "Rows that do not say which area they are about",
    "no_basis": "Savings whose basis is not known",
    "no_body_said": "Cells that say no body",
    "no_date_said": "Cells that say no date",
    "no_name": "Arrangements without a name",
    "no_predecessor": "Rows that name no council to be replaced",
    "no_reference": "Rows that do not say which arrangement they belong to",
    "no_such_date": "Dates that are not in the calendar",
    "no_such_row": "Rows to remove that are not there",
    "no_such_source": "Sources that are not there",
    "number_twice": "Rows with one number",
    "not_a_date": "Dates that could not be read",
    "not_a_mailbox": "E-mail addresses that could not be read",
    "not_a_number": "Numbers that could not be read",
    "not_a_reference": "References that could not be read",
    "not_an_address": "Web addresses that could not be read",
    "not_money": "Amounts that could not be read",
    "not_yes_or_no": "Cells that say neither yes nor no",
    "out_of_range": "Numbers that are too small or too large",
    "partner_twice": "Partners named twice",
    "partners_disagree": "Partners that differ between the sheets",
    "partners_missing": "Arrangements with fewer than two partners",
    "percentage": "Percentages where an amount is wanted",
    "plan_body": "Plans with councils that are gone or unknown",
    "plan_cycle": "Plans that lead in a circle",
    "plan_dates": "Plans with days that cannot be",
    "plan_disagrees": "Rows of one plan that differ on it",
    "plan_left_out": "Plans that leave a council out",
    "plan_moved": "Councils that go elsewhere than before, without a source of it",
    "plan_shares": "Councils given away more or less than once",
    "plan_source": "Plans without a source",
    "plan_state": "Plans whose state is not known",
    "plan_twice": "Areas and councils with two plans",
    "range_backwards": "Ranges that run from more to less",
    "range_not_amount": "Ranges where one amount is wanted",
    "reference_gone": "References of arrangements taken out before",
    "reference_twice": "References that stand in two rows",
    "reference_unknown": "References that were never issued",
    "refers_to_itself": "Arrangements that refer to themselves",
    "several_amounts": "Cells with more than one amount",
    "successor_unknown": "New councils that are not known",
    "too_long": "Texts that are too long",
    "two_dates": "Cells with two dates where one is wanted",
    "unit_unclear": "Amounts whose unit is not clear",
    "unknown_service": "Services that are not in our list",
    "unknown_word": "Words that are not in our lists",
    "vaguer_date": "Dates of which we know more",
}


@dataclass(frozen=True)
class Field:
    """One fact before and after, each as its cell would show it; "" where there is none."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True)
class Part:
    """A row of another sheet that comes, goes or changes."""

    title: str
    outcome: str
    fields: list[Field]


@dataclass(frozen=True)
class Entry:
    """One arrangement that would be new, changed or taken out. A new one may have no reference."""

    reference: str
    name: str
    fields: list[Field]
    parts: list[Part]
    incomplete: bool
    row: str = ""

    @property
    def place(self) -> str:
        return row_in_words(self.row)


@dataclass(frozen=True)
class Found:
    """A problem or a note, with its kind in words and its place in the file."""

    kind: str
    tab: str
    row: int
    column: str
    heading: str
    value: str
    message: str
    suggestion: str
    about: str
    taken: dict[str, Any] = field(default_factory=dict)
    around: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The row, as decisions name it."""
        return Decisions.row_key(self.tab, self.row)

    @property
    def cells(self) -> list[Cell]:
        """The cell and its neighbours, as they stand in the sheet."""
        return glimpse(self.taken, self.around, self.column, self.value)

    @property
    def heading_row(self) -> int | str:
        return self.taken.get("heading_row", "")


@dataclass(frozen=True)
class Kind:
    """All problems, or notes, of one kind."""

    title: str
    found: list[Found]
    code: str = ""


class Entries(Sequence[Entry]):
    """The entries of many changes, each put into words only when it is looked at."""

    def __init__(self, changes: list[Change], words: Callable[[Change], Entry]) -> None:
        self._changes, self._words = changes, words

    def __len__(self) -> int:
        return len(self._changes)

    @overload
    def __getitem__(self, at: int) -> Entry: ...

    @overload
    def __getitem__(self, at: slice) -> list[Entry]: ...

    def __getitem__(self, at: int | slice) -> Entry | list[Entry]:
        if isinstance(at, slice):
            return [self._words(change) for change in self._changes[at]]
        return self._words(self._changes[at])


@dataclass(frozen=True)
class Preview:
    """Everything that the page shows of a plan.

    `partly` counts the arrangements with problems that their good rows change all the same.
    """

    new: Sequence[Entry]
    changed: Sequence[Entry]
    removed: Sequence[Entry]
    same: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Kind] = field(default_factory=list)
    notes: list[Kind] = field(default_factory=list)
    problem_rows: int = 0
    partly: int = 0

    @property
    def sections(self) -> dict[str, Sequence[Any]]:
        """The parts of the preview by name; problems and notes as one list each."""
        return {
            "problems": [each for kind in self.problems for each in kind.found],
            "new": self.new,
            "changed": self.changed,
            "removed": self.removed,
            "same": self.same,
            "notes": [each for kind in self.notes for each in kind.found],
            **{kind.code: kind.found for kind in self.problems},
        }


def bodies_in(plan: Plan) -> set[str]:
    """The codes of the bodies whose names the preview needs."""
    return {
        partner["body"]
        for change in plan.changes
        for document in (change.before, change.after)
        if document
        for partner in document["partners"]
    }


def preview(
    plan: Plan,
    names: Mapping[str, str],
    vocabulary: Vocabulary,
    around: Surroundings | None = None,
) -> Preview:
    """What to show of a plan. `names` are those of its bodies, by code."""
    wrong = [row for row in plan.rows if row["problems"]]
    incomplete = {row["reference"] for row in wrong} - {""}
    shown = Words({body["code"]: body["name"] for body in plan.bodies} | dict(names), vocabulary)

    def entries(changes: Iterable[Change]) -> Entries:
        return Entries(list(changes), lambda c: shown.entry(c, c.reference in incomplete))

    made = Preview(
        new=entries(change for change in plan.changes if not change.before),
        changed=entries(change for change in plan.changes if change.before and change.after),
        removed=entries(change for change in plan.changes if not change.after),
        problem_rows=len(wrong),
        partly=sum(change.reference in incomplete for change in plan.changes),
    )
    same = {
        row["reference"]: row["name"]
        for row in plan.rows
        if row["outcome"] == "same" and row["reference"]
    }
    touched = incomplete | {change.reference for change in plan.changes}
    made.same.extend((ref, name) for ref, name in same.items() if ref not in touched)
    made.problems.extend(_kinds(plan, "problems", around or {}))
    made.notes.extend(_kinds(plan, "notes", around or {}))
    return made


def _kinds(plan: Plan, which: str, around: Surroundings) -> Iterator[Kind]:
    """Problems by their kind, the most frequent first."""
    taken = {table["tab"]: table for table in plan.taken}
    kinds: dict[str, list[Found]] = defaultdict(list)
    for row in plan.rows:
        tab = row.get("tab", row["sheet"])
        for problem in row[which]:
            kinds[problem["code"]].append(
                Found(
                    TITLES.get(code := problem["code"], code.replace("_", " ").capitalize()),
                    tab,
                    row["row"],
                    problem["column"],
                    problem["heading"],
                    problem["value"],
                    problem["message"],
                    problem["suggestion"],
                    row["name"] or row["reference"],
                    taken.get(tab, {"columns": [], "unknown": []}),
                    around.get(tab, {}).get(str(row["row"]), []),
                )
            )
    for code, found in sorted(kinds.items(), key=lambda kind: len(kind[1]), reverse=True):
        yield Kind(found[0].kind, found, code)


class Words:
    """Says facts in words."""

    def __init__(self, names: Mapping[str, str], vocabulary: Vocabulary) -> None:
        self._names, self._vocabulary = names, vocabulary

    def entry(self, change: Change, incomplete: bool) -> Entry:
        known = change.after or change.before or {}
        blank = empty_document(change.reference)
        before, after = change.before or blank, change.after or blank
        return Entry(
            change.reference,
            known["name"],
            list(self._fields(ARRANGEMENTS, before, after)),
            [part for sheet in CHILD_SHEETS for part in self._parts(sheet, before, after)],
            incomplete,
            change.row,
        )

    def _parts(self, sheet: Sheet, before: Document, after: Document) -> Iterator[Part]:
        was = {row["number"]: row for row in before[sheet.key]}
        becomes = {row["number"]: row for row in after[sheet.key]}
        for number in sorted(was.keys() | becomes.keys()):
            old, new = was.get(number), becomes.get(number)
            if old == new:
                continue
            blank = empty_row(sheet, number)
            outcome = CHANGED if old and new else ADDED if new else TAKEN_OUT
            fields = [
                each
                for each in self._fields(sheet, old or blank, new or blank)
                # The title of a row that comes or goes names the body already.
                if outcome == CHANGED or each.heading != "Body"
            ]
            yield Part(self._title(sheet, new or old or blank), outcome, fields)

    def _title(self, sheet: Sheet, row: Document) -> str:
        title = f"{sheet.name.removesuffix('s')} {row['number']}"
        return f"{title}: {self.body(row['body'])}" if row.get("body") else title

    def _fields(self, sheet: Sheet, before: Document, after: Document) -> Iterator[Field]:
        for column in sheet.stored:
            old, new = before[column.key], after[column.key]
            if old != new:
                yield Field(column.heading, self.written(column, old), self.written(column, new))

    def body(self, code: str) -> str:
        return self._names.get(code, code)

    def written(self, column: Column, value: Any) -> str:
        """A fact as its cell would show it; "" for none."""
        if value in ("", None, []):
            return ""
        if column.key == "body":
            return self.body(value)
        if isinstance(column.cell, Date):
            return PartialDate(value).in_words
        if "£" in column.heading and isinstance(value, int):
            return f"£{value:,}"
        return str(column.cell.write(value, self._vocabulary))
