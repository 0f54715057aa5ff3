"""Each page costs as many queries as the ledger says, however much there is on it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.query_counts import QUERIES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("address", "number"), QUERIES.items())
def test_a_page_costs_what_the_ledger_says(
    stranger: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    number: int,
) -> None:
    stranger.get(address)
    with django_assert_num_queries(number):
        stranger.get(address)
