"""Rounds that are done, through the same rule, beside what the records say became of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Page

from arrangements.pages.lookingback import LookingBack
from tests import independent as own
from tests.sight import everybody_can_read
from tests.site import Site

pytestmark = pytest.mark.django_db

OUTCOMES = {"yes": "Went on", "not known": "Not known", "no": "Shared no more"}


def replaced_on(day: str) -> dict[str, set[str]]:
    """Councils of England that were replaced on a day, each with its successors."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in own.table("register/successions"):
        body = own.bodies()[row["predecessor"]]
        if row["date"] == day and (body["sector"], body["nation"]) == ("council", "England"):
            found[row["predecessor"]].add(row["successor"])
    return found


def class_of(partners: set[str], goes: dict[str, set[str]]) -> str:
    moved = [goes[code] for code in partners if code in goes]
    if not moved:
        return ""
    if any(len(ends) > 1 for ends in moved):
        return "split"
    ends = set().union(*moved)
    if len(ends) > 1:
        return "straddling"
    return "carried" if {code for code in partners if code not in goes} - ends else "absorbed"


def outcome(reference: str, day: dt.date) -> str:
    """By the rule for a day; but an end in a year or month that holds the day can be the day."""
    ran, end = own.ran(reference, day), own.arrangements()[reference]["End"]
    if ran == "yes" and end and own.first(end) <= day:
        ran = "no" if own.last(end) == day else "not known"
    return OUTCOMES[ran]


@pytest.mark.parametrize(
    "day", ["2009-04-01", "2019-04-01", "2020-04-01", "2021-04-01", "2023-04-01"]
)
def test_class_and_outcome_are_those_of_the_csv(day: str) -> None:
    date, goes = dt.date.fromisoformat(day), replaced_on(day)
    eve = date - dt.timedelta(1)
    expected = {}
    for reference in own.arrangements():
        if own.ran(reference, eve) == "yes":
            told = class_of(own.taking_part(reference, eve), goes)
            if told:
                expected[reference] = (told, outcome(reference, date))
    [found] = [each for each in LookingBack().rounds if each.day == date]
    assert {
        line.arrangement.reference: (line.told.value, line.outcome) for line in found.lines
    } == expected
    assert {body.code for body in found.replaced} == goes.keys()


def test_the_page_has_each_round_with_its_numbers(stranger: Client) -> None:
    answer = stranger.get("/reorganisation/past/")
    soup = BeautifulSoup(answer.content, "html.parser")
    days = [heading.text for heading in soup.select("main h2")]
    assert days == ["1 April 2023", "1 April 2021", "1 April 2020", "1 April 2019", "1 April 2009"]
    for section, held in zip(soup.select("main section"), LookingBack().rounds, strict=True):
        rows = section.select("tbody tr")
        totals = [int(row.select("td")[-1].text) for row in rows]
        assert sum(totals) == len(held.lines) == len(section.select("ul.found__points li"))
        for row in rows:
            *numbers, all_of = (int(cell.text) for cell in row.select("td"))
            assert sum(numbers) == all_of
    assert any(held.lines for held in LookingBack().rounds)


def test_everybody_may_look_back(stranger: Client, reader: Client, editor: Client) -> None:
    for person in (stranger, reader, editor):
        assert person.get("/reorganisation/past/").status_code == 200


@pytest.mark.browser
def test_everybody_can_read_it(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/reorganisation/past/")
    everybody_can_read(page)


def test_an_end_in_the_year_of_the_day_is_not_taken_for_one_after_it() -> None:
    [round_of_2019] = [each for each in LookingBack().rounds if each.day.year == 2019]
    outcomes = {line.arrangement.reference: line.outcome for line in round_of_2019.lines}
    vague = {ref for ref in outcomes if own.arrangements()[ref]["End"] == "2019"}
    assert vague
    assert {outcomes[ref] for ref in vague} <= {"Not known", "Shared no more"}
