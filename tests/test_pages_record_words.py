"""The words of a record: no more precise, and no more sourced, than what is known."""

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from arrangements.choices import Status
from arrangements.derive import derive
from arrangements.models import Arrangement, Body, Partner, RunningPeriod, Saving
from arrangements.pages.arrangement import Profile
from arrangements.pages.ranwords import known_running

pytestmark = pytest.mark.django_db


def days(first: str, last: str) -> RunningPeriod:
    return RunningPeriod(
        known=True, first_day=dt.date.fromisoformat(first), last_day=dt.date.fromisoformat(last)
    )


def made(**facts: Any) -> Arrangement:
    """An arrangement of two councils, with what follows from these facts."""
    arrangement = Arrangement.objects.create(reference="SS9001", name="Made for a test", **facts)
    for number, body in enumerate(Body.objects.filter(kind="county", end="")[:2], start=1):
        Partner.objects.create(arrangement=arrangement, number=number, body=body)
    derive(Arrangement.objects.filter(pk=arrangement.pk))
    return Arrangement.objects.for_page().get(pk=arrangement.pk)


def text(client: Client, reference: str) -> str:
    soup = BeautifulSoup(client.get(f"/arrangements/{reference}/").content, "html.parser")
    main = soup.select_one("main")
    assert main
    return " ".join(main.text.split())


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status_as_of": 2011}, "In 2011, when a source saw it running"),
        ({"start": "2011", "status_as_of": 2011}, "In 2011, when last seen running"),
        ({"start": "2008", "status_as_of": 2013}, "From 2008 to 2013, when last seen running"),
        (
            {"first_seen_running": 2008, "status_as_of": 2013},
            "From 2008, when first seen running, to 2013, when last seen running",
        ),
        (
            {"start": "2010-10", "status_as_of": 2013},
            "From October 2010 to 2013, when last seen running",
        ),
        (
            {"start": "2010-04-01", "end": "2014-03", "status": "ended"},
            "From 1 April 2010 to March 2014",
        ),
        ({"start": "2010", "end": "2010", "status": "ended"}, "In 2010"),
    ],
)
def test_when_it_ran_is_said_with_the_precision_known(facts: dict[str, Any], words: str) -> None:
    assert Profile(made(**({"status": "live"} | facts))).known_running == words


def test_a_partner_that_left_in_a_year_did_not_leave_on_its_last_day() -> None:
    arrangement = made(status="live", start="2005", status_as_of=2015)
    arrangement.partners.update(left="2012")
    derive(Arrangement.objects.filter(pk=arrangement.pk))
    again = Arrangement.objects.for_page().get(pk=arrangement.pk)
    assert Profile(again).known_running == "From 2005 to 2012"


def test_a_day_that_is_known_is_said(client: Client) -> None:
    arrangement = made(status="live", start="2015", status_as_of=2020)
    period = days("2015-01-01", "2019-03-31")
    assert known_running(arrangement, [period]) == "From 2015 to 31 March 2019"


def test_no_record_is_given_a_day_that_no_source_gives() -> None:
    for arrangement in Arrangement.objects.for_page():
        words = Profile(arrangement).known_running
        said = [arrangement.start, arrangement.end]
        said += [day for row in arrangement.partners.all() for day in (row.joined, row.left)]
        if re.search(r"\b1 January", words):
            assert any(day.endswith("-01-01") for day in said), (arrangement.reference, words)
        if re.search(r"\b31 December", words):
            assert any(day.endswith("-12-31") for day in said), (arrangement.reference, words)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status": "live", "start": "2023-04-01"}, "Not known: its status has no year"),
        ({"status": "live"}, "Not known: its start has no date"),
        ({"status": "ended", "start": "2010"}, "Not known: its end has no date"),
        ({"status": "proposed", "status_as_of": 2024}, "Not known to have run"),
        ({"status": "unknown"}, "Not known: its status is not known"),
    ],
)
def test_where_no_day_is_known_it_says_why(
    stranger: Client, facts: dict[str, Any], words: str
) -> None:
    made(**facts)
    assert f"Known to have run {words}" in text(stranger, "SS9001")


def test_a_record_without_a_source_speaks_of_none(stranger: Client) -> None:
    arrangement = made(status="live", start="2023-04-01", partners_complete=False)
    Saving.objects.create(arrangement=arrangement, number=1, amount=5000)
    said = text(stranger, "SS9001")
    assert "No source is recorded, so nobody can look any of this up." in said
    assert "Its status has no year." in said
    assert "No role recorded for any of the partners." in said
    assert "No lessons recorded." in said
    assert "Only some of the partners are listed." in said
    assert "It is not known whether this is a forecast or a result." in said
    for untrue in ("our sources", "Our sources", "this arrangement’s sources", "The source of its"):
        assert untrue not in said


def test_motives_are_said_once(stranger: Client) -> None:
    facts = {"motives": ["savings", "resilience"], "status": Status.LIVE}
    arrangement = made(
        motives_text="cost savings; Resilience; keep each council independent", **facts
    )
    assert Profile(arrangement).motives_in_words == "keep each council independent"
    arrangement.motives_text = "savings; resilience"
    arrangement.save()
    assert "In words" not in text(stranger, "SS9001")
    arrangement.motives_text = "more to learn"
    arrangement.save()
    assert "Savings; resilience" in text(stranger, "SS9001")
    assert "In words: more to learn" in text(stranger, "SS9001")


def test_the_lead_is_the_summary_or_else_a_sentence_of_ours(stranger: Client) -> None:
    arrangement = made(status="live", status_as_of=2014)
    ours = Profile(arrangement).sentence
    assert ours in text(stranger, "SS9001")
    arrangement.summary = "Two counties buy salt together."
    arrangement.save()
    said = text(stranger, "SS9001")
    assert "Two counties buy salt together." in said
    assert ours not in said
