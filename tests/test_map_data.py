"""What the map draws, against a second reading of the fixtures."""

import calendar
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from arrangements.filters import Query
from arrangements.map.data import areas_of, map_data
from arrangements.map.links import links_of
from arrangements.map.parts import Part
from arrangements.map.shown import taken_from
from arrangements.models import Arrangement, DataStamp
from arrangements.register import current_register
from tests import independent
from tests.mapdata import unpacked

pytestmark = pytest.mark.django_db

ADDRESS = "/map/data.json"
QUERIES = [
    "",
    "service_kind=management",
    "region=london&service=legal",
    "geography=separate",
    "body=essex-county-council&with=slough-borough-council",
    "sector=police&status=live",
    "q=library",
    "on=2012-06-30",
    "on=2024-01-01&nation=wales",
]


class Drawn:
    """An answer of the map's data, its rows as dictionaries and its numbers followed."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.bodies = self.rows("bodies")
        self.codes = [independent.by_slug()[body["slug"]] for body in self.bodies]
        self.services = self.rows("services")
        self.arrangements = self.rows("arrangements")
        for arrangement in self.arrangements:
            fields = data["fields"]["partners"]
            arrangement["partners"] = [
                dict(zip(fields, row, strict=False)) for row in arrangement["partners"]
            ]
        self.links = self.rows("links")

    def rows(self, name: str) -> list[dict[str, Any]]:
        fields = self.data["fields"][name]
        return [dict(zip(fields, row, strict=False)) for row in self.data[name]]

    def partners(self) -> dict[str, set[str]]:
        return {
            each["reference"]: {self.codes[partner["body"]] for partner in each["partners"]}
            for each in self.arrangements
        }

    def links_by_reference(self) -> dict[str, list[tuple[int, int]]]:
        found = defaultdict(list)
        for link in self.links:
            for number in link["arrangements"]:
                found[self.arrangements[number]["reference"]].append((link["a"], link["b"]))
        return found


def drawn(string: str = "") -> Drawn:
    return Drawn(json.loads(json.dumps(map_data(Query(QueryDict(string))))))


@pytest.fixture
def whole() -> Drawn:
    return drawn()


def test_every_arrangement_has_its_partners_as_recorded(whole: Drawn) -> None:
    assert whole.partners() == {
        reference: {row["Body code"] for row in independent.partners(reference)}
        for reference in independent.arrangements()
    }


def test_bodies_are_counted_by_arrangement_and_busiest_first(whole: Drawn) -> None:
    counts = Counter(row["Body code"] for row in independent.table("catalogue/Partners"))
    found = dict(zip(whole.codes, (body["count"] for body in whole.bodies), strict=True))
    assert found == counts
    order = [body["count"] for body in whole.bodies]
    assert order == sorted(order, reverse=True)


def test_bodies_stand_where_the_register_says(whole: Drawn) -> None:
    for code, body in zip(whole.codes, whole.bodies, strict=True):
        row = independent.bodies()[code]
        assert (body["name"], body["sector"], body["kind"]) == (
            row["name"],
            row["sector"],
            row["kind"],
        )
        if row["lat"]:
            assert body["lat"] == pytest.approx(float(row["lat"]), abs=1e-4)
            assert body["lon"] == pytest.approx(float(row["lon"]), abs=1e-4)
        else:
            assert body["lat"] is None


def test_services_and_their_kinds(whole: Drawn) -> None:
    kinds = {row["name"]: row["kind"] for row in independent.table("services")}
    order = [code for code, _ in whole.data["service_kinds"]]
    for arrangement in whole.arrangements:
        found = [whole.services[number] for number in arrangement["services"]]
        written = independent.listed(
            independent.arrangements()[arrangement["reference"]]["Services"]
        )
        assert [service["name"] for service in found] == written
        assert [order[service["kind"]] for service in found] == [kinds[name] for name in written]


def test_it_is_said_since_when_an_arrangement_runs_where_a_source_says(whole: Drawn) -> None:
    begun = 0
    for arrangement in whole.arrangements:
        facts = independent.arrangements()[arrangement["reference"]]
        runs = facts["Status"] in independent.STILL
        year, month = [*facts["Start"].split("-"), "", ""][:2]
        name = f"{calendar.month_name[int(month)]} " if month else ""
        ran = runs or facts["Status"] in ("Ended", "Replaced or merged")
        said = f"{'Since' if runs else 'From'} {name}{year}" if year else "Start not known"
        assert arrangement["started"] == (said if ran else "")
        begun += bool(ran and year)
    assert begun > 100


def test_roles_and_times_in_an_arrangement(whole: Drawn) -> None:
    for arrangement in whole.arrangements:
        rows = independent.partners(arrangement["reference"])
        for partner, row in zip(arrangement["partners"], rows, strict=True):
            assert partner.get("role", "") == row["Role"].lower()
            assert ("joined" in partner.get("remark", "")) == bool(row["Joined"])
            assert ("left" in partner.get("remark", "")) == bool(row["Left"])


def test_links_hang_an_arrangements_placed_partners_together(whole: Drawn) -> None:
    links = whole.links_by_reference()
    for arrangement in whole.arrangements:
        placed = {
            partner["body"]
            for partner in arrangement["partners"]
            if whole.bodies[partner["body"]]["lat"] is not None
        }
        mine = links[arrangement["reference"]]
        assert {body for pair in mine for body in pair} == (placed if len(placed) > 1 else set())
        # As few as can be, so no mesh; and no part of it is cut off.
        assert len(mine) == max(len(placed) - 1, 0)
        together = {min(placed)} if placed else set()
        for _ in mine:
            together |= {body for pair in mine if together & set(pair) for body in pair}
        assert together == placed


def test_a_lead_or_host_is_linked_to_each_of_its_partners(whole: Drawn) -> None:
    links = whole.links_by_reference()
    stars = 0
    for arrangement in whole.arrangements:
        roles = [row["Role"] for row in independent.partners(arrangement["reference"])]
        leads = [place for place, role in enumerate(roles) if role == "Lead"] or [
            place for place, role in enumerate(roles) if role == "Host"
        ]
        bodies = [partner["body"] for partner in arrangement["partners"]]
        hub = bodies[leads[0]] if leads else None
        if len(leads) == 1 and whole.bodies[bodies[leads[0]]]["lat"] is not None:
            assert all(hub in pair for pair in links[arrangement["reference"]])
            stars += 1
    assert stars > 150


def test_a_link_says_how_its_two_bodies_lie(whole: Drawn) -> None:
    for link in whole.links:
        a, b = whole.codes[link["a"]], whole.codes[link["b"]]
        if not independent.area(a) or not independent.area(b):
            expected = ""
        elif independent.linked(a, b, water=False):
            expected = "adjoining"
        else:
            expected = "across-water" if independent.linked(a, b, water=True) else "separate"
        assert link["geography"] == expected, (a, b)


def test_essex_and_slough_leap_over_london(whole: Drawn) -> None:
    pair = {"E10000012", "E06000039"}
    link = next(
        each for each in whole.links if {whole.codes[each["a"]], whole.codes[each["b"]]} == pair
    )
    assert link["geography"] == "separate"
    names = [whole.arrangements[number]["name"] for number in link["arrangements"]]
    assert names == ["Essex and Slough library service partnership"]


@pytest.mark.parametrize("day", ["2008-07-01", "2012-06-30", "2020-06-30", "2024-07-01"])
def test_on_a_day_bodies_are_those_that_stood_then(day: str) -> None:
    found = drawn(f"on={day}")
    date = independent.first(day)
    assert set(found.partners()) == independent.running(day)
    for reference, codes in found.partners().items():
        assert codes == independent.taking_part(reference, date)
    for each in found.arrangements:
        bodies = [partner["body"] for partner in each["partners"]]
        assert len(bodies) == len(set(bodies))


def test_a_successor_says_that_it_is_one() -> None:
    date = independent.first("2024-07-01")
    found = drawn("on=2024-07-01")
    marked = set()
    for each in found.arrangements:
        written = {row["Body code"] for row in independent.partners(each["reference"])}
        for partner in each["partners"]:
            code = found.codes[partner["body"]]
            if partner.get("remark") == "by succession":
                marked.add(code)
            else:
                assert code in written
                assert independent.exists(code, date)
    assert marked


@pytest.mark.parametrize("string", QUERIES)
def test_the_map_answers_as_the_list_does(stranger: Client, string: str) -> None:
    listed = stranger.get(f"/arrangements.json?{string}").getvalue()
    mapped = stranger.get(f"{ADDRESS}?{string}").json()
    references = [each["reference"] for each in unpacked(mapped)["arrangements"]]
    assert references == [each["reference"] for each in json.loads(listed)["arrangements"]]
    assert mapped["count"] == len(references)


@pytest.mark.parametrize("string", QUERIES)
def test_the_data_costs_a_constant_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries, string: str
) -> None:
    map_data(Query(QueryDict(string)))  # the register, and the sets that filters are counted by
    query = Query(QueryDict(string))
    # Two stamps, arrangements, partners, services; the sentence, of two counts where there is a
    # date; the names of services where the filters name one; for a search, which are
    # called so, and what is found by it.
    expected = 6 + bool(query.date) + ("service=" in string) + ("q=" in string)
    with django_assert_num_queries(expected):
        map_data(query)


@pytest.mark.parametrize("string", [*QUERIES, "on=2024-03-31&known=all", "through=today"])
def test_what_travels_is_what_was_found(stranger: Client, string: str) -> None:
    shown, asked = taken_from(QueryDict(string))
    whole = Drawn(json.loads(json.dumps(map_data(Query(asked), shown))))
    found = unpacked(stranger.get(f"{ADDRESS}?{string}").json())
    blank = {"role": "", "remark": "", "before": []}
    for each, sent in zip(whole.arrangements, found["arrangements"], strict=True):
        assert [blank | partner for partner in each["partners"]] == sent["partners"]
        for name in ("reference", "name", "services", "status", "started", "geography"):
            assert each[name] == sent[name]
    assert whole.links == found["links"]
    for body, sent in zip(whole.bodies, found["bodies"], strict=True):
        assert body == {
            name: value for name, value in sent.items() if value not in ("", None) or name in body
        }


def test_the_data_is_small(stranger: Client) -> None:
    assert len(gzip.compress(stranger.get(ADDRESS).content)) < 60_000


def test_an_unchanged_map_is_not_sent_again(stranger: Client) -> None:
    first = stranger.get(f"{ADDRESS}?region=wales")
    assert first.headers["Content-Type"] == "application/json"
    assert "no-cache" in first.headers["Cache-Control"]
    tag = first.headers["ETag"]
    again = stranger.get(f"{ADDRESS}?region=wales", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = stranger.get(f"{ADDRESS}?region=london", headers={"If-None-Match": tag})
    assert other.status_code == 200
    DataStamp.change()
    changed = stranger.get(f"{ADDRESS}?region=wales", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_what_one_process_made_serves_the_others(
    stranger: Client,
    settings: Settings,
    tmp_path: Path,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.EXPORTS_DIR = tmp_path
    cache.clear()
    first = stranger.get("/map/data.json").content
    cache.clear()
    with django_assert_num_queries(3):  # the data stamp alone
        assert stranger.get("/map/data.json").content == first
    some = stranger.get("/map/data.json", {"service": "legal"}).content
    assert some != first
    assert len(list(tmp_path.iterdir())) == 1


def test_a_change_of_the_catalogue_is_on_the_map(stranger: Client) -> None:
    stranger.get(ADDRESS)
    Arrangement.objects.filter(reference="SS0001").update(name="Renamed")
    DataStamp.change()
    found = unpacked(stranger.get(ADDRESS).json())
    assert "Renamed" in [each["name"] for each in found["arrangements"]]


@pytest.mark.parametrize(
    ("string", "words"),
    [
        ("colour=red", "colour"),
        ("region=atlantis", "atlantis"),
        ("on=tomorrow", "tomorrow"),
        ("body=nobody", "nobody"),
    ],
)
def test_a_query_that_means_nothing_is_a_sentence(
    stranger: Client, string: str, words: str
) -> None:
    answer = stranger.get(f"{ADDRESS}?{string}")
    assert answer.status_code == 400
    assert words in answer.json()["error"]
    assert answer.json()["error"].endswith(".")


def test_nothing_is_posted_to_the_map(editor: Client) -> None:
    assert editor.post(ADDRESS).status_code == 405
    assert editor.post("/map/").status_code == 405


def test_a_council_that_took_over_whole_areas_has_them() -> None:
    register = current_register()

    def areas(code: str) -> list[str]:
        return areas_of(register.by_code[code].pk, register)

    assert areas("E10000012") == ["E10000012"]  # Essex, as drawn
    assert areas("E06000065") == ["E10000023"]  # North Yorkshire Council, of the county
    assert areas("E06000061") == []  # North Northamptonshire, of half a county
    assert areas("E07000040") == []  # East Devon: districts are not drawn


def test_where_two_host_each_partner_goes_to_the_nearer() -> None:
    register = current_register()
    keys = {name: register.by_code[code].pk for name, code in CORNERS.items()}
    parts = [
        Part(keys["Cornwall"], "host", ""),
        Part(keys["Plymouth"], "partner", ""),
        Part(keys["Norfolk"], "host", ""),
        Part(keys["Suffolk"], "", ""),
    ]
    pairs = {frozenset(pair) for pair in links_of(parts, register)}
    assert pairs == {
        frozenset({keys["Cornwall"], keys["Norfolk"]}),
        frozenset({keys["Cornwall"], keys["Plymouth"]}),
        frozenset({keys["Norfolk"], keys["Suffolk"]}),
    }


CORNERS = {
    "Cornwall": "E06000052",
    "Plymouth": "E06000026",
    "Norfolk": "E10000020",
    "Suffolk": "E10000029",
}
