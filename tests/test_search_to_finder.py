"""A search for a body and a service that it does not share leads to whom it could ask."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

pytestmark = pytest.mark.django_db


def found_by(client: Client, typed: str) -> BeautifulSoup:
    answer = client.get("/arrangements/", {"q": typed})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize(
    ("typed", "body", "service"),
    [
        ("Harborough legal", "harborough-district-council", "legal"),
        ("solicitors for Harborough", "harborough-district-council", "legal"),
        ("bins Harborough", "harborough-district-council", "waste-collection"),
    ],
)
def test_a_body_and_a_service_that_it_does_not_share_lead_to_the_finder(
    client: Client, typed: str, body: str, service: str
) -> None:
    soup = found_by(client, typed)
    links = [a["href"] for a in soup.select("main a") if a["href"].startswith("/finder/?")]
    assert links == [f"/finder/?body={body}&service={service}"]
    assert "We know of no arrangement about" in soup.select_one("main").text
    assert client.get(links[0]).status_code == 200


@pytest.mark.parametrize("typed", ["Harborough zebra", "Teignbridge legal zebra", "zebra"])
def test_a_search_of_other_words_says_nothing_of_what_a_body_shares(
    client: Client, typed: str
) -> None:
    soup = found_by(client, typed)
    assert "We know of no arrangement" not in soup.select_one("main").text
    assert not [a for a in soup.select("main a") if a["href"].startswith("/finder/?")]
