"""Facts in words: nothing rounded, no figure without its pattern and basis, no status undated."""

import pytest

from arrangements import wording
from arrangements.models import Arrangement, Saving, Source
from arrangements.partialdate import PartialDate


@pytest.mark.parametrize(
    ("pounds", "words"),
    [
        (0, "£0"),
        (950, "£950"),
        (325_000, "£325,000"),
        (999_999, "£999,999"),
        (1_000_000, "£1 million"),
        (1_500_000, "£1.5 million"),
        (1_256_000, "£1.256 million"),
        (1_256_400, "£1,256,400"),
        (38_000_000, "£38 million"),
        (100_000_000, "£100 million"),
        (1_340_000_000, "£1.34 billion"),
        (1_340_500_000, "£1,340.5 million"),
        (-2_500, "−£2,500"),
    ],
)
def test_money_is_short_only_where_nothing_is_lost(pounds: int, words: str) -> None:
    assert wording.money(pounds) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status": "live", "status_as_of": 2014}, "Running in 2014"),
        ({"status": "live"}, "Running, year not known"),
        ({"status": "proposed", "status_as_of": 2012}, "Proposed in 2012"),
        ({"status": "in_development", "status_as_of": 2013}, "Being set up in 2013"),
        ({"status": "notice_given", "status_as_of": 2024}, "Notice given by 2024"),
        ({"status": "ended", "status_as_of": 2018, "end": "2016-03"}, "Ended in 2016"),
        ({"status": "ended", "status_as_of": 2018}, "Ended by 2018"),
        ({"status": "ended"}, "Ended, year not known"),
        ({"status": "superseded", "end": "2019"}, "Replaced or merged in 2019"),
        ({"status": "abandoned", "status_as_of": 2013}, "Not pursued, as of 2013"),
        ({"status": "unknown", "status_as_of": 2016}, "Not known, as of 2016"),
        ({"status": "unknown"}, "Not known"),
        ({"status": ""}, "Not known"),
    ],
)
def test_a_status_says_when(facts: dict, words: str) -> None:
    assert wording.status(Arrangement(**facts)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status": "live", "start": "2010-10"}, "Since October 2010"),
        ({"status": "ended", "start": "2010-10-01"}, "Started on 1 October 2010"),
        ({"status": "proposed", "start": "2015"}, "To start in 2015"),
        ({"status": "unknown", "start": "2016-02-12"}, "Started on 12 February 2016"),
        ({"status": "abandoned", "start": "2016"}, "Was to start in 2016"),
        ({"status": "live", "first_seen_running": 2012}, "First seen running in 2012"),
        ({"status": "live"}, "Start not known"),
    ],
)
def test_a_start_keeps_its_precision(facts: dict, words: str) -> None:
    facts = {**facts, "start": PartialDate(facts["start"]) if "start" in facts else ""}
    assert wording.started(Arrangement(**facts)) == words


FORECAST_2011 = {"source": Source(published=2011), "basis": "forecast"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"amount": 325_000, "pattern": "annual", **FORECAST_2011},
            "£325,000 a year, forecast in 2011",
        ),
        (
            {"amount": 38_000_000, "pattern": "cumulative", "basis": "reported"}
            | {"qualifier": "about"},
            "About £38 million in all, reported",
        ),
        (
            {"amount": 2_000_000, "amount_high": 3_000_000, "pattern": "one_off"}
            | {"basis": "audited", "qualifier": "up_to"},
            "Up to £2 million to £3 million once, audited",
        ),
        (
            {"amount": 250_000, "basis": "disputed"},
            "£250,000, not said whether once or each year, disputed",
        ),
        (
            {"amount": 250_000, "pattern": "annual", "nature": "dividend"},
            "£250,000 a year (dividend), basis not known",
        ),
        (
            {"pattern": "annual", "basis": "reported"},
            "An amount that is not given a year, reported",
        ),
    ],
)
def test_a_figure_never_stands_without_its_pattern_and_basis(facts: dict, words: str) -> None:
    assert wording.saving_short(Saving(**facts)) == words


def test_a_figure_alone_says_what_it_is() -> None:
    saving = Saving(amount=5_000, pattern="annual", basis="forecast", qualifier="about")
    assert wording.saving_labelled(saving) == "Saving: about £5,000 a year, forecast"
    saving.nature = "dividend"
    assert wording.saving_labelled(saving).startswith("Money: about £5,000 a year (dividend)")


def test_what_qualifies_a_figure_is_said_at_length() -> None:
    saving = Saving(
        amount=5,
        pattern="cumulative",
        basis="forecast",
        nature="loss_prevented",
        scope="wider",
        gross_or_net="net",
        period="five years",
        whose_share="Barnet’s",
    )
    assert wording.saving_sentences(saving) == [
        "This is a forecast, net.",
        "It is added up over a period, not a sum each year.",
        "A loss prevented, not a cost saved.",
        "It covers more than this arrangement.",
        "Period: five years.",
        "Whose: Barnet’s.",
    ]


def test_the_headline_is_the_arrangements_own_saving() -> None:
    wider, dividend, own = Saving(scope="wider"), Saving(nature="dividend"), Saving(amount=1)
    assert wording.headline_saving([wider, dividend, own]) is own
    assert wording.headline_saving([wider, dividend]) is wider
    assert wording.headline_saving([]) is None


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["HR and payroll", "ICT"], "HR and payroll, and ICT"),
    ],
)
def test_a_list_reads_as_a_sentence_does(items: list[str], words: str) -> None:
    assert wording.listed(items) == words
