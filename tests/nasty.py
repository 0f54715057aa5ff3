"""Texts and values that break careless programs, for the tests that make up catalogues."""

import random
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from arrangements.columns import CHILD_SHEETS, SHEETS, Sheet
from arrangements.imports.cells import canonical_text
from tests import independent as own

# The same examples on every run, however slow or busy the machine is.
settings.register_profile(
    "ours", deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("ours")

NASTY = [
    "=1+1",
    "+44 20 7946 0000",
    "-5",
    "@SUM(A1)",
    "'quoted",
    "'=1+1",
    "''=1+1",
    "'",
    "''",
    '"',
    '""',
    'say "yes"; then, no',
    "a\nb\n\nc",
    "a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p",
    "a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q",
    "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q",
    "x\n" + "1;2\n" * 30 + "y",
    "_x0041_",
    "_x005F_x0041_",
    "__x000D__",
    "_x00zz_",
    "&lt;b&gt; <b>&amp;</b> ]]>",
    "SS0001",
    "SS0001 and more",
    "2010",
    "007",
    "1e5",
    "0x1F",
    "TRUE",
    "no",
    "(cleared)",
    "#N/A",
    "#REF!",
    "10%",
    "1/10/2010",
    "£1,000",
    "NULL",
    "Cyngor Sir Ynys Môn – Gwasanaeth",
    "Comhairle nan Eilean Siar",
    "🏛️🤝 sharing 👩‍👩‍👧",
    "مرحبا עברית",
    "ﬁre ½ № ①",
    "e\u0301 and é",
    "\u2028 in between \u2029",
    "\U0001fffe",
    "a  b   c",
    "x" * 5000,
    "total",
    "Total",
    "grand total",
    "new",
    "https://example.org/a%20b?c=d&e=f#g",
]
ADDRESSES = [
    "https://example.org/",
    "https://example.org/a%20b?c=d&e=%2F#frag",
    "http://www.example.gov.uk/x_x0041_y",
    "https://example.org/" + "a" * 400,
]
MAILBOXES = ["legal@council.gov.uk", "a.b+c@example.org"]


def texts(longest: int = 400) -> st.SearchStrategy[str]:
    """Any text in its canonical form, but the word that clears a cell."""
    raw = st.one_of(
        st.sampled_from(NASTY),
        st.text(max_size=40),
        st.text(alphabet="=+-@'\",;|\n\t _x0041(clear)\r\x07\xa0é", max_size=30),
        st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map(" ".join),
    )
    return raw.map(lambda text: canonical_text(canonical_text(text)[:longest])).filter(
        lambda text: text.casefold() != "(clear)"
    )


def some(longest: int = 400) -> st.SearchStrategy[str]:
    return texts(longest).filter(bool)


def dates() -> st.SearchStrategy[str]:
    days = st.dates(own.first("1800"), own.last("2100")).map(str)
    return st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))


def _coded(cell: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([word.value for word in cell.words])


CELLS: dict[str, Callable[[Any], st.SearchStrategy[Any]]] = {
    "Text": lambda cell: texts(min(cell.longest, 6000)),
    "Whole": lambda cell: st.none() | st.integers(cell.least, cell.most),
    "Pounds": lambda cell: st.none() | st.integers(0, 10**9),
    "Date": lambda cell: st.just("") | dates(),
    "YesNo": lambda cell: st.sampled_from([None, True, False]),
    "Coded": lambda cell: st.just("") | _coded(cell),
    "CodedList": lambda cell: st.lists(_coded(cell.word), unique=True, max_size=3),
    "Services": lambda cell: st.lists(
        st.sampled_from([row["code"] for row in own.table("services")]), unique=True, max_size=4
    ),
    "Address": lambda cell: st.sampled_from(["", *ADDRESSES]),
    "Mailbox": lambda cell: st.sampled_from(["", *MAILBOXES]),
    "Reference": lambda cell: st.just("") | st.integers(1, 999_999).map(lambda n: f"SS{n:04d}"),
    "References": lambda cell: st.lists(
        st.integers(1, 999_999).map(lambda n: f"SS{n:04d}"), unique=True, max_size=3
    ).map(sorted),
}


def values_of(cell: Any) -> st.SearchStrategy[Any]:
    """Canonical values that a cell of this kind can have."""
    return CELLS[type(cell).__name__](cell)


def _after(one: str, other: str) -> bool:
    return bool(one) and own.first(one) > own.last(other)


@st.composite
def _row(draw: st.DrawFn, sheet: Sheet, number: int, sources: list[int]) -> dict[str, Any]:
    row: dict[str, Any] = {"number": number}
    for column in sheet.stored:
        if column.key == "source":
            row["source"] = draw(st.sampled_from([None, *sources]))
        elif column.key in {"title", "text"}:
            row[column.key] = draw(some(500))
        elif column.key != "body":
            row[column.key] = draw(values_of(column.cell))
    if sheet.key == "partners" and row["left"] and _after(row["joined"], row["left"]):
        row["joined"], row["left"] = row["left"], row["joined"]
    return row


@st.composite
def documents(draw: st.DrawFn, reference: str) -> dict[str, Any]:
    """An arrangement with anything in it that its columns can hold."""
    facts: dict[str, Any] = {"reference": reference}
    for column in SHEETS[0].stored:
        facts[column.key] = draw(values_of(column.cell))
    facts |= {"name": draw(some(300)), "part_of": "", "replaces": []}
    if facts["end"] and _after(facts["start"], facts["end"]):
        facts["start"], facts["end"] = facts["end"], facts["start"]
    sources: list[int] = []
    for sheet in sorted(CHILD_SHEETS, key=lambda sheet: sheet.key != "sources"):
        least = 2 if sheet.key == "partners" else 0
        count = draw(st.integers(least, 4))
        numbers = sorted(draw(st.sets(st.integers(1, 30), min_size=count, max_size=count)))
        sources = numbers if sheet.key == "sources" else sources
        facts[sheet.key] = [draw(_row(sheet, number, sources)) for number in numbers]
    codes = draw(st.integers(0, 10**6))
    chosen = random.Random(codes).sample(sorted(own.bodies()), len(facts["partners"]))
    for partner, code in zip(facts["partners"], chosen, strict=True):
        partner["body"] = code
    return facts
