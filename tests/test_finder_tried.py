"""The figures of docs/finder.md are what the code gives, its partners hidden from it."""

from dataclasses import replace
from pathlib import Path

import pytest

from arrangements.finding.known import Known, known_now
from arrangements.finding.points import POINTS, TRIED, total
from arrangements.models import Arrangement
from arrangements.partialdate import first_day
from arrangements.register import current_register
from tests.finding import Case, cases, choose, finder, nearest, result, table, the_other_way

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).resolve().parent.parent / "docs/finder.md"


@pytest.fixture
def tried() -> list[Case]:
    return cases()


def test_the_table_in_the_documents_is_what_comes_out(tried: list[Case]) -> None:
    assert table(tried) in PAGE.read_text(encoding="utf-8")
    assert the_other_way(tried) in PAGE.read_text(encoding="utf-8")


def test_the_points_are_those_that_the_one_half_chooses(tried: list[Case]) -> None:
    assert choose([case for case in tried if case.chosen_on]) == POINTS


def test_it_does_better_than_the_nearest_on_what_was_held_back(tried: list[Case]) -> None:
    held_back = [case for case in tried if not case.chosen_on]
    for some in (held_back, [case for case in held_back if case.separate]):
        ours, nearer = result(some, finder), result(some, nearest)
        assert ours.in_three > nearer.in_three
        assert ours.in_ten > nearer.in_ten
        assert ours.reciprocal > nearer.reciprocal


def test_what_the_page_says_of_it_is_true(tried: list[Case]) -> None:
    held_back = [case for case in tried if not case.chosen_on]
    ours, nearer = result(held_back, finder), result(held_back, nearest)
    assert round(100 * ours.in_three) == TRIED.in_three
    assert round(100 * ours.in_ten) == TRIED.in_ten
    assert round(100 * nearer.in_three) == TRIED.nearest_three
    assert round(100 * nearer.in_ten) == TRIED.nearest_ten


def test_an_arrangement_is_hidden_with_all_that_hangs_together_with_it() -> None:
    known = known_now(current_register())
    umbrella = Arrangement.objects.exclude(parts=None).order_by("reference")[0]
    part = umbrella.parts.all()[0]
    assert umbrella.pk in known.chain(part.pk)
    assert {umbrella.pk, part.pk} <= known.chain(umbrella.pk)


def test_nothing_counts_that_was_not_certainly_there_before() -> None:
    """Nothing that may have begun on the day or later, and nobody who may have joined later."""
    known = known_now(current_register())
    day = first_day("2010")
    past = known.before(day, hidden=())
    assert past.shares
    begun = dict(Arrangement.objects.values_list("pk", "start"))
    assert not [key for key in past.shares if begun[key] and begun[key][:4] >= "2010"]
    joined = Arrangement.objects.values_list("pk", "partners__body", "partners__joined")
    late = {(key, body) for key, body, when in joined if when and when[:4] >= "2010"}
    assert late
    assert not [
        (key, b) for key, share in past.shares.items() for b in share.members if (key, b) in late
    ]


def test_the_score_does_not_see_what_is_hidden() -> None:
    """Two councils that share one thing only are strangers to each other once it is hidden."""
    known = known_now(current_register())
    share = next(
        share for share in known.shares.values() if len(share.members) == 2 and not share.related
        and len(known.together(*share.members)) == 1
    )  # fmt: skip
    without = Known(each for key, each in known.shares.items() if key not in known.chain(share.key))
    assert not without.together(*share.members)


def test_points_add_up() -> None:
    amounts = dict.fromkeys(POINTS, 0.0)
    assert total(amounts) == 0
    assert (
        total(amounts | {"adjoins": 1, "together": 2}) == POINTS["adjoins"] + 2 * POINTS["together"]
    )


def test_a_case_is_ranked_by_hand() -> None:
    case = next(case for case in cases() if len([c for c in case.candidates if c.true]) == 1)
    by_distance = sorted(each.km for each in case.candidates)
    true = next(each for each in case.candidates if each.true)
    assert case.rank(nearest) == by_distance.index(true.km) + 1
    alone = replace(case, candidates=[true])
    assert alone.rank(finder) == 1
    assert alone.by_chance() == ([1.0, 1.0], 1.0)
