"""A division of an area that a person makes up, told by the same rule and beside the others."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Page

from arrangements.reorganisation.outlook import Outlook
from arrangements.reorganisation.partition import goes_by_choice
from arrangements.reorganisation.rule import Goes
from tests.sight import everybody_can_read
from tests.site import Site
from tests.test_reorganisation_pages import soup_of, text_of

pytestmark = pytest.mark.django_db
DIVIDE = "/reorganisation/surrey/divide/"
SURREY = (
    "elmbridge epsom-and-ewell mole-valley reigate-and-banstead tandridge guildford runnymede"
    " spelthorne surrey-heath waverley woking"
)


def whole(*ends: int) -> Goes:
    return Goes(frozenset(ends))


def test_a_county_goes_where_its_districts_go() -> None:
    counties = {9: frozenset({1, 2})}
    one = goes_by_choice({1: 101, 2: 101, 3: None}, counties)
    assert one == {1: whole(101), 2: whole(101), 9: whole(101)}
    two = goes_by_choice({1: 101, 2: 102}, counties)
    assert two[9] == Goes(frozenset({101, 102}), "part")
    half = goes_by_choice({1: 101, 2: None}, counties)
    # Divided between the new council and itself: the rest of it stays.
    assert half[9] == Goes(frozenset({101, 9}), "part")
    assert goes_by_choice({1: None, 2: None}, counties) == {}


def rows(soup: BeautifulSoup) -> dict[str, list[str]]:
    found = {}
    for row in soup.select("section[aria-labelledby=beside] tbody tr"):
        name, *cells = row.select("th, td")
        found[text_of(name).split("Start from")[0].strip()] = [
            text_of(cell).split(":")[0] for cell in cells
        ]
    return found


def test_it_starts_as_the_plan_has_it_and_tells_the_same(stranger: Client) -> None:
    told = rows(soup_of(stranger, DIVIDE))
    assert told["Your division"] == told["Decided"]
    assert told["Decided"][0] == "2"
    held = Outlook().classes["surrey"]
    assert sum(map(int, told["Decided"][1:])) == len(held)


def test_the_address_holds_a_division_and_the_lists_are_opened_from_it(stranger: Client) -> None:
    councils = [f"{name}-borough-council" for name in SURREY.split()]
    named = [text["name"] for text in soup_of(stranger, DIVIDE).select("form.division select")]
    query = "&".join(f"{name}=A" for name in named)
    assert set(named) - set(councils) == {
        "mole-valley-district-council",
        "tandridge-district-council",
    }
    soup = soup_of(stranger, f"{DIVIDE}?{query}")
    told = rows(soup)["Your division"]
    # One council for all: the county is not divided, and nothing straddles.
    assert told[:3] == ["1", "0", "0"]
    absorbed = soup.select_one("section[aria-labelledby=absorbed]")
    assert "All its partners would end in council A." in text_of(absorbed)
    assert len(absorbed.select("li")) == int(told[4])
    link = soup.select_one("section[aria-labelledby=beside] a[href='#absorbed']")
    assert link is not None
    # Moved back to the plan, by its own link.
    start = soup.find("a", string=lambda text: bool(text and text.startswith("Start from this")))
    again = rows(soup_of(stranger, DIVIDE + (start or soup.select_one("a.soft"))["href"]))
    assert again["Your division"] == again["Decided"]


def test_what_is_left_of_a_county_stays(stranger: Client) -> None:
    soup = soup_of(stranger, f"{DIVIDE}?woking-borough-council=A")
    text = text_of(soup.main)
    said = (
        "Surrey County Council would be divided: a part would go to council A, and the rest stays."
    )
    assert said in text
    assert "was not found" not in text.split("Side by side")[1].split("What your division makes")[1]
    carried = text_of(soup.select_one("section[aria-labelledby=carried]"))
    assert "Would be replaced whole: Woking Borough Council by council A." in carried
    assert "Mole Valley District Council and Surrey Heath Borough Council stay." in carried
    assert "not in this plan" not in carried


def test_proposals_are_beside_it_where_nothing_is_decided(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/west-sussex/divide/")
    told = rows(soup)
    assert {"Your division", "Nothing decided", "One council", "Two councils"} <= told.keys()
    pack = soup_of(stranger, "/reorganisation/west-sussex/")
    side = {
        text_of(row.select_one("th")): [text_of(each).split(":")[0] for each in row.select("td")]
        for row in pack.select("section[aria-labelledby=proposals] tbody tr")
    }
    assert {name: told[name] for name in side} == side
    assert pack.select_one("a[href='/reorganisation/west-sussex/divide/']")


def test_where_no_division_is_coded_nothing_is_told_until_one_is_made(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/hertfordshire/divide/")
    assert "Your division" not in rows(soup)
    assert not soup.select("section[aria-labelledby=made]")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("atlantis=A", "“atlantis” is not a council of Surrey that can move."),
        ("surrey-county-council=A", "“surrey-county-council” is not a council of Surrey"),
        ("woking-borough-council=Z", "“Z” is no new council. Give Woking Borough Council one of"),
    ],
)
def test_a_bad_address_is_told_what_is_wrong(stranger: Client, query: str, sentence: str) -> None:
    assert sentence in text_of(soup_of(stranger, f"{DIVIDE}?{query}", 400))


def test_what_is_no_area_is_not_found_and_everybody_may_divide(
    stranger: Client, reader: Client, editor: Client
) -> None:
    for slug in ("atlantis", "west-sussex-one-council", "west-surrey-council"):
        assert stranger.get(f"/reorganisation/{slug}/divide/").status_code == 404
    for person in (stranger, reader, editor):
        assert person.get(DIVIDE).status_code == 200


@pytest.mark.browser
def test_everybody_can_divide(page: Page, site: Site) -> None:
    page.goto(f"{site.url}{DIVIDE}")
    everybody_can_read(page)
    page.get_by_label("Waverley Borough Council").select_option("New council A")
    page.get_by_role("button", name="Show what it would make").click()
    assert "waverley-borough-council=A" in page.url
    assert page.get_by_label("Waverley Borough Council").input_value() == "A"
