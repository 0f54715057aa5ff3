"""Somebody's list against ours: what each has that the other lacks, and where they disagree.

Nothing is written and nothing is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from arrangements.folding import fold
from arrangements.imports.catalogue import twins, vocabulary
from arrangements.imports.cells import Vocabulary
from arrangements.imports.decisions import Decisions, row_in_words
from arrangements.imports.headings import column_letter
from arrangements.imports.plan import Plan, plan
from arrangements.imports.preview import ADDED, Entry, Found, bodies_in, preview
from arrangements.imports.questions import HeadingAsked, headings_asked
from arrangements.imports.read import read
from arrangements.imports.surroundings import Surroundings, surroundings
from arrangements.models import Arrangement, Body

SHARE_OF_ROWS, MOST_FREQUENT = 0.5, 3
NAMES_PARTNERS = {"Partners", "Lead", "Host"}
_SERVICES = re.compile(r"[;,/\n]")


@dataclass(frozen=True)
class Named:
    """A body and the number of rows that it stands in."""

    body: Body
    rows: int


@dataclass(frozen=True)
class Perhaps:
    """A row with a problem, and the arrangement of ours that it looks like."""

    row: str
    name: str
    reference: str
    ours: str

    @property
    def place(self) -> str:
        return row_in_words(self.row)


@dataclass
class Against:
    """The comparison.

    `bodies` are those that the list is taken to be about: the one that was `told`, those in most
    of the rows that name any, or else the few most frequent ones; `others` counts the rest.
    `read_as` has each name that is not the official one, and the name of the body it was read as.
    `differ` is where both say something, `more` where only theirs does. Of `rows` arrangements
    `unread` have problems, each of which stands in `unclear`; `perhaps` are those among them that
    look like one of ours.
    """

    filename: str
    bodies: list[Named]
    others: int
    told: bool
    in_most_rows: bool
    rows: int
    unread: int
    has_partners: bool
    theirs_alone: Sequence[Entry]
    differ: list[Entry]
    more: list[Entry]
    same: Sequence[tuple[str, str]]
    unclear: Sequence[Found]
    perhaps: list[Perhaps]
    headings: list[HeadingAsked]
    read_as: list[tuple[str, str]]
    ours_alone: list[Arrangement] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)

    @property
    def compared(self) -> int:
        return self.rows - self.unread


def compare(
    path: Path,
    *,
    filename: str,
    limit_bytes: int,
    about: str = "",
    headings: Mapping[str, str] | None = None,
) -> Against:
    """Compare a file with the catalogue. Raises FileProblem for a file that cannot be used.

    `about` is the code of the body whose list it is; `headings` gives a column's key for a heading.
    """
    sheets = read(path, limit_bytes)
    said = Decisions()
    for heading, key in (headings or {}).items():
        said.match_heading(heading, key, remember=False)
    made = plan(sheets, filename=filename, decisions=said)
    said.twins = {
        Decisions.row_key(row["tab"], row["row"]): row["twin"] for row in made.rows if row["twin"]
    }
    if said.twins:
        made = plan(sheets, filename=filename, decisions=said)
    read_as = {
        (body["text"], body["body_id"])
        for row in made.rows
        for body in row["bodies"]
        if body["body_id"] and body["how"] != "code"
    }
    codes = bodies_in(made) | {code for _, code in read_as}
    names = dict(Body.objects.filter(code__in=codes).values_list("code", "name"))
    wrong = [(row["tab"], row["row"]) for row in made.rows if row["problems"]]
    around, words = surroundings(sheets, wrong), vocabulary()
    shown = preview(made, names, words, around)
    rows = [row for row in made.rows if row["sheet"] == "Arrangements"]
    counted = Counter(
        code
        for row in rows
        for code in dict.fromkeys(body["body_id"] for body in row["bodies"] if body["body_id"])
    )
    naming = sum(any(body["body_id"] for body in row["bodies"]) for row in rows)
    chosen = _chosen(counted, naming, about)
    differ, more = _parted(shown.changed)
    columns = {column["as"] for table in made.taken for column in table["columns"]}
    found = Against(
        filename=filename,
        bodies=[Named(body, counted[body.code]) for body in chosen],
        others=len(counted.keys() - {body.code for body in chosen}),
        told=bool(about),
        in_most_rows=all(counted[body.code] >= naming * SHARE_OF_ROWS for body in chosen),
        rows=len(rows),
        unread=sum(bool(row["problems"]) for row in rows),
        has_partners=any(table["sheet"] != "Arrangements" for table in made.taken)
        or "Reference" in columns
        or not columns.isdisjoint(NAMES_PARTNERS),
        theirs_alone=shown.new,
        differ=differ,
        more=more,
        same=shown.same,
        unclear=shown.sections["problems"],
        perhaps=list(_perhaps(rows, made, around, words)),
        headings=list(headings_asked(made)),
        read_as=sorted(
            (text, names[code]) for text, code in read_as if fold(text) != fold(names[code])
        ),
    )
    found.not_read = [f"“{tab}” was left out: {why}." for tab, why in made.left_out.items()]
    found.not_read += [
        f"“{each.tab}”: the column “{each.heading}” is none of ours, so it was not read."
        for each in found.headings
    ]
    named = {row["reference"] for row in made.rows} | {each.reference for each in found.perhaps}
    found.ours_alone = list(
        Arrangement.objects.filter(partners__body__in=chosen)
        .exclude(reference__in=named)
        .distinct()
        .order_by("sort_name")
    )
    return found


def _chosen(counted: Counter[str], rows: int, about: str) -> list[Body]:
    """The body that was told, or those in at least half of the rows, or the most frequent ones."""
    often = [code for code, times in counted.items() if times >= rows * SHARE_OF_ROWS]
    first = [code for code, _ in counted.most_common(MOST_FREQUENT)]
    codes = [about] if about else often or first
    held = {body.code: body for body in Body.objects.filter(code__in=codes)}
    return [held[code] for code in codes if code in held]


def _parted(changed: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Where both say something, and what only theirs says. A partner more is a difference."""
    differ, more = [], []
    for entry in changed:
        new = [
            part
            for part in entry.parts
            if part.outcome == ADDED and not part.title.startswith("Partner ")
        ]
        added = replace(entry, fields=[each for each in entry.fields if not each.old], parts=new)
        rest = replace(
            entry,
            fields=[each for each in entry.fields if each.old],
            parts=[part for part in entry.parts if part not in new],
        )
        differ += [rest] if rest.fields or rest.parts else []
        more += [added] if added.fields or added.parts else []
    return differ, more


def _perhaps(
    rows: Iterable[dict[str, Any]], made: Plan, around: Surroundings, words: Vocabulary
) -> Iterator[Perhaps]:
    """Rows that could not be read whole, by the partners, services and name that were."""
    wrong = [row for row in rows if row["problems"]]
    if not wrong:
        return
    known, taken = twins(), {table["tab"]: table for table in made.taken}
    for row in wrong:
        bodies = {body["body_id"] for body in row["bodies"] if body["body_id"]}
        cells = around.get(row["tab"], {}).get(str(row["row"]), [])
        services = _services(taken[row["tab"]], cells, words)
        twin = known.by_reference.get(row["reference"]) or known.perhaps(
            row["name"], bodies, services
        )
        if twin:
            key = Decisions.row_key(row["tab"], row["row"])
            yield Perhaps(key, row["name"], twin.reference, twin.name)


def _services(table: dict[str, Any], cells: list[str], words: Vocabulary) -> set[str]:
    """The services that the cells of a row name, as far as they are known."""
    letters = {each["column"] for each in table["columns"] if each["as"] == "Services"}
    texts = [text for at, text in enumerate(cells) if column_letter(at) in letters]
    pieces = [piece for text in texts for piece in (text, *_SERVICES.split(text))]
    return {words.services[fold(piece)] for piece in pieces if fold(piece) in words.services}
