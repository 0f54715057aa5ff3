"""Files made up at random over the shipped catalogue: what a careless editor might send.

Each touches a few arrangements in several ways: cells changed and emptied, rows of every sheet
added, changed and taken out, arrangements new and taken out, umbrellas and successions, bodies
that the register lacks.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS, Column, Sheet
from arrangements.imports.cells import Vocabulary
from arrangements.imports.decisions import Decisions, NewBody
from arrangements.imports.plan import Plan, plan
from arrangements.imports.read import RawSheet
from tests import independent as own
from tests import nasty

CLEAR = "(clear)"
LINKED = {"part_of", "replaces"}
NO_WORDS = Vocabulary({}, {})


def pool() -> list[str]:
    """Those with many links to one another, and some with few; simplest first."""
    rows = own.arrangements()
    linked = {ref for ref, row in rows.items() if row["Part of"] or row["Replaces"]}
    named = {
        name for row in rows.values() for name in f"{row['Part of']}; {row['Replaces']}".split("; ")
    }
    return [*sorted(linked | named - {""}), "SS0002", "SS0003", "SS0100", "SS0300", "SS0562"]


@dataclass
class RandomFile:
    """What goes into the sheets, each row by its headings."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    new_bodies: list[str] = field(default_factory=list)

    def add(self, sheet: Sheet, row: dict[str, Any]) -> None:
        self.rows.setdefault(sheet.name, []).append(row)

    def plan(self) -> Plan:
        decisions = Decisions()
        for name in self.new_bodies:
            decisions.make_body(name, NewBody(name, "other", "england"), remember=False)
        return plan(list(self.sheets()), filename="random.xlsx", decisions=decisions)

    def sheets(self) -> list[RawSheet]:
        found = []
        for name, rows in self.rows.items():
            headings: list[Any] = list(dict.fromkeys(heading for row in rows for heading in row))
            cells = [[row.get(heading) for heading in headings] for row in rows]
            found.append(RawSheet(name, [headings, *cells]))
        return found


def _code() -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(own.bodies()))


def _cell(column: Column, references: list[str]) -> st.SearchStrategy[Any]:
    """What may stand in a cell, the word that empties it as well."""
    if column.key == "part_of":
        value: st.SearchStrategy[Any] = st.sampled_from(references)
    elif column.key == "replaces":
        some = st.lists(st.sampled_from(references), unique=True, min_size=1, max_size=3)
        value = some.map("; ".join)
    elif column.key == "services":
        names = st.sampled_from([row["name"] for row in own.table("services")])
        value = st.lists(names, unique=True, min_size=1, max_size=4).map("; ".join)
    elif column.key == "source":
        value = st.integers(1, 4)
    elif type(column.cell).__name__ == "Date":
        value = nasty.dates()
    else:
        value = nasty.values_of(column.cell).map(lambda each: column.cell.write(each, NO_WORDS))
    return st.one_of(value, value, value, st.just(CLEAR))


@st.composite
def _facts(draw: st.DrawFn, sheet: Sheet, references: list[str], most: int) -> dict[str, Any]:
    """Some cells of one row."""
    columns = [column for column in sheet.stored if column.key != "body"]
    chosen = draw(
        st.lists(
            st.sampled_from(columns), unique_by=lambda column: column.key, min_size=1, max_size=most
        )
    )
    return {column.heading: draw(_cell(column, references)) for column in chosen}


@st.composite
def _child(draw: st.DrawFn, reference: str, references: list[str]) -> tuple[Sheet, dict[str, Any]]:
    """A row of one of the other sheets: a new one, one changed, or one taken out."""
    held = {
        sheet.name: rows
        for sheet in CHILD_SHEETS
        if (rows := own.of_arrangement(sheet.name).get(reference))
    }
    what = draw(st.sampled_from(["add", "change", "remove"]))
    sheets = [sheet for sheet in CHILD_SHEETS if what == "add" or sheet.name in held]
    sheet = draw(st.sampled_from(sheets))
    rows = held.get(sheet.name, [])
    row: dict[str, Any] = {"Reference": reference}
    if what != "add":
        row["Number"] = int(draw(st.sampled_from([each["Number"] for each in rows])))
    if what == "remove":
        return sheet, row | {"Remove": "yes"}
    row |= draw(_facts(sheet, references, 3))
    if sheet.key == "partners" and (what == "add" or draw(st.booleans())):
        row["Body code"] = draw(st.sampled_from([each["Body code"] for each in rows]) | _code())
    if what == "add" and sheet.key in {"sources", "lessons"}:
        row["Title" if sheet.key == "sources" else "Lesson"] = draw(nasty.some(200))
    return sheet, row


@st.composite
def random_files(draw: st.DrawFn, references: list[str] | None = None) -> RandomFile:
    """About some of these arrangements, or of the whole pool."""
    made = RandomFile()
    some = st.sampled_from(references or pool())
    chosen = draw(st.lists(some, unique=True, min_size=4, max_size=12))
    for reference in chosen:
        for what in draw(st.sets(st.sampled_from(["cells", "rows", "remove"]), min_size=1)):
            if what == "remove":
                if draw(st.booleans()):
                    made.add(ARRANGEMENTS, {"Reference": reference, "Remove": "yes"})
                    break
            elif what == "cells":
                facts = draw(_facts(ARRANGEMENTS, chosen, 5))
                if draw(st.booleans()):
                    codes = draw(st.lists(_code(), unique=True, min_size=2, max_size=4))
                    facts["Partners"] = "; ".join(codes)
                made.add(ARRANGEMENTS, {"Reference": reference, **facts})
            else:
                for _ in range(draw(st.integers(2, 5))):
                    made.add(*draw(_child(reference, chosen)))
    for number in range(draw(st.integers(0, 3))):
        partners = draw(st.lists(_code(), unique=True, min_size=1, max_size=3))
        if draw(st.booleans()):
            made.new_bodies.append(f"Quango of the Random Isles {number}")
            partners.append(made.new_bodies[-1])
        facts = draw(_facts(ARRANGEMENTS, chosen, 5))
        facts |= {"Name": f"Random {number}: {draw(nasty.texts(100))}"}
        made.add(ARRANGEMENTS, {"Reference": "new", **facts, "Partners": "; ".join(partners)})
    return made


def about_the_same(count: int) -> st.SearchStrategy[list[RandomFile]]:
    """Files that are about much the same few arrangements."""
    few = st.lists(st.sampled_from(pool()), unique=True, min_size=4, max_size=6)
    return few.flatmap(lambda some: st.tuples(*[random_files(some)] * count).map(list))
