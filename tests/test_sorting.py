"""Every order of the list: the same set, in the order that it promises."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from tests import independent as own
from tests.asking import asked
from tests.independent import arrangements

pytestmark = pytest.mark.django_db


def largest_forecast(reference: str) -> int:
    return max(
        (
            int(row["Amount (£)"] or 0)
            for row in own.of_arrangement("Savings")[reference]
            if row["Pattern"] == "A year"
            and row["Basis"] == "Forecast"
            and row["Scope"] != "Wider than this arrangement"
        ),
        default=-1,
    )


def words_in_name(reference: str, search: str) -> int:
    name = own.plain(arrangements()[reference]["Name"])
    return sum(word in name.split() for word in set(own.plain(search).split()))


def latest(reference: str) -> str:
    facts = arrangements()[reference]
    return max(facts["Status as of"], facts["Checked on"])


SORTS: dict[str, Callable[[str], Any]] = {
    "name": lambda ref: 0,
    "newest": lambda ref: arrangements()[ref]["Start"],
    "longest": own.days_known,
    "partners": lambda ref: len(own.partners(ref)),
    "seen": latest,
    "saving": largest_forecast,
}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("narrowed", ["", "service=legal", "on=2012-06-30&tier=lower"])
def test_a_sort_is_the_same_set_in_the_promised_order(
    client: Client, sort: str, narrowed: str
) -> None:
    found = asked(client, f"{narrowed}&sort={sort}")
    assert sorted(found) == sorted(asked(client, narrowed))
    keys = [SORTS[sort](reference) for reference in found]
    assert keys == sorted(keys, reverse=True)
    for one, two in pairwise(found):
        if SORTS[sort](one) == SORTS[sort](two):
            names = [(own.plain(arrangements()[ref]["Name"]), ref) for ref in (one, two)]
            assert names == sorted(names)


def test_the_best_match_has_the_words_in_its_name(client: Client) -> None:
    for query in ("q=shared+legal", "q=shared+legal&sort=relevance"):
        found = asked(client, query)
        keys = [words_in_name(reference, "shared legal") for reference in found]
        both = keys.count(2)
        assert both
        assert keys[:both] == [2] * both
        # "Shared" is in so many names that it does not tell much: "legal" decides.
        keys = [words_in_name(reference, "legal") for reference in found]
        assert keys == sorted(keys, reverse=True)
        assert keys[-1] == 0


def test_without_a_search_the_order_is_by_name(client: Client) -> None:
    assert asked(client, "tier=upper") == asked(client, "tier=upper&sort=name")
