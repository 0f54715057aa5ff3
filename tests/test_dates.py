"""Dates as people write them: what each text means, or which problem it is."""

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrangements.imports.cells import Date, Vocabulary, Year
from arrangements.imports.dates import parse_partial_date, says_no_date
from arrangements.imports.headings import tables
from arrangements.imports.problems import CellProblem
from arrangements.imports.read import RawSheet
from arrangements.imports.rows import Row, rows
from arrangements.partialdate import PartialDate

WORDS = Vocabulary()

DATES: list[tuple[Any, str]] = [
    ("2010", "2010"),
    ("2010.0", "2010"),
    (2010, "2010"),
    (2010.0, "2010"),
    ("1800", "1800"),
    ("2010-10", "2010-10"),
    ("2010-11", "2010-11"),  # as our own sheets write November 2010
    ("2010-10-01", "2010-10-01"),
    ("2010-1-5", "2010-01-05"),
    ("2010/10/01", "2010-10-01"),
    ("01/04/2010", "2010-04-01"),
    ("1/4/2010", "2010-04-01"),
    ("10/2/2010", "2010-02-10"),
    ("1.4.2010", "2010-04-01"),
    ("1-4-2010", "2010-04-01"),
    ("01/04/10", "2010-04-01"),
    ("31/12/99", "1999-12-31"),
    ("29/02/2012", "2012-02-29"),
    ("01-Apr-10", "2010-04-01"),
    ("1-Apr-2010", "2010-04-01"),
    ("1 Apr 10", "2010-04-01"),
    ("1 April 2010", "2010-04-01"),
    ("1st April 2010", "2010-04-01"),
    ("2nd of April, 2010", "2010-04-02"),
    ("the 1st of April 2010", "2010-04-01"),
    ("Thursday 1 April 2010", "2010-04-01"),
    ("Thu, 1 Apr 2010", "2010-04-01"),
    ("April 1, 2010", "2010-04-01"),
    ("Apr 1st, 2010", "2010-04-01"),
    ("April 2010", "2010-04"),
    ("april  2010", "2010-04"),
    ("Apr. 2010", "2010-04"),
    ("Apr-10", "2010-04"),
    ("Apr '10", "2010-04"),
    ("Apr’10", "2010-04"),
    ("apr/10", "2010-04"),
    ("Sept 2010", "2010-09"),
    ("SEPTEMBER, 2010", "2010-09"),
    ("May 10", "2010-05"),
    ("Jan 70", "1970-01"),
    ("04/2010", "2010-04"),
    ("04.2010", "2010-04"),
    ("Q1 2011", "2011"),
    ("Quarter 3 2011", "2011"),
    ("2011 Q2", "2011"),
    ("Q1 2010/11", "2010"),
    ("Q4 2010/11", "2011"),
    ("early 2010", "2010"),
    ("mid-2010", "2010"),
    ("end of 2010", "2010"),
    ("since 2010", "2010"),
    ("from April 2010", "2010-04"),
    ("2010 onwards", "2010"),
    ("40269", "2010-04-01"),
    (40269, "2010-04-01"),
    (40269.75, "2010-04-01"),
    ("01/04/2010 00:00:00", "2010-04-01"),
    ("2010-04-01T00:00:00Z", "2010-04-01"),
    (dt.datetime(2010, 4, 1, 9, 30), "2010-04-01"),
    (dt.date(2010, 4, 1), "2010-04-01"),
    ("２０１０", "2010"),
]

PROBLEMS: list[tuple[Any, str]] = [
    ("31/02/2011", "no_such_date"),
    ("29/02/2011", "no_such_date"),
    ("32/01/2010", "no_such_date"),
    ("12/25/2010", "no_such_date"),
    ("13/2010", "no_such_date"),
    ("2010-02-30", "no_such_date"),
    ("1799", "no_such_date"),
    ("2101", "no_such_date"),
    (dt.datetime(1601, 1, 1), "no_such_date"),
    ("2010/11", "financial_year"),
    ("2010/2011", "financial_year"),
    ("2010–11", "financial_year"),
    ("FY 2010/11", "financial_year"),
    ("FY10/11", "financial_year"),
    ("10/11", "financial_year"),
    ("1999/00", "financial_year"),
    ("Q4 2011", "financial_year"),
    ("2008-2012", "two_dates"),
    ("2010 to date", "two_dates"),
    ("2010/12", "not_a_date"),
    ("2010-13", "not_a_date"),
    ("4/10", "not_a_date"),
    ("April", "not_a_date"),
    ("1 April", "not_a_date"),
    ("Winter 2010", "not_a_date"),
    ("Spring 2010", "not_a_date"),
    ("2010-04-01T09:30:00", "not_a_date"),
    ("c. 2010", "not_a_date"),
    ("before 2010", "not_a_date"),
    ("2010?", "not_a_date"),
    ("April and May 2010", "not_a_date"),
    ("20100401", "not_a_date"),
    ("10", "not_a_date"),
    (0, "not_a_date"),
    (99, "not_a_date"),
    (True, "not_a_date"),
    (float("nan"), "not_a_date"),
    (float("inf"), "not_a_date"),
    ("a while ago", "not_a_date"),
    ("#VALUE!", "not_a_date"),
]

SAYS_NONE = [
    "TBC",
    "tbd",
    "n/a",
    "N/A",
    "n/k",
    "nk",
    "Not known",
    "unknown",
    "Ongoing",
    "-",
    "?",
    "…",
]


@pytest.mark.parametrize(("raw", "meant"), DATES)
def test_what_a_date_means_with_the_precision_it_had(raw: Any, meant: str) -> None:
    assert parse_partial_date(raw) == meant
    assert parse_partial_date(meant) == meant


@pytest.mark.parametrize(("raw", "code"), PROBLEMS)
def test_what_cannot_be_known_is_a_problem_and_says_what_to_do(raw: Any, code: str) -> None:
    with pytest.raises(CellProblem) as found:
        parse_partial_date(raw)
    assert found.value.code == code
    assert found.value.suggestion.endswith(".")


def test_there_are_enough_of_them() -> None:
    assert len(DATES) + len(PROBLEMS) + len(SAYS_NONE) >= 100


def row_with_start(cell: Any) -> Row:
    sheet = RawSheet("List", [["Name", "Partners", "Start"], ["One", "Slough", cell]])
    (table,), _ = tables([sheet])
    (row,) = rows(table, WORDS)
    return row


@pytest.mark.parametrize("text", SAYS_NONE)
def test_a_cell_may_say_that_there_is_no_date(text: str) -> None:
    assert says_no_date(text)
    row = row_with_start(text)
    assert "start" not in row.values
    assert row.problems == []
    (note,) = row.notes
    assert (note.code, note.column, note.value) == ("no_date_said", "C", text)


@pytest.mark.parametrize("text", ["2010", "Apr-10", "soon", "二〇一〇"])
def test_other_words_are_no_such_thing(text: str) -> None:
    assert not says_no_date(text)


@pytest.mark.parametrize(
    ("raw", "year"),
    [(2014.0, 2014), ("2014", 2014), ("March 2014", 2014), (dt.datetime(2014, 3, 1), 2014)],
)
def test_a_year_may_be_given_by_a_date(raw: Any, year: int) -> None:
    assert Year().parse(raw, WORDS) == year


@pytest.mark.parametrize("raw", ["2013/14", 20144, "last year", "9" * 5000, -5, True])
def test_what_is_no_year_is_a_problem(raw: Any) -> None:
    with pytest.raises(CellProblem):
        Year().parse(raw, WORDS)


WRITTEN = st.text(alphabet="0123456789/-. '’,:TQqapril onwdsMy٢²年", max_size=30)


@given(st.one_of(st.text(max_size=100), WRITTEN, st.floats(), st.integers(), st.datetimes()))
def test_anything_is_a_date_or_a_problem(raw: Any) -> None:
    for parse in (Date().parse, Year().parse):
        with suppress(CellProblem):
            assert PartialDate(str(parse(raw, WORDS))).isascii()


@given(st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_written_the_british_way_is_read_back(day: dt.date) -> None:
    written = [f"{day:%d/%m}/{day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()]
    assert {parse_partial_date(text) for text in written} == {day.isoformat()}
