"""Every kind of cell: no text breaks its reading, and what is written reads back the same."""

import datetime as dt
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arrangements.columns import SHEETS, Column
from arrangements.imports.cells import (
    Cell,
    Raw,
    Vocabulary,
    canonical_text,
    is_empty,
    same_address,
)
from arrangements.imports.problems import CellProblem
from arrangements.partialdate import PartialDate
from tests import independent as own
from tests.nasty import CELLS, NASTY, texts, values_of

COLUMNS = [
    pytest.param(column, id=f"{sheet.name}-{column.key}")
    for sheet in SHEETS
    for column in sheet.columns
    if not column.shown_only
]
raws = st.one_of(
    texts(),
    st.text(max_size=60),
    st.sampled_from(NASTY),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@cache
def vocabulary() -> Vocabulary:
    """The services of the fixture."""
    rows = own.table("services")
    return Vocabulary(
        {own.plain(row[key]): row["code"] for row in rows for key in ("code", "name")},
        {row["code"]: row["name"] for row in rows},
    )


@pytest.mark.parametrize("column", COLUMNS)
@given(raw=raws)
@example(raw="２０１０")
@example(raw="²")
@example(raw="٣")
@example(raw="1e400")
@example(raw="SS" + "9" * 40)
@example(raw="31/12/0000")
@example(raw=float("inf"))
@example(raw=float("nan"))
@example(raw="=1/0")
def test_no_text_breaks_a_cell(column: Column, raw: Raw) -> None:
    """It is a value that goes out and in again, or a sentence that says why not."""
    if is_empty(raw):
        return
    value = parsed(column.cell, raw)
    if isinstance(value, CellProblem):
        assert value.code.isidentifier()
        assert value.message.rstrip("”)")[-1:] in {".", "?"}
    elif not column.shorthand:
        assert read_back(column.cell, value) == value


def parsed(cell: Cell, raw: Raw) -> Any:
    """The value of a cell, or the problem that it is."""
    try:
        return cell.parse(raw, vocabulary())
    except CellProblem as problem:
        return problem


def read_back(cell: Cell, value: Any) -> Any:
    written = cell.write(value, vocabulary())
    return cell.empty if is_empty(written) else cell.parse(written, vocabulary())


@pytest.mark.parametrize(
    "column", [each for each in COLUMNS if type(each.values[0].cell).__name__ in CELLS]
)
@given(data=st.data())
def test_what_is_written_reads_back_the_same(column: Column, data: st.DataObject) -> None:
    value = data.draw(values_of(column.cell))
    assert read_back(column.cell, value) == value


def test_every_stored_column_is_covered() -> None:
    kinds = {type(column.cell).__name__ for sheet in SHEETS for column in sheet.stored}
    assert kinds <= CELLS.keys() | {"Bodies"}


@given(text=st.text())
def test_a_text_has_one_canonical_form(text: str) -> None:
    once = canonical_text(text)
    assert canonical_text(once) == once
    assert once == once.strip()
    assert not any(char in once for char in "\r\x00\x07\x1b\x7f\u200b\ufeff")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2010", "2010"),
        (2010, "2010"),
        (2010.0, "2010"),
        ("2010-10", "2010-10"),
        ("2010-10-01", "2010-10-01"),
        ("2010-10-01T00:00:00", "2010-10-01"),
        ("2010-10-01 00:00", "2010-10-01"),
        (dt.date(2010, 10, 1), "2010-10-01"),
        (dt.datetime(2010, 10, 1), "2010-10-01"),
        ("1/10/2010", "2010-10-01"),
        ("01.10.2010", "2010-10-01"),
        ("31/12/2010", "2010-12-31"),
        ("1 October 2010", "2010-10-01"),
        ("1st of October 2010", "2010-10-01"),
        ("3rd Sept. 2010", "2010-09-03"),
        ("October 2010", "2010-10"),
        ("Oct 2010", "2010-10"),
        ("Oct-10", "2010-10"),
        ("OCT '98", "1998-10"),
        ("10/2010", "2010-10"),
    ],
)
def test_dates_are_read_the_british_way_at_their_own_precision(raw: Raw, value: str) -> None:
    assert _date().parse(raw, vocabulary()) == value


@pytest.mark.parametrize(
    "raw",
    [
        "10/31/2010",
        "31/02/2010",
        "2010-13",
        "2010/11",
        "2010-11-31",
        "1799",
        "2101",
        "20th century",
        "Spring 2010",
        "c. 2010",
        "2010-2012",
        "10",
        "Octember 2010",
        "0",
        -5,
        20.5,
        True,
        "2010-10-01T12:30",
    ],
)
def test_what_is_no_certain_date_is_asked_about(raw: Raw) -> None:
    with pytest.raises(CellProblem):
        _date().parse(raw, vocabulary())


def _date() -> Cell:
    return next(c for c in SHEETS[0].columns if c.key == "start").cell


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2010", dt.date(2010, 1, 1), dt.date(2010, 12, 31), "2010"),
        ("2012-02", dt.date(2012, 2, 1), dt.date(2012, 2, 29), "February 2012"),
        ("2010-10-01", dt.date(2010, 10, 1), dt.date(2010, 10, 1), "1 October 2010"),
    ],
)
def test_a_partial_date_can_mean_these_days(
    text: str, first: dt.date, last: dt.date, words: str
) -> None:
    date = PartialDate(text)
    assert (date.first_day, date.last_day, date.in_words) == (first, last, words)
    assert (own.first(text), own.last(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "10", "2010-1", "2010-00", "2010-02-30", "1799", "2101", "２０１０", "2010-10-01 "]
)
def test_anything_else_is_no_partial_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not|month|day"):
        PartialDate(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.org/%C2%A340", "https://a.org/£40", True),
        ("https://a.org/x%2fy", "https://a.org/x%2Fy", True),
        ("https://a.org/", "https://a.org", False),
        ("https://a.org/x", "http://a.org/x", False),
    ],
)
def test_an_address_is_the_same_however_its_characters_are_spelt(
    one: str, other: str, same: bool
) -> None:
    assert same_address(one, other) is same
