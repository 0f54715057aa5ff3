"""What a waiting import asks of a person, and what they have decided so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from arrangements.columns import ARRANGEMENTS, SHEET_BY_NAME, Column, Sheet
from arrangements.columns.kinds import NOTE
from arrangements.documents import Document, documents
from arrangements.folding import fold
from arrangements.imports.cells import Vocabulary
from arrangements.imports.decisions import LONGEST_REMEMBERED, NEW, Decisions, row_in_words
from arrangements.imports.plan import Plan
from arrangements.imports.preview import Words
from arrangements.imports.surroundings import Surroundings
from arrangements.models import Body

# Where no name is much like it, the best of the unlike ones.
FEW = 2
LEFT_OUT = "-"


@dataclass(frozen=True)
class HeadingAsked:
    """A heading of a list, and what it may be.

    `taken` is the key of the column that it is taken as, LEFT_OUT, or "" where that is asked; then
    `nearest` is the column that is spelt most like it.
    """

    key: str
    heading: str
    letter: str
    tab: str
    nearest: Column | None
    others: list[Column]
    taken: str = ""
    remembered: bool = False

    @property
    def can_be_remembered(self) -> bool:
        return len(self.heading) <= LONGEST_REMEMBERED

    @property
    def may_be_private(self) -> bool:
        """Whether it looks like remarks, which people write for themselves."""
        return self.nearest is not None and self.nearest.key == NOTE.key


@dataclass(frozen=True)
class Offered:
    """A body that a name may mean, with its kind, place and years."""

    code: str
    name: str
    about: str


@dataclass(frozen=True)
class NameAsked:
    """A name that could not be told for certain, with all the rows that have it."""

    key: str
    text: str
    rows: list[str]
    offered: list[Offered]

    @property
    def can_be_remembered(self) -> bool:
        return len(self.text) <= LONGEST_REMEMBERED

    @property
    def name(self) -> str:
        """What a new body would be called."""
        return self.text[:LONGEST_REMEMBERED]


@dataclass(frozen=True)
class Beside:
    """One fact, as the row has it and as we have it."""

    heading: str
    yours: str
    ours: str


@dataclass(frozen=True)
class TwinAsked:
    """A row without a reference that looks like an arrangement we have."""

    key: str
    tab: str
    row: int
    name: str
    reference: str
    ours: str
    facts: list[Beside]


@dataclass(frozen=True)
class Decided:
    """A decision in words, with what it takes to take it back."""

    kind: str
    key: str
    what: str
    remembered: bool = False


@dataclass
class Questions:
    """All of them, each kind in the order of the file; `columns` are known, and can be changed."""

    headings: list[HeadingAsked] = field(default_factory=list)
    columns: list[HeadingAsked] = field(default_factory=list)
    names: list[NameAsked] = field(default_factory=list)
    twins: list[TwinAsked] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.headings) + len(self.names) + len(self.twins)


def questions(
    plan: Plan, decisions: Decisions, around: Surroundings, vocabulary: Vocabulary
) -> Questions:
    """What is asked and what is decided. A constant number of queries."""
    asked = _names(plan)
    codes = {code for near in asked.values() for code in near[1]} | set(decisions.names.values())
    bodies = {body.code: body for body in Body.objects.filter(code__in=codes)}
    return Questions(
        list(headings_asked(plan)),
        list(_columns(plan, decisions)),
        [
            NameAsked(key, text, rows, [offered(bodies[code]) for code in near if code in bodies])
            for key, ((text, rows), near) in asked.items()
        ],
        list(_twins(plan, around, vocabulary)),
        list(_decided(decisions, {code: body.name for code, body in bodies.items()})),
    )


def headings_asked(plan: Plan) -> Iterator[HeadingAsked]:
    """Each heading that nobody has matched or left out, once a sheet."""
    seen = set()
    for table in plan.taken:
        sheet = SHEET_BY_NAME[table["sheet"]]
        known = {fold(column["heading"]) for column in table["columns"]}
        for each in table["unknown"]:
            key = fold(each["heading"])
            if not key or key in known or each.get("left_out") or (sheet.name, key) in seen:
                continue
            seen.add((sheet.name, key))
            nearest = sheet.by_key.get(each["nearest"])
            yield HeadingAsked(
                key,
                each["heading"],
                each["column"],
                table["tab"],
                nearest,
                [column for column in fillable(sheet) if column is not nearest],
            )


def _columns(plan: Plan, decisions: Decisions) -> Iterator[HeadingAsked]:
    """The headings that were taken as something or left out, in the order of the file."""
    for table in plan.taken:
        sheet = SHEET_BY_NAME[table["sheet"]]
        keys = {column.heading: column.key for column in sheet.columns}
        taken = [(each, keys[each["as"]]) for each in table["columns"]]
        taken += [(each, LEFT_OUT) for each in table["unknown"] if each.get("left_out")]
        for each, column in sorted(taken, key=lambda pair: _position(pair[0]["column"])):
            key = fold(each["heading"])
            if key:
                offered = [c for c in sheet.columns if not c.shown_only or c.key == column]
                remembered = key in decisions.remember_headings
                yield HeadingAsked(
                    key,
                    each["heading"],
                    each["column"],
                    table["tab"],
                    None,
                    offered,
                    column,
                    remembered,
                )


def fillable(sheet: Sheet) -> list[Column]:
    """The columns that a heading can be matched to."""
    return [column for column in sheet.columns if not column.shown_only]


def offered(body: Body) -> Offered:
    """A body with what tells it from others of nearly its name."""
    place = body.get_region_display() or body.get_nation_display()
    begins = body.start[:4] and f"from {body.start[:4]}"
    ends = body.end[:4] and f"to {body.end[:4]}"
    about = ", ".join(filter(None, (body.get_kind_display(), place, f"{begins} {ends}".strip())))
    return Offered(body.code, body.name, about)


def _names(plan: Plan) -> dict[str, tuple[tuple[str, list[str]], list[str]]]:
    """By folded name: the name as written, the rows that have it, and the codes near it."""
    asked: dict[str, tuple[tuple[str, list[str]], list[str]]] = {}
    for row in plan.rows:
        for each in row["bodies"]:
            key = fold(each["text"])
            if each["body_id"] or not key or row["outcome"] == "same":
                continue
            (_, rows), near = asked.setdefault(key, ((each["text"], []), []))
            place = f"{row.get('tab', row['sheet'])}, row {row['row']}"
            if place not in rows:
                rows.append(place)
            most = None if each["how"] == "suggested" else FEW
            near += [code for code in each.get("near", [])[:most] if code not in near]
    return asked


def _twins(plan: Plan, around: Surroundings, vocabulary: Vocabulary) -> Iterator[TwinAsked]:
    alike = [row for row in plan.rows if row.get("twin")]
    ours = documents({row["twin"] for row in alike})
    codes = {partner["body"] for document in ours.values() for partner in document["partners"]}
    names = dict(Body.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    taken = {table["tab"]: table for table in plan.taken}
    for row in alike:
        held = ours.get(row["twin"])
        if held is None:
            continue
        cells = around.get(row["tab"], {}).get(str(row["row"]), [])
        yield TwinAsked(
            Decisions.row_key(row["tab"], row["row"]),
            row["tab"],
            row["row"],
            row["name"],
            row["twin"],
            held["name"],
            list(_beside(taken[row["tab"]], cells, held, Words(names, vocabulary))),
        )


def _beside(
    taken: dict[str, Any], cells: list[str], held: Document, words: Words
) -> Iterator[Beside]:
    """The facts of a row in the order of its columns, with ours."""
    by_heading = {column.heading: column for column in ARRANGEMENTS.columns}
    for each in taken["columns"]:
        yours = cells[_position(each["column"])] if _position(each["column"]) < len(cells) else ""
        column = by_heading[each["as"]]
        if yours and column.key not in {"reference", "remove"}:
            yield Beside(each["as"], yours, _ours(column, held, words))


def _ours(column: Column, held: Document, words: Words) -> str:
    if column.key == "partners":
        return "; ".join(words.body(partner["body"]) for partner in held["partners"])
    return words.written(column, held[column.key]) if column.key in held else ""


def _position(letters: str) -> int:
    """The place of a column from 0, from the letters that the program shows."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _decided(decisions: Decisions, names: dict[str, str]) -> Iterator[Decided]:
    for key, column in decisions.headings.items():
        what = f"is “{column_heading(column)}”" if column else "is left out"
        yield Decided(
            "heading",
            key,
            f"The heading “{decisions.written.get(key, key)}” {what}",
            key in decisions.remember_headings,
        )
    for key, code in decisions.names.items():
        made = decisions.bodies.get(code)
        name = f"a new body, “{made['name']}”" if made else names.get(code, code)
        yield Decided(
            "name",
            key,
            f"“{decisions.written.get(key, key)}” is {name}",
            key in decisions.remember_names,
        )
    for key, said in decisions.twins.items():
        what = "is a new arrangement" if said == NEW else f"is {said}"
        yield Decided("twin", key, f"{row_in_words(key)} {what}")


def column_heading(key: str) -> str:
    """The heading of the column with this key; "" for none."""
    columns = (column for sheet in SHEET_BY_NAME.values() for column in sheet.columns)
    return next((column.heading for column in columns if column.key == key), "")
