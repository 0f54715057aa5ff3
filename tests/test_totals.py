"""What may be added up, on a catalogue built to tempt whoever adds."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from arrangements.filters import Query
from arrangements.insight.panels import Insight
from arrangements.models import Arrangement, DataStamp, Saving
from arrangements.totals import Totals, current_totals, years_of

pytestmark = pytest.mark.django_db


def made(reference: str, part_of: str = "", replaces: str = "") -> None:
    each = Arrangement.objects.create(reference=reference, name=reference)
    if part_of:
        each.part_of = Arrangement.objects.get(reference=part_of)
        each.save()
    if replaces:
        each.replacement_rows.create(replaced=Arrangement.objects.get(reference=replaces))


def claims(reference: str, amount: int | None, **facts: object) -> None:
    arrangement = Arrangement.objects.get(reference=reference)
    said = {"pattern": "annual", "basis": "forecast", **facts}
    Saving.objects.create(
        arrangement=arrangement, number=arrangement.savings.count() + 1, amount=amount, **said
    )
    DataStamp.change()


def counted(kind: str = "annual-forecast") -> dict[str, tuple[int, int]]:
    names = dict(Arrangement.objects.values_list("pk", "reference"))
    found = Totals().kinds[kind].counted
    return {names[key]: (claim.low, claim.high) for key, claim in found.items()}


@pytest.fixture(autouse=True)
def nothing_yet(empty_catalogue: None) -> None:
    for reference in ("A", "B", "C"):
        made(reference)


def test_patterns_and_bases_are_never_one() -> None:
    claims("A", 100)
    claims("A", 90, basis="reported")
    claims("A", 1_000, pattern="cumulative")
    claims("A", 7, pattern="")
    claims("B", 8, basis="")
    assert counted() == {"A": (100, 100)}
    assert counted("annual-reported") == {"A": (90, 90)}
    assert counted("cumulative-forecast") == {"A": (1_000, 1_000)}
    assert len(Totals().unsaid) == 2


def test_two_partners_reports_of_one_saving_are_a_range() -> None:
    claims("A", 100, whose_share="the county")
    claims("A", 80, whose_share="the district")
    claims("B", 10, amount_high=30)
    assert counted() == {"A": (80, 100), "B": (10, 30)}


def test_an_umbrella_counts_and_its_parts_do_not() -> None:
    made("part", part_of="A")
    made("inner part", part_of="part")
    claims("A", 100)
    claims("part", 60)
    claims("inner part", 20)
    claims("part", 50, basis="reported")
    assert counted() == {"A": (100, 100)}
    assert counted("annual-reported") == {"part": (50, 50)}


def test_parts_count_where_the_umbrella_claims_nothing_of_the_kind() -> None:
    made("one", part_of="A")
    made("two", part_of="A")
    claims("A", 100, pattern="cumulative")
    claims("one", 60)
    claims("two", 20)
    assert counted() == {"one": (60, 60), "two": (20, 20)}


def test_a_part_of_a_part_is_covered_past_one_that_claims_nothing() -> None:
    made("middle", part_of="A")
    made("inner", part_of="middle")
    claims("A", 100)
    claims("inner", 20)
    assert counted() == {"A": (100, 100)}


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        ("", "", False),
        ("2012", "", False),
        ("2012", "2012", False),
        ("2011/12", "2012", False),
        ("from 2012", "2019", False),
        ("by 2012", "2019", False),
        ("2012", "2019", True),
        ("2008 to 2011", "2012-2016", True),
        ("2008 to 2012", "2012–2016", False),
    ],
)
def test_what_was_replaced_counts_only_for_other_years(before: str, after: str, both: bool) -> None:
    made("new", replaces="A")
    claims("A", 50, period=before)
    claims("new", 70, period=after)
    assert set(counted()) == ({"A", "new"} if both else {"new"})


def test_the_replaced_part_of_an_umbrella_is_covered_by_what_followed_it() -> None:
    made("old part", part_of="A")
    made("new", replaces="A")
    made("newest", replaces="new")
    claims("old part", 50)
    claims("newest", 70)
    assert counted() == {"newest": (70, 70)}
    assert len(Totals().kinds["annual-forecast"].replaced) == 1


def test_a_part_of_other_years_than_its_umbrella_is_still_a_part() -> None:
    made("part", part_of="A")
    claims("A", 100, period="2012")
    claims("part", 60, period="2019")
    assert counted() == {"A": (100, 100)}


def test_what_is_no_saving_or_wider_is_never_counted() -> None:
    for nature in ("dividend", "loss_prevented", "income"):
        claims("A", 1_000_000, nature=nature)
    claims("B", 1_000_000, scope="wider")
    claims("C", None)
    assert counted() == {}
    kind = Totals().kinds["annual-forecast"]
    assert (len(kind.no_saving), len(kind.wider)) == (1, 1)


def test_a_wider_claim_covers_nobody_elses() -> None:
    made("part", part_of="A")
    claims("A", 1_000_000, scope="wider")
    claims("part", 60)
    assert counted() == {"part": (60, 60)}


def test_links_in_a_ring_do_not_hang() -> None:
    made("D", part_of="A")
    Arrangement.objects.filter(reference="A").update(
        part_of=Arrangement.objects.get(reference="D").pk
    )
    claims("B", 5)
    claims("A", 5)
    assert counted() == {"B": (5, 5), "A": (5, 5)}


def test_the_list_of_a_total_is_what_is_counted() -> None:
    made("part", part_of="A")
    for reference in ("A", "B", "part"):
        claims(reference, 10)
    found = Query(QueryDict("total=annual-forecast")).arrangements
    assert {each.reference for each in found} == {"A", "B"}
    assert set(current_totals().kinds["annual-forecast"].counted) == {each.pk for each in found}


def test_the_figure_of_savings_counts_each_saving_once() -> None:
    made("part", part_of="A")
    made("new", replaces="B")
    for reference, amount in (("A", 100_000), ("part", 61_000), ("B", 52_000), ("new", 70_000)):
        claims(reference, amount)
    claims("A", 33_000, basis="reported")
    claims("C", 9_000, whose_share="one")
    claims("C", 8_000, whose_share="the other")
    claims("C", 444_000, nature="dividend")
    claims("C", 555_000, scope="wider")
    figure = Insight(Query(QueryDict())).figures["savings"]
    rows = {str(row[0].value): [cell.value for cell in row[1:]] for row in figure.rows}
    lows, highs = 100_000 + 70_000 + 8_000, 100_000 + 70_000 + 9_000
    assert rows["A year, forecast"] == [3, 5, lows, highs, 70_000, 8_000, 100_000, 2]
    assert rows["A year, reported by the bodies"][:3] == [1, 5, 33_000]


@pytest.mark.parametrize(
    ("period", "pattern", "years"),
    [
        ("2012", "annual", (2012, 2012)),
        ("2011/12", "annual", (2011, 2012)),
        ("2012", "cumulative", None),
        ("to 2024", "cumulative", None),
        ("2007/08 to 2011/12", "cumulative", (2007, 2012)),
        ("2022 to about end 2024", "cumulative", (2022, 2024)),
        ("four years from 2011", "cumulative", None),
        ("", "annual", None),
    ],
)
def test_years_are_only_what_a_period_says(
    period: str, pattern: str, years: tuple[int, int] | None
) -> None:
    assert years_of(period, pattern) == years
