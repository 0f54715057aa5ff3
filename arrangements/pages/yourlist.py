"""Somebody's list against ours, as the tables of a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arrangements.columns import ARRANGEMENTS, Column
from arrangements.exports.answers import Table
from arrangements.imports.against import Against
from arrangements.imports.preview import Entry
from arrangements.imports.questions import fillable
from arrangements.pages.lines import Line, lines_of


@dataclass(frozen=True)
class Answered:
    """A heading of the list that a person matched, and what else it could be."""

    heading: str
    taken: str
    others: list[Column]


def answered(headings: Mapping[str, str]) -> list[Answered]:
    """Headings with the columns they were said to be, so that they can be sent again."""
    return [Answered(text, key, fillable(ARRANGEMENTS)) for text, key in headings.items()]


FACTS = (("Fact", 24), ("In yours", 50), ("In ours", 50))


def tables(found: Against) -> list[Table]:
    """What the page says, a sheet for each part of it."""
    return [
        _summary(found),
        Table(
            "Only in yours",
            (("Row", 18), ("Arrangement", 40), ("Fact", 24), ("In yours", 60)),
            [
                [e.place, e.name, fact, new]
                for e in found.theirs_alone
                for fact, _, new in _facts(e)
            ],
        ),
        Table(
            "Only in ours",
            (("Reference", 12), ("Arrangement", 40), ("Partners", 60), ("Status", 24)),
            [_ours(line) for line in lines_of(found.ours_alone)],
        ),
        _both("Where they differ", found.differ),
        _both("Yours knows more", found.more),
        Table(
            "Perhaps the same",
            (("Row", 18), ("In yours", 40), ("Reference", 12), ("In ours", 40)),
            [[each.place, each.name, each.reference, each.ours] for each in found.perhaps],
        ),
        Table(
            "Names read as",
            (("In yours", 50), ("Read as", 50)),
            [[text, name] for text, name in found.read_as],
        ),
        Table(
            "Could not be read",
            (("Sheet", 18), ("Cell", 8), ("It says", 40), ("What is wrong", 60), ("To do", 60)),
            [
                [e.tab, f"{e.column}{e.row}", e.value, e.message, e.suggestion]
                for e in found.unclear
            ],
        ),
    ]


def _both(name: str, entries: Iterable[Entry]) -> Table:
    return Table(
        name,
        (("Reference", 12), ("Arrangement", 40), ("Row", 18), *FACTS),
        [
            [each.reference, each.name, each.place, fact, new, old]
            for each in entries
            for fact, old, new in _facts(each)
        ],
    )


def _summary(found: Against) -> Table:
    today = dt.date.today()
    about = "; ".join(f"{each.body.name} ({each.rows} rows)" for each in found.bodies)
    lines = [
        ("Your list", found.filename),
        ("Compared on", f"{today.day} {today:%B %Y}"),
        ("Rows compared", f"{found.compared} of {found.rows}"),
        ("Taken to be about", about or "nobody known"),
        ("Other bodies named in it", str(found.others)),
        ("Only in yours", str(len(found.theirs_alone))),
        ("Only in ours", str(len(found.ours_alone))),
        ("In both, and they differ", str(len(found.differ))),
        ("In both, and yours knows more", str(len(found.more))),
        ("Perhaps the same", str(len(found.perhaps))),
        ("In both, and the same", str(len(found.same))),
        ("Problems in reading yours", str(len(found.unclear))),
        *(("Not read", sentence) for sentence in found.not_read),
    ]
    return Table("Summary", (("What", 30), ("Answer", 90)), lines)


def _facts(entry: Entry) -> list[tuple[str, str, str]]:
    """Every fact of an entry, with ours and theirs; a partner or a saving is one fact."""
    facts = [(each.heading, each.old, each.new) for each in entry.fields]
    for part in entry.parts:
        old = "; ".join(f"{each.heading}: {each.old}" for each in part.fields if each.old)
        new = "; ".join(f"{each.heading}: {each.new}" for each in part.fields if each.new)
        if part.outcome == "Added":
            new = new or "named"
        elif part.outcome == "Taken out":
            old, new = old or "named", "not named"
        facts.append((part.title, old, new))
    return facts


def _ours(line: Line) -> list[str]:
    return [line.of.reference, line.of.name, "; ".join(line.all_partners), line.status]
