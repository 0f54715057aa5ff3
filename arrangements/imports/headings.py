"""Which row holds the headings, which of our columns they are, and which rows are no data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from rapidfuzz import fuzz, process

from arrangements.columns import ARRANGEMENTS, REORGANISATION, SHEETS, Column, Sheet
from arrangements.folding import fold
from arrangements.imports.cells import Raw, canonical_text, is_empty
from arrangements.imports.money import heading_without_unit
from arrangements.imports.problems import FileProblem
from arrangements.imports.read import RawSheet

LOOK_AT_ROWS, JUDGE_BY_ROWS = 30, 100
NEAR_ENOUGH = 70
_REFERENCE = re.compile(r"ss ?[0-9]+")
# What a slip of the keyboard leaves of a reference counts, and what a Reference cell may say else.
_LIKE_A_REFERENCE = re.compile(r"ss|(?:new|clear)$")
_NUMBERED = re.compile(r"(.+?) (?:no |number )?(?:\d{1,2}|[a-h])")
_PARTNERS = {"partners", "lead", "host"}
_WHOLE = re.compile(r"[0-9]+(?:\.0+)?")
# Sheets of our own workbooks that hold no rows of the catalogue.
_OURS_TO_READ_BY = {"problems", "about", "lists", "help", "how to fill in"}
_TOTALS = ("total", "grand total", "sub total", "subtotal", "overall total", "totals")


@dataclass(frozen=True)
class Table:
    """The table found on a sheet: where its headings are and which columns they stand for.

    `own_numbers` is what is unknown because it numbers the list's rows, and names none of ours.
    """

    sheet: Sheet
    raw: RawSheet
    heading_row: int
    heading_lines: int
    columns: dict[int, Column]
    unknown: dict[int, str] = field(default_factory=dict)
    own_numbers: dict[int, str] = field(default_factory=dict)

    @cached_property
    def headings(self) -> dict[int, str]:
        """The headings as they stand in the file, by column from 0; two lines in one."""
        first = self.heading_row - 1
        lines = self.raw.rows[first : first + self.heading_lines]
        return _joined(lines)

    def asked(self, matched: Mapping[str, str]) -> dict[int, str]:
        """The unknown headings, by column, that nobody has matched or left out yet."""
        return {
            at: heading
            for at, heading in self.unknown.items()
            if fold(heading) not in matched and at not in self.own_numbers
        }

    def are_several(self, column: Column) -> bool:
        """Whether more than one column of the table is this one ("Partner 1", "Partner 2")."""
        return column.key in self._several

    @cached_property
    def _several(self) -> set[str]:
        counted = Counter(column.key for column in self.columns.values())
        return {key for key, times in counted.items() if times > 1}

    @property
    def is_named_so(self) -> bool:
        """Whether the tab, or the file, has the name of the sheet that it was taken as."""
        return fold(self.raw.name) == fold(self.sheet.name)

    @property
    def is_misnamed(self) -> bool:
        """Whether it has the name of another sheet, or is one of those that go by their names."""
        ours = {fold(sheet.name) for sheet in SHEETS}
        return not self.is_named_so and (
            self.sheet is not ARRANGEMENTS or fold(self.raw.name) in ours
        )

    @property
    def is_usable(self) -> bool:
        """Whether it is of arrangements or plans, or names arrangements by our references."""
        if self.sheet in (ARRANGEMENTS, REORGANISATION):
            return True
        places = [at for at, column in self.columns.items() if column.key == "reference"]
        said = [
            fold(canonical_text(row[at]))
            for _, row in islice(self._below(), JUDGE_BY_ROWS)
            for at in places
            if at < len(row) and not is_empty(row[at])
        ]
        return sum(bool(_REFERENCE.match(text)) for text in said) > len(said) / 2

    def rows(self) -> Iterator[tuple[int, dict[int, Raw]]]:
        """Each row that has anything in a known column, with the number that the program shows."""
        for number, row in self._below():
            cells = {at: row[at] for at in self.columns if at < len(row)}
            if number not in self.passed_over and not all(map(is_empty, cells.values())):
                yield number, cells

    @cached_property
    def passed_over(self) -> dict[int, str]:
        """The numbers of rows below the headings that are no data, each with the reason."""
        found = ((number, self._why_not(number, row)) for number, row in self._below())
        return {number: why for number, why in found if why}

    def _below(self) -> Iterator[tuple[int, list[Raw]]]:
        start = self.heading_row - 1 + self.heading_lines
        return enumerate(self.raw.rows[start:], start + 1)

    def _why_not(self, number: int, row: list[Raw]) -> str:
        filled = [at for at, value in enumerate(row) if not is_empty(value)]
        if not filled:
            return ""
        if len(filled) > 1 and all(
            self.headings.get(at) == canonical_text(row[at]) for at in filled
        ):
            return "the headings again"
        at = filled[0]
        first = fold(canonical_text(row[at]))
        if first.startswith(_TOTALS):
            words = [at for at in filled if not re.search(r"\d", canonical_text(row[at]))]
            if len(words) == 1:
                return "a total"
        key = self.columns[at].key if at in self.columns else ""
        if key == "reference" and _REFERENCE.match(first):
            return ""
        alone = len(filled) == 1 and len(self.columns) > 2
        in_place = key in {"reference", "name"}
        if alone and key in _PARTNERS and any(map(canonical_text, self.raw.rows[number - 2])):
            return ""  # It goes on from the row above, whose partners it may hold.
        return "a note" if alone and (not in_place or number > self._last_full_row) else ""

    @cached_property
    def _last_full_row(self) -> int:
        """The last row with more than one cell filled."""
        full = (
            number for number, row in self._below() if sum(not is_empty(value) for value in row) > 1
        )
        return max(full, default=0)


def column_letter(at: int) -> str:
    """The letter that the spreadsheet program shows for a column, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, left = divmod(at - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def tables(
    raw_sheets: list[RawSheet], matched: Mapping[str, str] | None = None
) -> tuple[list[Table], dict[str, str]]:
    """The tables of a file; and the sheets left out, each with the reason.

    `matched` says which column's key a heading, folded, is ("" for none). Raises FileProblem where
    there is no list of arrangements that we could recognise.
    """
    found: list[Table] = []
    left_out: dict[str, str] = {}
    for raw in raw_sheets:
        table = None if raw.hidden else _likeliest(raw, matched or {})
        if table:
            found.append(_without_own_numbers(table, matched or {}))
        elif fold(raw.name) not in _OURS_TO_READ_BY:
            why = "it is hidden" if raw.hidden else "no row of it has headings that we know"
            left_out[raw.name] = why
    if not found:
        raise FileProblem(_what_is_missing(raw_sheets, matched or {}))
    return sorted(found, key=lambda table: SHEETS.index(table.sheet)), left_out


def _what_is_missing(raw_sheets: list[RawSheet], matched: Mapping[str, str]) -> str:
    """Of a file without a list that we could recognise: what it lacks, and what to do."""
    read = (_table(raw, ARRANGEMENTS, matched, told=False) for raw in raw_sheets if not raw.hidden)
    nearly = max(filter(None, read), key=lambda table: len(table.columns), default=None)
    if nearly is None:
        expected = ", ".join(column.heading for column in ARRANGEMENTS.columns[1:5])
        return (
            "No row of headings that we know was found. One of the first"
            f" {LOOK_AT_ROWS} rows should have headings such as {expected}."
        )
    known = ", ".join(f"“{nearly.headings[at]}”" for at in nearly.columns)
    return (
        f"Row {nearly.heading_row} of “{nearly.raw.name}” has headings that we know ({known}), but"
        " no column says what each arrangement is called. Add one with the heading “Name”, or give"
        " that heading to the column that says it, and upload the list again."
    )


def _likeliest(raw: RawSheet, matched: Mapping[str, str]) -> Table | None:
    """What a sheet is, by its headings: its name counts where these fit two of our sheets alike.

    Rows that belong to arrangements are told from a list of arrangements by our references too.
    """
    read = (_table(raw, sheet, matched) for sheet in SHEETS)
    found = [table for table in read if table and (table.is_named_so or table.is_usable)]
    if not found:
        return None
    return max(
        found,
        key=lambda table: (len(table.columns), table.is_named_so, table.sheet is ARRANGEMENTS),
    )


def _without_own_numbers(table: Table, matched: Mapping[str, str]) -> Table:
    """Under "Ref", what is nothing like a reference of ours is the list's own.

    Unless a person said that it is ours. Plain numbers are left out, anything else is asked about.
    """
    places = [at for at, column in table.columns.items() if column.key == "reference"]
    if table.sheet is not ARRANGEMENTS or not places or not _is_in_own_words(table, matched):
        return table
    (at,) = places
    cells = (row[at] for _, row in table._below() if at < len(row) and not is_empty(row[at]))
    texts = [canonical_text(cell) for cell in cells]
    heading = table.headings[at]
    is_ours = fold(heading) in matched or fold(heading) == fold(table.columns[at].heading)
    if not texts or is_ours or any(_LIKE_A_REFERENCE.match(fold(text)) for text in texts):
        return table
    columns = {place: column for place, column in table.columns.items() if place != at}
    unknown = dict(sorted({**table.unknown, at: heading}.items()))
    own = {at: heading} if all(map(_WHOLE.fullmatch, texts)) else {}
    return replace(table, columns=columns, unknown=unknown, own_numbers=own)


def _is_in_own_words(table: Table, matched: Mapping[str, str]) -> bool:
    """Whether it names arrangements, or some heading is not ours and may turn out to name them."""
    named = any(column.key == "name" for column in table.columns.values())
    said = any(fold(heading) in matched for heading in table.headings.values())
    return named or said or bool(table.unknown)


def refuse_if_empty(found: list[Table]) -> None:
    """Raises FileProblem where there are headings and nothing under any of them."""
    if not any(True for table in found for _ in table.rows()):
        first = found[0]
        raise FileProblem(
            f"There are no rows under its headings, which are in row {first.heading_row} of"
            f" “{first.raw.name}”. Check that you chose the right file."
        )


def _joined(lines: list[list[Raw]]) -> dict[int, str]:
    """Headings over one or more lines, by column."""
    headings: dict[int, str] = {}
    for line in lines:
        for at, value in enumerate(line):
            text = canonical_text(value)
            if text:
                headings[at] = f"{headings[at]} {text}" if at in headings else text
    return headings


def _table(
    raw: RawSheet, sheet: Sheet, matched: Mapping[str, str], *, told: bool = True
) -> Table | None:
    """The row, or two rows, with the most known headings, if they say which arrangement.

    With `told` False, even if they do not.
    """
    best: Table | None = None
    for number in range(1, min(len(raw.rows), LOOK_AT_ROWS) + 1):
        if all(is_empty(value) for value in raw.rows[number - 1]):
            continue
        for lines in (1, 2):
            table = _table_at(raw, sheet, number, lines, matched, told)
            if table and (best is None or len(table.columns) > len(best.columns)):
                best = table
    return best


def _table_at(
    raw: RawSheet,
    sheet: Sheet,
    number: int,
    lines: int,
    matched: Mapping[str, str],
    told: bool,
) -> Table | None:
    columns: dict[int, Column] = {}
    headings = _joined(raw.rows[number - 1 : number - 1 + lines])
    read = ((at, _column(text, sheet, matched)) for at, text in headings.items())
    found = [(at, column) for at, column in read if column]
    for at, column in sorted(found, key=lambda each: _claim(headings[each[0]], each[1], matched)):
        taken = {held.key for held in columns.values()}
        if column.key not in taken or _is_one_of_several(headings[at], column):
            columns[at] = column.under(headings[at])
    columns = dict(sorted(columns.items()))
    unknown = {at: text for at, text in headings.items() if at not in columns}
    keys = {column.key for column in columns.values()}
    if len(keys) < 2 or (told and not sheet.is_told_by(keys)):
        return None
    return Table(sheet, raw, number, lines, columns, unknown)


def _claim(heading: str, column: Column, matched: Mapping[str, str]) -> int:
    """What a person said comes first, then the name a column goes by, then one people also use."""
    wanted = _folded(heading)
    if not wanted.isdisjoint(matched):
        return 0
    return 2 if column.proper_names.isdisjoint(wanted) else 1


def _folded(heading: str) -> set[str]:
    return {fold(heading), fold(heading_without_unit(heading))}


def _column(heading: str, sheet: Sheet, matched: Mapping[str, str]) -> Column | None:
    wanted = _folded(heading)
    for folded in wanted:
        if folded in matched:
            return sheet.by_key.get(matched[folded])
    known = next((c for c in sheet.columns if wanted & c.folded_names), None)
    partners = sheet.by_key.get("partners")
    if known is None and partners and _is_one_of_several(heading, partners):
        return partners
    return known


def _is_one_of_several(heading: str, column: Column) -> bool:
    """Whether this is the "Partner 2" of a list with a column for each partner."""
    numbered = _NUMBERED.fullmatch(fold(heading))
    if column.key != "partners" or numbered is None:
        return False
    one = numbered[1]
    return not {one, f"{one}s", f"{one[:-1]}ies"}.isdisjoint(column.folded_names)


def nearest_column(heading: str, sheet: Sheet) -> Column | None:
    """The column that a heading we do not take unasked may be, or whose names are spelt like it."""
    proposed = next((c for c in sheet.columns if fold(heading) in c.proposed_names), None)
    if proposed:
        return proposed
    names = {name: column for column in sheet.columns for name in column.folded_names}
    near = process.extractOne(
        fold(heading_without_unit(heading)),
        names.keys(),
        scorer=fuzz.WRatio,
        score_cutoff=NEAR_ENOUGH,
    )
    return names[near[0]] if near else None
