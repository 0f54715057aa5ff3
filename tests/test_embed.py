"""The map in a frame of somebody else's page: that address alone, and nothing personal in it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

FRAMED = "frame-ancestors *"
NEVER = "frame-ancestors 'none'"


@pytest.mark.parametrize("who", ["stranger", "reader", "editor"])
def test_anybody_may_frame_the_embedded_map_and_no_other_page(
    who: str, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(who)
    embedded = client.get("/map/embed/?service=legal")
    assert embedded.status_code == 200
    assert FRAMED in embedded["Content-Security-Policy"].split("; ")
    assert "X-Frame-Options" not in embedded
    for address in ("/", "/map/", "/map/?service=legal", "/arrangements/", "/accounts/login/"):
        answer = client.get(address)
        assert NEVER in answer["Content-Security-Policy"].split("; ")
        assert answer["X-Frame-Options"] == "DENY"


def test_the_embedded_map_is_the_map_of_its_query_and_leads_back_to_it(stranger: Client) -> None:
    html = stranger.get("/map/embed/?service=legal&tier=lower").content.decode()
    assert 'data-query="service=legal&amp;tier=lower"' in html
    assert 'href="/map/?service=legal&amp;tier=lower">Open in Sharedmap' in html
    assert "Service: <strong>Legal services</strong>" in html
    assert '<base target="_top">' in html
    assert "site-nav" not in html


def test_it_says_nothing_of_who_is_signed_in(editor: Client, stranger: Client) -> None:
    address = "/map/embed/?nation=wales"
    assert editor.get(address).content == stranger.get(address).content
    assert not stranger.get(address).cookies


@pytest.mark.parametrize("string", ["service=nonsense", "colour=red", "on=yesterday"])
def test_nonsense_is_a_sentence_in_the_frame(stranger: Client, string: str) -> None:
    answer = stranger.get(f"/map/embed/?{string}")
    assert answer.status_code == 400
    assert FRAMED in answer["Content-Security-Policy"].split("; ")
    assert "map-bar__sentence--problem" in answer.content.decode()
    # Nothing is drawn, rather than everything in its place.
    assert "data-problem" in answer.content.decode()


def test_the_maps_page_gives_the_code_to_copy(stranger: Client) -> None:
    html = stranger.get("/map/?service=legal").content.decode()
    code = re.search(r'<textarea[^>]*id="embed-code"[^>]*>(.*?)</textarea>', html, re.S)
    assert code
    assert "http://testserver/map/embed/?service=legal&quot;" in code[1]
    assert "title=&quot;Map of shared services" in code[1]
