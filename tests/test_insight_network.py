"""The edge list: every pair of bodies in every arrangement, as CSV and as GraphML."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

import networkx
import pytest
from django.test import Client

from tests import independent as own
from tests.independent import arrangements, bodies

pytestmark = pytest.mark.django_db

QUERIES = ("", "on=2012-06-30", "service=legal&region=london", "on=2019-04-01&tier=lower")
HEADINGS = [
    "Body code",
    "Body",
    "With body code",
    "With body",
    "Reference",
    "Arrangement",
    "Services",
    "Status",
    "Status as of (year)",
    "Start (year, month or day)",
    "End (year, month or day)",
    "Both in it from (year, month or day)",
    "Both in it until (year, month or day)",
    "Between their points (km)",
    "Neighbours",
]


def edge_list(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/insight/edges.csv?{query}")
    assert answer.status_code == 200
    rows = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"), newline=""))
    assert rows.fieldnames == HEADINGS
    return list(rows)


def graph(client: Client, query: str = "") -> networkx.MultiGraph:
    answer = client.get(f"/insight/edges.graphml?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/graphml+xml"
    found = networkx.parse_graphml(answer.getvalue().decode(), force_multigraph=True)
    assert isinstance(found, networkx.MultiGraph)
    return found


def named(row: dict[str, str]) -> tuple[str, frozenset[str]]:
    return row["Reference"], frozenset({row["Body code"], row["With body code"]})


@pytest.mark.parametrize("query", QUERIES)
def test_graphml_opens_in_networkx_with_the_same_nodes_and_edges(
    stranger: Client, query: str
) -> None:
    rows, drawn = edge_list(stranger, query), graph(stranger, query)
    assert rows
    codes = {row[end] for row in rows for end in ("Body code", "With body code")}
    assert set(drawn.nodes) == codes
    assert {code: data["name"] for code, data in drawn.nodes(data=True)} == {
        code: bodies()[code]["name"] for code in codes
    }
    edges = [(data["reference"], frozenset({a, b})) for a, b, data in drawn.edges(data=True)]
    assert Counter(edges) == Counter(map(named, rows))
    told = {(data["reference"], frozenset({a, b})): data for a, b, data in drawn.edges(data=True)}
    keys = ("arrangement", "services", "status", "status_as_of", "start", "end")
    for row in rows:
        data = told[named(row)]
        values = [str(data.get(key, "")) for key in (*keys, "both_from", "both_until", "km")]
        assert values == [row[heading] for heading in HEADINGS[5:14]]


def test_the_edges_are_the_pairs_of_every_arrangement(stranger: Client) -> None:
    wanted = {
        (reference, frozenset(pair))
        for reference in arrangements()
        for pair in combinations({row["Body code"] for row in own.partners(reference)}, 2)
    }
    rows = edge_list(stranger)
    assert len(rows) == len(wanted)
    assert {named(row) for row in rows} == wanted


def test_the_edges_of_a_day_are_the_pairs_of_who_took_part(stranger: Client) -> None:
    day = own.dt.date(2019, 4, 1)
    wanted = {
        (reference, frozenset(pair))
        for reference in own.running("2019-04-01")
        for pair in combinations(own.taking_part(reference, day), 2)
    }
    assert {named(row) for row in edge_list(stranger, "on=2019-04-01")} == wanted


def test_an_edge_lasts_while_both_were_there(stranger: Client) -> None:
    edges = {
        (row["Reference"], row["Body"], row["With body"]): row
        for row in edge_list(stranger)
        if row["Reference"] in ("SS0516", "SS0391", "SS0433", "SS0001", "SS0002")
    }

    def days(*key: str) -> list[str]:
        return [edges[key][heading] for heading in HEADINGS[11:13]]

    # It joined in 2016 and left in 2020; the two founders are there since April 2014.
    bexley = days("SS0391", "London Borough of Bexley", "London Borough of Havering")
    assert bexley == ["2016", "2020"]
    assert days("SS0391", "London Borough of Havering", "London Borough of Newham")[0] == "2014-04"
    # The one ended on a day in 2019, before whatever else ended.
    taunton = days("SS0433", "Mendip District Council", "Taunton Deane Borough Council")
    assert taunton == ["2007", "2019-03-31"]


def test_how_far_apart_two_bodies_are_is_between_their_points(stranger: Client) -> None:
    for row in edge_list(stranger)[::97]:
        one, other = bodies()[row["Body code"]], bodies()[row["With body code"]]
        if not one["lat"] or not other["lat"]:
            assert row["Between their points (km)"] == ""
            continue
        a, b = (
            tuple(radians(float(each[name])) for name in ("lat", "lon")) for each in (one, other)
        )
        bow = sin((a[0] - b[0]) / 2) ** 2 + cos(a[0]) * cos(b[0]) * sin((a[1] - b[1]) / 2) ** 2
        assert float(row["Between their points (km)"]) == pytest.approx(
            2 * 6371 * asin(sqrt(bow)), abs=0.1
        )


@pytest.mark.parametrize("ending", ["csv", "graphml"])
def test_what_has_no_edges_is_told_in_a_sentence(stranger: Client, ending: str) -> None:
    nothing = stranger.get(f"/insight/edges.{ending}?on=1700-01-01")
    assert (nothing.status_code, nothing.content.decode()) == (
        404,
        "No arrangement matches this query, so there is nothing to count.",
    )
    bad = stranger.get(f"/insight/edges.{ending}?servise=legal")
    assert bad.status_code == 400
    assert "servise" in bad.content.decode()


def test_three_people_may_take_the_edge_list(
    stranger: Client, reader: Client, editor: Client
) -> None:
    for client in (stranger, reader, editor):
        answer = client.get("/insight/edges.graphml?service=legal")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].endswith('-edges.graphml"')
        assert client.post("/insight/edges.csv").status_code == 405
