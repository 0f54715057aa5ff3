"""The examples that the catalogue was founded on: found as a person types, and told in full."""

import re
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client

pytestmark = pytest.mark.django_db

# What is typed, and what the page of the first that is found must say.
STORIES = {
    "South Holland and Breckland": (
        "about 90 miles apart",
        "South Holland District Council",
        "Breckland District Council",
        "Ended in 2021",
        "Neighbours No",
        "37 senior posts were cut to 18",
        "£300,000",
    ),
    "Teignbridge and Torridge": (
        "Teignbridge District Council",
        "Torridge District Council",
        "three months' notice",
        "Neighbours No",
        "look at other sharing options",
    ),
    "Essex and Slough": (
        "Essex County Council",
        "Slough Borough Council",
        "far away in Berkshire",
        "Running in 2011",
        "Neighbours No",
    ),
    "Essex and Brentwood": (
        "A county and one of its districts",
        "Brentwood Borough Council",
        "Ended in 2012",
        "the only county and district shared management",
        "£100,000 a year, reported",
        "£1.2 million in all, reported",
    ),
    "LGSS": (
        "Cambridgeshire County Council",
        "Northamptonshire County Council (to 2021)",
        "Milton Keynes",
        "£9 million in all, reported",
        "Period: to 2011.",
        "They are not to be added up",
        "Sections 101(5) and 102",
    ),
    "Greater Manchester shared services": (
        "Greater Manchester Police",
        "Trafford",
        "HR and payroll",
    ),
    "Peninsula": ("Devon County Council", "Plymouth City Council", "Torbay Council", "Children's"),
    "Forth Valley GIS": (
        "Stirling Council",
        "Clackmannanshire Council",
        "Falkirk Council",
        "Jointly owned company",
        "company limited by guarantee",
    ),
    "Herefordshire primary care trust": (
        "Herefordshire Council",
        "Herefordshire Primary Care Trust",
        "First place in England",
        "The law did not allow a full merger",
    ),
    "tri-borough shared services": (
        "Westminster City Council",
        "Hammersmith",
        "Kensington",
        "Loss of trust between political leaders",
        "Ended in 2018",
    ),
    "Newham Havering ICT": (
        "London Borough of Newham",
        "London Borough of Havering",
        "do not adjoin",
        "A year on trial came before the agreement",
        "oneSource",
    ),
    "Adur and Worthing": (
        "Adur District Council",
        "Worthing Borough Council",
        "one senior officer team",
        "Neighbours Yes",
        "three main offices to two",
    ),
}


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").get_text(" ").split())


def get(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("typed", STORIES)
def test_a_founding_example_is_found_first_and_its_page_tells_its_story(
    stranger: Client, typed: str
) -> None:
    first = get(stranger, f"/arrangements/?q={quote(typed)}").select_one(".line__name a")
    story = words(get(stranger, first["href"]))
    missing = [each for each in STORIES[typed] if each.lower() not in story.lower()]
    assert not missing, (typed, first.text, missing)


def test_shepway_leads_to_folkestone_and_hythe(stranger: Client) -> None:
    answer = stranger.get("/bodies/shepway-district-council/")
    assert answer.status_code == 301
    assert answer["Location"] == "/bodies/folkestone-and-hythe-district-council/"
    assert "Shepway" in words(get(stranger, answer["Location"]))
    named = get(stranger, "/arrangements/?q=Shepway").select_one(".named a")
    assert named["href"] == "/bodies/folkestone-and-hythe-district-council/"


def test_northamptonshire_leads_to_its_two_successors_each_with_lgss_as_its_predecessors(
    stranger: Client,
) -> None:
    gone = get(stranger, "/bodies/northamptonshire-county-council/")
    told = gone.select_one(".govuk-inset-text")
    followed = {link["href"] for link in told.select("a")}
    assert followed == {
        "/bodies/north-northamptonshire-council/",
        "/bodies/west-northamptonshire-council/",
    }
    for address in followed:
        page = get(stranger, address)
        before = page.select_one("#before-northamptonshire-county-council").parent
        assert before.select_one("a[href='/arrangements/SS0290/']")
        assert re.search(r"These are not known to have passed to \w+ Northamptonshire", words(page))
        own = [link["href"] for link in page.select("section[aria-labelledby^=shared-] a")]
        assert "/arrangements/SS0290/" not in own
