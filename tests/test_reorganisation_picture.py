"""The picture of the areas beside the tables of /reorganisation/."""

import json
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests import independent as own

pytestmark = pytest.mark.django_db

FILLS = {
    "order_made": "#0d4f54",
    "decision_announced": "url(#plans-stripes)",
    "proposed": "#ffffff",
}
ROOT = Path(__file__).resolve().parent.parent


def picture(client: Client) -> Tag:
    page = BeautifulSoup(client.get("/reorganisation/").content, "html.parser")
    (found,) = page.select("svg.plans-map")
    return found


def areas() -> dict[str, dict[str, str]]:
    """By address, what is decided for each area; proposals apart."""
    return {
        f"/reorganisation/{own.slug(row['name'])}/": row
        for row in own.table("register/plans")
        if not row["option"]
    }


def test_each_area_is_drawn_and_leads_to_its_plan(client: Client) -> None:
    links = {str(link["href"]): link for link in picture(client).select("a")}
    assert links.keys() == areas().keys()
    for address, link in links.items():
        row = areas()[address]
        fill, edge = link.select("path")
        # Not by colour alone: solid, striped, or open with a dashed edge.
        assert fill["fill"] == FILLS[row["status"]]
        assert ("stroke-dasharray" in edge.attrs) == (row["status"] == "proposed")
        title = link.select_one("title")
        assert title
        assert title.text.startswith(f"{row['name']}. ")
        assert ("planned for" in title.text) == bool(row["vesting_date"])
        assert client.get(address).status_code == 200


def test_an_area_is_that_of_all_councils_to_be_replaced(client: Client) -> None:
    drawn = json.loads((ROOT / "static/lib/backdrop.json").read_text())["areas"]
    replaced = {
        row["predecessor"]
        for row in own.table("register/plan_successions")
        if row["area"].startswith("Hampshire") and not row["option"]
    }
    counted = {code for code in replaced if code in drawn}
    assert {"E10000014", "E06000044", "E06000045", "E06000046"} == counted
    (hampshire,) = picture(client).select('a[href="/reorganisation/hampshire/"]')
    fill, edge = hampshire.select("path")
    rings = sum(len(drawn[code]) for code in counted)
    assert 4 <= str(fill["d"]).count("Z") <= rings
    # The edge leaves out the lines between them: each arc that two of them share.
    arcs = Counter(n if n >= 0 else ~n for code in counted for ring in drawn[code] for n in ring)
    shared = sum(count > 1 for count in arcs.values())
    assert shared > 0
    assert str(edge["d"]).count("M") <= len(arcs) - shared


def test_the_picture_stays_out_of_the_way_of_keyboard_and_reader(client: Client) -> None:
    """The tables have the same links and say the same."""
    page = BeautifulSoup(client.get("/reorganisation/").content, "html.parser")
    found = picture(client)
    assert found["aria-hidden"] == "true"
    assert {link["tabindex"] for link in found.select("a")} == {"-1"}
    in_tables = {str(link["href"]) for link in page.select("table.plans th a")}
    assert {str(link["href"]) for link in found.select("a")} == in_tables


def test_the_key_has_each_state_once_with_its_number(client: Client) -> None:
    page = BeautifulSoup(client.get("/reorganisation/").content, "html.parser")
    told = [" ".join(item.text.split()) for item in page.select(".plans-picture__key li")]
    states = Counter(row["status"] for row in areas().values())
    assert told == [
        f"Order made ({states['order_made']} area)",
        f"Government decision announced ({states['decision_announced']} areas)",
        f"Proposed, not decided ({states['proposed']} areas)",
    ]


def test_nothing_in_it_breaks_the_content_security_policy(client: Client) -> None:
    assert "style" not in {name for each in picture(client).find_all(True) for name in each.attrs}
