"""A council, or one that is to come, looked for by its name."""

import pytest
from django.test import Client
from django.utils.text import slugify
from playwright.sync_api import Page

from arrangements.models import Body, DataStamp
from tests import independent as own
from tests.site import Site
from tests.test_reorganisation_pages import soup_of, text_of

pytestmark = pytest.mark.django_db


def test_my_council_is_found_with_its_area_its_plan_and_its_pack(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/?q=guildford")
    mine = soup.select_one("section[aria-labelledby=mine]")
    assert "Guildford Borough Council is to be part of West Surrey Council." in text_of(mine)
    assert "planned for 1 April 2027" in text_of(mine)
    found = {link["href"] for link in mine.select("a")}
    assert found == {"/reorganisation/guildford-borough-council/", "/reorganisation/surrey/"}
    soup = soup_of(stranger, "/reorganisation/?q=west+surrey")
    [link] = soup.select("section[aria-labelledby=mine] a")
    assert link["href"] == "/reorganisation/west-surrey-council/"
    assert "a new council: planned for 1 April 2027" in text_of(soup)
    mine = soup_of(stranger, "/reorganisation/?q=slough").select_one("section#mine, section")
    assert "No plan known to us replaces Slough Borough Council" in text_of(mine)
    assert "No council has that name here" in text_of(soup_of(stranger, "/reorganisation/?q=qqqq"))
    assert not soup_of(stranger, "/reorganisation/").select("#mine")
    assert stranger.get("/reorganisation/?council=guildford").status_code == 400
    assert stranger.get("/reorganisation/", {"q": "x" * 5000}).status_code == 400


def test_a_planned_council_is_found_by_the_sites_search_and_said_to_be_planned(
    stranger: Client,
) -> None:
    found = stranger.get("/search.json?q=west+surr").json()["found"]
    council = next(each for each in found if each["text"] == "West Surrey Council")
    assert council["more"] == "planned for 1 April 2027"
    assert council["address"] == "/reorganisation/west-surrey-council/"
    named = soup_of(stranger, "/arrangements/?q=West+Surrey").select_one("ul.named")
    assert "Planned council: West Surrey Council (planned for 1 April 2027)" in text_of(named)
    lead = soup_of(stranger, "/bodies/").select_one("p.sentence")
    assert lead is not None
    assert [link["href"] for link in lead.select("a")] == ["/reorganisation/"]
    # What nobody has decided is not called planned; and a form for bodies takes none of them.
    found = stranger.get("/search.json?q=one+east+suss").json()["found"]
    assert "proposed, not decided" in {each["more"] for each in found}
    assert not stranger.get("/search.json?only=bodies&q=west+surrey+council").json()["found"]


def test_packs_and_councils_are_suggested_while_a_name_is_typed(stranger: Client) -> None:
    [box] = soup_of(stranger, "/reorganisation/").select("#my-council")
    found = stranger.get(f"{box['data-suggest']}&q=surr").json()["found"]
    told = {each["text"]: (each["more"], each["address"]) for each in found}
    assert told["West Surrey Council"] == (
        "planned for 1 April 2027",
        "/reorganisation/west-surrey-council/",
    )
    assert told["Surrey Heath Borough Council"] == (
        "in the plan for Surrey",
        "/reorganisation/surrey-heath-borough-council/",
    )
    for each in found:
        assert stranger.get(each["address"]).status_code == 200
    assert not stranger.get(f"{box['data-suggest']}&q=slough").json()["found"]
    [box] = soup_of(stranger, "/reorganisation/register/").select("#add")
    assert "data-suggest-fill" in box.attrs
    found = stranger.get(f"{box['data-suggest']}&q=surrey").json()["found"]
    names = {each["text"] for each in found}
    assert {"Surrey County Council", "Surrey Heath Borough Council"} <= names
    assert not {"Surrey Police", "West Surrey Council"} & names
    for name in names:
        page = stranger.get("/reorganisation/register/", {"add": name})
        assert f'value="{slugify(name)}" checked' in page.content.decode(), name
    answer = stranger.get("/search.json?only=planets&q=surrey")
    assert answer.status_code == 400


@pytest.mark.browser
def test_a_pack_is_a_few_keys_away_and_a_council_is_filled_in(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/reorganisation/")
    page.get_by_label("Your council, now or to come").press_sequentially("west surr")
    page.get_by_role("option", name="West Surrey Council").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reorganisation/west-surrey-council/")
    page.goto(f"{site.url}/reorganisation/register/")
    box = page.get_by_label("Add a council")
    box.press_sequentially("waverl")
    page.get_by_role("option", name="Waverley Borough Council").click()
    assert box.input_value() == "Waverley Borough Council"
    page.get_by_role("button", name="Show the register").click()
    assert page.get_by_label("Waverley Borough Council").is_checked()


def test_what_is_said_of_the_names_of_new_councils_is_what_the_data_say(stranger: Client) -> None:
    rows = {row["name"]: row["note"].rstrip(".") for row in own.table("register/planned_bodies")}
    said = text_of(soup_of(stranger, "/reorganisation/").main)
    assert "“Named in the order” of East Surrey Council and West Surrey Council;" in said
    Body.with_planned.filter(name="Mid Essex").update(note="Named in the draft order.")
    DataStamp.change()
    said = text_of(soup_of(stranger, "/reorganisation/").main)
    assert "“Named in the draft order” of Mid Essex" in said
    essex = text_of(soup_of(stranger, "/reorganisation/mid-essex/").main)
    assert "Named in the draft order. Source:" in essex
    assert rows["Mid Essex"] == "Working name"


@pytest.mark.parametrize("typed", ["Guilford", "guilford borough council", "Gildford"])
def test_a_council_spelt_nearly_so_is_asked_about(stranger: Client, typed: str) -> None:
    mine = soup_of(stranger, f"/reorganisation/?q={typed}").select_one(
        "section[aria-labelledby=mine]"
    )
    assert "Did you mean Guildford Borough Council?" in text_of(mine)
    there = soup_of(stranger, f"/reorganisation/{mine.a['href']}")
    assert there.select("section a[href='/reorganisation/guildford-borough-council/']")


def test_a_made_up_council_gets_no_names_that_are_not_near(stranger: Client) -> None:
    mine = soup_of(stranger, "/reorganisation/?q=Frobnitz+District+Council").select_one(
        "section[aria-labelledby=mine]"
    )
    assert "No council has that name here. Try a part of it" in text_of(mine)
