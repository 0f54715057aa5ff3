"""Money as people write it: what each text means, or which problem it is."""

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrangements.imports.cells import Vocabulary
from arrangements.imports.money import LARGEST, heading_without_unit, parse_claim, unit_of
from arrangements.imports.moneycells import Money, Pounds
from arrangements.imports.problems import CellProblem

WORDS = Vocabulary()

CLAIMS: list[tuple[str, dict[str, Any]]] = [
    ("£1.2m", {"amount": 1_200_000}),
    ("c. £500k p.a.", {"amount": 500_000, "qualifier": "about", "pattern": "annual"}),
    ("£9m over 4 years", {"amount": 9_000_000, "pattern": "cumulative", "period": "4 years"}),
    ("£1.2m over 5 yrs", {"amount": 1_200_000, "pattern": "cumulative", "period": "5 yrs"}),
    ("£1.2m over 5yrs.", {"amount": 1_200_000, "pattern": "cumulative", "period": "5yrs"}),
    ("£30k over 1 yr", {"amount": 30_000, "pattern": "cumulative", "period": "1 yr"}),
    ("£1.2m over the next 5y", {"amount": 1_200_000, "pattern": "cumulative", "period": "next 5y"}),
    (
        "£2m over a 3-year period",
        {"amount": 2_000_000, "pattern": "cumulative", "period": "3-year"},
    ),
    ("1,200,000", {"amount": 1_200_000}),
    ("£200k-£300k", {"amount": 200_000, "amount_high": 300_000}),
    (
        "approx 0.5 million per annum",
        {"amount": 500_000, "qualifier": "about", "pattern": "annual"},
    ),
    ("325000", {"amount": 325_000}),
    ("0", {"amount": 0}),
    ("£325,000", {"amount": 325_000}),
    ("£325K pa", {"amount": 325_000, "pattern": "annual"}),
    ("325 thousand", {"amount": 325_000}),
    ("£250 k", {"amount": 250_000}),
    ("50 (k)", {"amount": 50_000}),
    (".5m", {"amount": 500_000}),
    ("£1.2 million a year", {"amount": 1_200_000, "pattern": "annual"}),
    ("£1.2M per year", {"amount": 1_200_000, "pattern": "annual"}),
    ("£10k p/a", {"amount": 10_000, "pattern": "annual"}),
    ("£50k/year", {"amount": 50_000, "pattern": "annual"}),
    ("£50k/yr", {"amount": 50_000, "pattern": "annual"}),
    ("£50K P.A.", {"amount": 50_000, "pattern": "annual"}),
    ("around £50,000 each year", {"amount": 50_000, "qualifier": "about", "pattern": "annual"}),
    ("recurring £5k", {"amount": 5_000, "pattern": "annual"}),
    ("non-recurring £5k", {"amount": 5_000, "pattern": "one_off"}),
    ("£1.2mn", {"amount": 1_200_000}),
    ("£2bn", {"amount": 2_000_000_000}),
    ("GBP 500000", {"amount": 500_000}),
    ("500,000 pounds", {"amount": 500_000}),
    ("£325,000.50", {"amount": 325_000}),
    ("'£50,000", {"amount": 50_000}),
    ("£100,000+", {"amount": 100_000, "qualifier": "at_least"}),
    ("£2m+ pa", {"amount": 2_000_000, "qualifier": "at_least", "pattern": "annual"}),
    ("£2 million plus", {"amount": 2_000_000, "qualifier": "at_least"}),
    ("£3m or more", {"amount": 3_000_000, "qualifier": "at_least"}),
    ("over £1m", {"amount": 1_000_000, "qualifier": "at_least"}),
    ("> £1m", {"amount": 1_000_000, "qualifier": "at_least"}),
    ("in excess of £3m", {"amount": 3_000_000, "qualifier": "at_least"}),
    ("up to £400,000", {"amount": 400_000, "qualifier": "up_to"}),
    ("less than £10k", {"amount": 10_000, "qualifier": "up_to"}),
    ("max £10k", {"amount": 10_000, "qualifier": "up_to"}),
    ("~£75k", {"amount": 75_000, "qualifier": "about"}),
    ("c£1m", {"amount": 1_000_000, "qualifier": "about"}),
    ("circa £1m", {"amount": 1_000_000, "qualifier": "about"}),
    ("£12k (est)", {"amount": 12_000, "qualifier": "about"}),
    ("estimated at £1m", {"amount": 1_000_000, "qualifier": "about"}),
    ("roughly £2 million", {"amount": 2_000_000, "qualifier": "about"}),
    ("£1m to £1.5m", {"amount": 1_000_000, "amount_high": 1_500_000}),
    ("between £1m and £2m", {"amount": 1_000_000, "amount_high": 2_000_000}),
    ("£1-2m", {"amount": 1_000_000, "amount_high": 2_000_000}),
    (
        "£3m — £4m per annum",
        {"amount": 3_000_000, "amount_high": 4_000_000, "pattern": "annual"},
    ),
    ("200 - 300k", {"amount": 200_000, "amount_high": 300_000}),
    ("£500,000 one-off", {"amount": 500_000, "pattern": "one_off"}),
    ("£10k per annum gross", {"amount": 10_000, "pattern": "annual", "gross_or_net": "gross"}),
    ("£45k net p.a.", {"amount": 45_000, "pattern": "annual", "gross_or_net": "net"}),
    ("£4m to date", {"amount": 4_000_000, "pattern": "cumulative"}),
    ("£2.1m by 2015", {"amount": 2_100_000, "pattern": "cumulative", "period": "by 2015"}),
    ("£150,000 (2012/13)", {"amount": 150_000, "period": "2012/13"}),
    ("2012/13: £150,000", {"amount": 150_000, "period": "2012/13"}),
    (
        "Up to £2m over five years",
        {
            "amount": 2_000_000,
            "qualifier": "up_to",
            "pattern": "cumulative",
            "period": "five years",
        },
    ),
    ("£50,000 each", {"amount": 50_000, "whose_share": "each"}),
    ("£50,000 per council", {"amount": 50_000, "whose_share": "per council"}),
    ("£1m*", {"amount": 1_000_000, "note": "£1m*"}),
    ("£50,000 (shared)", {"amount": 50_000, "note": "£50,000 (shared)"}),
]

NO_FIGURE = ["TBC", "tba", "n/a", "N/A", "nil", "none", "No savings", "-", "–", "?", "unknown"]
NO_FIGURE += ["not known", "to be confirmed", "See note", "not quantified", "awaiting figures"]
NO_FIGURE += ["n/k", "N/K", "nk", "n.k."]

PROBLEMS = [
    ("20%", "percentage"),
    ("10% of budget", "percentage"),
    ("15 per cent", "percentage"),
    ("20pc", "percentage"),
    ("£100k (10%)", "percentage"),
    ("-£50,000", "negative"),
    ("(£50,000)", "negative"),
    ("minus £50k", "negative"),
    ("£200k, £300k", "several_amounts"),
    ("£200k in year 1 and £300k in year 2", "several_amounts"),
    ("£1m p.a. (£3m over 3 years)", "several_amounts"),
    ("£1m + £2m", "several_amounts"),
    ("2 x £50k", "several_amounts"),
    ("1.200.000", "several_amounts"),
    ("£12,34", "several_amounts"),
    ("£1,5m", "several_amounts"),
    ("250 000", "several_amounts"),
    ("£300k-£200k", "range_backwards"),
    ("£999999999999999", "out_of_range"),
    ("€500,000", "not_money"),
    ("500k euros", "not_money"),
    ("$1m", "not_money"),
    ("5 FTE", "not_money"),
    ("3 posts", "not_money"),
    ("lots", "not_money"),
    ("yes", "not_money"),
    ("£", "not_money"),
    ("half a million", "not_money"),
    ("2012/13", "not_money"),
    ("£1m over 5 yrs, £2m over 10 yrs", "several_amounts"),
]


@pytest.mark.parametrize(("text", "meant"), CLAIMS)
def test_what_a_claim_means(text: str, meant: dict[str, Any]) -> None:
    claim = parse_claim(text)
    assert claim is not None
    said = {key: value for key, value in claim.as_facts().items() if value not in ("", None)}
    assert said == meant


@pytest.mark.parametrize("text", NO_FIGURE)
def test_a_text_may_say_that_there_is_no_figure(text: str) -> None:
    assert parse_claim(text) is None


@pytest.mark.parametrize(("text", "code"), PROBLEMS)
def test_what_cannot_be_known_is_a_problem_and_says_what_to_do(text: str, code: str) -> None:
    with pytest.raises(CellProblem) as found:
        parse_claim(text)
    assert found.value.code == code
    assert text[:60] in found.value.message
    assert found.value.suggestion.endswith(".")


def test_there_are_enough_of_them() -> None:
    assert len(CLAIMS) + len(NO_FIGURE) + len(PROBLEMS) >= 100


@pytest.mark.parametrize(
    ("heading", "unit", "rest"),
    [
        ("Saving (£k)", 1000, "Saving"),
        ("Savings £000s", 1000, "Savings"),
        ("Annual saving (£’000)", 1000, "Annual saving"),
        ("Savings ('000)", 1000, "Savings"),
        ("Savings (£k pa)", 1000, "Savings ( pa)"),
        ("Saving (£000 per annum)", 1000, "Saving ( per annum)"),
        ("Savings in £k", 1000, "Savings"),
        ("Savings (thousands)", 1000, "Savings"),
        ("£k saving", 1000, "saving"),
        ("SAVINGS (£M)", 10**6, "SAVINGS"),
        ("Saving £ million", 10**6, "Saving"),
        ("Saving (£m per annum)", 10**6, "Saving ( per annum)"),
        ("Saving (£bn)", 10**9, "Saving"),
        ("Savings (£)", 1, "Savings"),
        ("Savings (GBP)", 1, "Savings"),
        ("Saving in pounds", 1, "Saving"),
        ("Milestones", 1, "Milestones"),
        ("Team (main)", 1, "Team (main)"),
        ("Motives in words", 1, "Motives in words"),
    ],
)
def test_a_heading_says_what_its_numbers_count_in(heading: str, unit: int, rest: str) -> None:
    assert unit_of(heading) == unit
    assert heading_without_unit(heading) == rest


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    [
        ("Saving (£k)", "325", 325_000),
        ("Saving (£k)", 325.5, 325_500),
        ("Saving (£k)", "£325", 325_000),
        ("Saving (£k)", "£325k", 325_000),
        ("Saving (£m)", "1.2", 1_200_000),
        ("Saving (£m)", "750k", 750_000),
    ],
)
def test_a_scale_of_its_own_comes_before_the_headings(
    heading: str, cell: str | float, amount: int
) -> None:
    claim = Money().under(heading).parse(cell, WORDS)
    assert claim is not None
    assert claim["amount"] == amount


@pytest.mark.parametrize("cell", ["£325,000", 2_000_000.0, "£1,200,000 pa"])
def test_whole_pounds_under_thousands_are_asked_about(cell: str | float) -> None:
    with pytest.raises(CellProblem) as found:
        Money().under("Saving (£k)").parse(cell, WORDS)
    assert found.value.code == "unit_unclear"


@pytest.mark.parametrize(
    ("heading", "pattern", "basis"),
    [
        ("Annual saving", "annual", ""),
        ("Predicted savings", "", "forecast"),
        ("Savings achieved pa", "annual", "reported"),
        ("Forecast saving per year (£k)", "annual", "forecast"),
        ("Saving", "", ""),
    ],
)
def test_what_the_heading_says_of_a_claim(heading: str, pattern: str, basis: str) -> None:
    claim = Money().under(heading).parse("£5k", WORDS)
    assert claim is not None
    assert (claim["pattern"], claim["basis"]) == (pattern, basis)


@pytest.mark.parametrize("cell", [dt.date(2010, 4, 1), dt.datetime(2010, 4, 1, 9), dt.time(9)])
def test_a_date_is_no_money(cell: Any) -> None:
    for kind in (Money(), Pounds()):
        with pytest.raises(CellProblem, match="is a date or a time"):
            kind.parse(cell, WORDS)


def test_one_amount_is_no_range() -> None:
    assert Pounds().parse("£325k", WORDS) == 325_000
    with pytest.raises(CellProblem, match="is a range"):
        Pounds().parse("£200k-£300k", WORDS)


WRITTEN = st.text(alphabet="£$€0123456789.,-–()/%+~ kmbnKMpaocret'’½²٣\n", max_size=40)


@given(st.one_of(st.text(max_size=200), WRITTEN), st.sampled_from([1, 1000, 10**6]))
def test_any_text_is_a_claim_or_a_problem(text: str, unit: int) -> None:
    with suppress(CellProblem):
        claim = parse_claim(text, unit)
        if claim is not None:
            assert 0 <= claim.amount <= (claim.amount_high or claim.amount) <= LARGEST


@given(st.one_of(st.text(max_size=80), WRITTEN))
def test_any_heading_has_a_unit(heading: str) -> None:
    assert unit_of(heading) in {1, 10**3, 10**6, 10**9}
    assert isinstance(heading_without_unit(heading), str)


@given(st.integers(0, LARGEST))
def test_an_amount_we_write_is_read_back(amount: int) -> None:
    for text in (str(amount), f"£{amount:,}", f"{amount:,}"):
        assert Pounds().parse(text, WORDS) == amount
