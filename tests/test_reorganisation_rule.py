"""What becomes of an arrangement under a plan: one class each, and the same told from the CSV."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arrangements.choices import Becomes
from arrangements.models import Arrangement, Body, PlanSuccession
from arrangements.reorganisation.outlook import Outlook
from arrangements.reorganisation.rule import Goes, becomes, in_succession
from tests import independent as own

W, P, U = "whole", "part", ""
X, Y = 101, 102


def whole(*ends: int) -> Goes:
    return Goes(frozenset(ends), W, lacks=not ends)


def part(*ends: int, lacks: bool = False) -> Goes:
    return Goes(frozenset(ends), P, lacks)


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ({}, Becomes.NOT_TOUCHED),
        ({1: whole(X), 2: whole(X), 3: whole(X)}, Becomes.ABSORBED),
        ({1: whole(X)}, Becomes.CARRIED),
        ({1: whole(X), 2: whole(X)}, Becomes.CARRIED),
        ({1: whole(X), 2: whole(Y)}, Becomes.STRADDLING),
        ({1: whole(X), 2: whole(Y), 3: whole(X)}, Becomes.STRADDLING),
        ({1: part(X, Y)}, Becomes.SPLIT),
        ({1: part(X, Y), 2: Goes(frozenset(), U, lacks=True)}, Becomes.SPLIT),
        ({1: part(X, lacks=True)}, Becomes.SPLIT),
        ({1: Goes(frozenset(), U, lacks=True)}, Becomes.NOT_DECIDED),
        # It goes whole to one of several that were not found: what is told does not hang on which.
        ({1: whole()}, Becomes.CARRIED),
        ({1: whole(), 2: whole()}, Becomes.NOT_DECIDED),
        ({1: whole(), 2: whole(X), 3: whole(Y)}, Becomes.STRADDLING),
        # The council that another goes to stays, and they are one.
        ({1: whole(3), 2: whole(3)}, Becomes.ABSORBED),
    ],
)
def test_each_case_of_the_rule(plan: dict[int, Goes], told: Becomes) -> None:
    assert becomes([1, 2, 3], plan) == told


def test_one_body_alone_shares_nothing() -> None:
    assert becomes([1], {1: whole(X)}) == Becomes.NOT_TOUCHED


def test_a_later_plan_goes_on_from_an_earlier_one() -> None:
    first, then = {1: whole(X), 2: part(X, Y)}, {X: whole(201), 3: whole(202)}
    both = in_succession([first, then])
    assert both == {1: whole(201), 2: part(201, Y), 3: whole(202), X: whole(201)}
    # A county divided between two that are merged afterwards is whole again.
    assert in_succession([{1: part(X, Y)}, {X: whole(9), Y: whole(9)}])[1] == whole(9)
    assert in_succession([{1: whole(X)}, {X: part(8, 9)}])[1] == part(8, 9)


successors = st.integers(100, 105)
fates = st.one_of(
    st.builds(whole, successors),
    st.builds(whole),
    st.sets(successors, min_size=2, max_size=4).map(lambda ends: part(*ends)),
    st.builds(lambda end: part(end, lacks=True), successors),
    st.just(Goes(frozenset(), U, lacks=True)),
)
plans = st.dictionaries(st.integers(1, 12), fates, max_size=12)
companies = st.lists(st.integers(1, 16), min_size=0, max_size=8)


@settings(max_examples=400, deadline=None)
@given(companies, plans, st.randoms())
def test_exactly_one_class_whatever_the_order(
    partners: list[int], plan: dict[int, Goes], chance: object
) -> None:
    told = becomes(partners, plan)
    assert [each for each in Becomes if each == told] == [told]
    again, rows = [*partners], [*plan.items()]
    chance.shuffle(again)  # type: ignore[attr-defined]
    chance.shuffle(rows)  # type: ignore[attr-defined]
    assert becomes(again, dict(rows)) == told
    assert (told == Becomes.NOT_TOUCHED) == (
        len(set(partners)) < 2 or not set(partners) & plan.keys()
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(companies, max_size=12), plans, successors, successors)
def test_merging_two_successors_never_raises_the_number_split(
    held: list[list[int]], plan: dict[int, Goes], one: int, other: int
) -> None:
    merged = in_succession([plan, {one: whole(900), other: whole(900)}])
    before = Counter(becomes(partners, plan) for partners in held)
    after = Counter(becomes(partners, merged) for partners in held)
    assert after[Becomes.SPLIT] <= before[Becomes.SPLIT]


@settings(max_examples=200, deadline=None)
@given(companies, plans, st.randoms())
def test_plans_for_different_councils_may_come_in_any_order(
    partners: list[int], plan: dict[int, Goes], chance: object
) -> None:
    pieces = [{body: goes} for body, goes in plan.items()]
    chance.shuffle(pieces)  # type: ignore[attr-defined]
    assert becomes(partners, in_succession(pieces)) == becomes(partners, plan)


# The same a second time, from the CSV as supplied and the words of docs/rules.md alone.

AREAS = {
    "surrey": "Surrey",
    "essex": "Greater Essex (Essex, Southend-on-Sea, Thurrock)",
    "suffolk": "Suffolk",
    "lancashire": "Lancashire, Blackburn with Darwen and Blackpool",
}
OVER = {"Ended", "Replaced or merged", "Not pursued"}


def goes_to(area: str) -> tuple[dict[str, set[str]], str]:
    """For each council of the area the names it goes to, as said; and the day before."""
    found: dict[str, set[str]] = {}
    day = ""
    for row in own.as_said():
        if row["area"] == area:
            found.setdefault(row["predecessor"], set()).update(row["proposal"].split("; "))
            day = row["vesting_date"]
    return found, day


def take_part(reference: str, day: str) -> set[str]:
    """Who is in it the day before, themselves or by succession."""
    eve = own.first(day) - own.dt.timedelta(1)
    facts = own.arrangements()[reference]
    if facts["Status"] in OVER or (facts["End"] and own.last(facts["End"]) < eve):
        return set()
    return own.taking_part(reference, eve)


def class_of(reference: str, area: str, moved: dict[str, set[str]] | None = None) -> str:
    """`moved` are councils that go elsewhere than the CSV says."""
    where, day = goes_to(area)
    where |= moved or {}
    partners = take_part(reference, day)
    classes = sum(own.bodies()[code]["kind"] == "group" for code in partners)
    replaced = [where[code] for code in partners if code in where]
    if not replaced or len(partners) + classes < 2:
        return "not-touched"
    if any(len(ends) > 1 for ends in replaced):
        return "split"
    ends = set().union(*replaced)
    if len(ends) > 1:
        return "straddling"
    return "absorbed" if len(replaced) == len(partners) else "carried"


@pytest.mark.django_db
@pytest.mark.parametrize("slug", AREAS)
def test_the_class_of_every_arrangement_is_that_of_the_csv(slug: str) -> None:
    outlook = Outlook()
    keys = dict(Arrangement.objects.values_list("reference", "pk"))
    assert keys.keys() == own.arrangements().keys()
    ours = {
        reference: outlook.classes[slug].get(key, Becomes.NOT_TOUCHED).value
        for reference, key in keys.items()
    }
    assert ours == {reference: class_of(reference, AREAS[slug]) for reference in keys}
    assert len(set(ours.values())) >= 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reference", "plan", "told"),
    [
        # Guildford and Waverley both go to West Surrey.
        ("SS0230", "surrey", "absorbed"),
        # Surrey's trading standards, shared with Buckinghamshire: the county is divided.
        ("SS0084", "surrey", "split"),
        # Surrey Heath and Woking go west, Elmbridge and Mole Valley east.
        ("SS0273", "surrey", "straddling"),
        # Thurrock is replaced, Barking and Dagenham stays.
        ("SS0040", "essex", "carried"),
        # Colchester goes in one plan and Ipswich in another: carried by each, apart in the end.
        ("SS0134", "essex", "carried"),
        ("SS0134", "suffolk", "carried"),
        ("SS0134", "", "straddling"),
        # Which of Hertfordshire's four Broxbourne goes to was not found, but it goes whole.
        ("SS0082", "hertfordshire", "carried"),
        ("SS0040", "surrey", "not-touched"),
    ],
)
def test_each_class_has_a_real_example(reference: str, plan: str, told: str) -> None:
    outlook = Outlook()
    key = Arrangement.objects.get(reference=reference).pk
    assert outlook.classes[plan].get(key, Becomes.NOT_TOUCHED) == told


@pytest.mark.django_db
def test_where_nothing_is_decided_nothing_is_told() -> None:
    held = Outlook().classes
    assert set(held["kent"].values()) == {Becomes.NOT_DECIDED}
    assert Becomes.NOT_DECIDED not in held["kent-one-council"].values()
    assert held["kent-one-council"].keys() == held["kent"].keys()


@pytest.mark.django_db
def test_one_district_moved_changes_what_it_should_and_moved_back_nothing() -> None:
    before = Outlook().classes
    refs = dict(Arrangement.objects.values_list("pk", "reference"))
    row = PlanSuccession.objects.get(plan__slug="surrey", predecessor__code="E07000216")
    was, other = row.successor, Body.with_planned.get(code="planned-east-surrey-council")
    PlanSuccession.objects.filter(pk=row.pk).update(successor=other)
    after = Outlook().classes
    area = AREAS["surrey"]
    moved = {"E07000216": {"East Surrey Council"}}
    told = {ref: class_of(ref, area, moved) for ref in own.arrangements()}
    ours = {refs[key]: each.value for key, each in after["surrey"].items()}
    assert ours == {ref: each for ref, each in told.items() if each != "not-touched"}
    changed = {ref for ref in told if told[ref] != class_of(ref, area)}
    # Guildford and Waverley would no longer be one council.
    assert changed == {"SS0230"}
    assert {
        refs[key] for key in refs if before["surrey"].get(key) != after["surrey"].get(key)
    } == changed
    assert {slug for slug in before if before[slug] != after[slug]} == {"", "surrey"}
    PlanSuccession.objects.filter(pk=row.pk).update(successor=was)
    assert Outlook().classes == before
