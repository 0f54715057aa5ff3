"""What a query string answers, against sets worked out from the fixtures alone."""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests import independent as own
from tests.asking import ENDINGS, asked
from tests.independent import arrangements, in_cell, ran, running, that, with_body, with_fact

pytestmark = pytest.mark.django_db

BODY = own.by_slug


def status(*words: str) -> set[str]:
    return in_cell("Status", *words)


def saved() -> set[str]:
    return that(own.of_arrangement("Savings").get)


def began(year: str) -> set[str]:
    """What is known to have run and has a start in a year."""
    return that(
        lambda ref: (
            arrangements()[ref]["Status"] in own.RAN
            and arrangements()[ref]["Start"].startswith(year)
        )
    )


def claimed(*bases: str) -> set[str]:
    savings = own.of_arrangement("Savings")
    return that(lambda ref: any(row["Basis"] in bases for row in savings.get(ref, [])))


def both_in(a: str, b: str) -> set[str]:
    return with_body([BODY()[a]]) & with_body([BODY()[b]])


ANSWERS: dict[str, Callable[[], set[str]]] = {
    "": lambda: set(arrangements()),
    # who shares with whom
    "geography=separate": lambda: that(lambda ref: own.geography(ref) == "separate"),
    "geography=across-water": lambda: that(lambda ref: own.geography(ref) == "across-water"),
    "geography=adjoining&geography=separate": lambda: that(
        lambda ref: own.geography(ref) in {"adjoining", "separate"}
    ),
    "body=essex-county-council&with=slough-borough-council": lambda: both_in(
        "essex-county-council", "slough-borough-council"
    ),
    "with=essex-county-council&with=slough-borough-council": lambda: both_in(
        "essex-county-council", "slough-borough-council"
    ),
    "body=essex-county-council&body=slough-borough-council": lambda: with_body(
        [BODY()["essex-county-council"], BODY()["slough-borough-council"]]
    ),
    "with=adur-district-council": lambda: with_body([BODY()["adur-district-council"]]),
    "body=durham-county-council-2009": lambda: with_body(["E10000010"]),
    "body=durham-county-council": lambda: with_body(["E06000047"]),
    "body=durham-county-council&lineage=yes": lambda: with_body(own.lineage("E06000047")),
    "body=dorset-council&lineage=yes": lambda: with_body(own.lineage("E06000059")),
    "body=dorset-council&with=christchurch-borough-council&lineage=yes": lambda: (
        with_body(own.lineage("E06000059")) & with_body(own.lineage("E07000048"))
    ),
    "body_kind=police_force": lambda: with_fact("kind", "police_force"),
    "body_kind=county&body_kind=national_park": lambda: with_fact(
        "kind", "county", "national_park"
    ),
    "sector=health": lambda: with_fact("sector", "health"),
    "sector=health&sector=fire": lambda: with_fact("sector", "health", "fire"),
    "tier=upper": lambda: with_fact("tier", "upper"),
    "tier=upper&tier=lower&sector=health": lambda: (
        with_fact("tier", "upper", "lower") & with_fact("sector", "health")
    ),
    "mix=across-tiers": lambda: that(lambda ref: "across-tiers" in own.mixes(ref)),
    "sector=police&mix=across-regions": lambda: that(
        lambda ref: (
            "across-regions" in own.mixes(ref)
            and any(body["sector"] == "police" for body in own.partner_bodies(ref))
        )
    ),
    "mix=same-tier": lambda: that(lambda ref: "same-tier" in own.mixes(ref)),
    "mix=with-police&mix=with-fire": lambda: that(
        lambda ref: own.mixes(ref) & {"with-police", "with-fire"}
    ),
    "pairing=district-district": lambda: that(lambda ref: "district-district" in own.pairings(ref)),
    "pairing=council-health&pairing=police-fire": lambda: that(
        lambda ref: own.pairings(ref) & {"council-health", "police-fire"}
    ),
    "pairing=county-single&pairing=county-county&geography=separate": lambda: that(
        lambda ref: (
            own.pairings(ref) & {"county-single", "county-county"}
            and own.geography(ref) == "separate"
        )
    ),
    # where
    "region=london": lambda: with_fact("region", "London"),
    "region=east-of-england&region=north-east&status=ended": lambda: (
        with_fact("region", "East of England", "North East") & status("Ended")
    ),
    "nation=scotland": lambda: with_fact("nation", "Scotland"),
    "nation=northern-ireland&nation=wales&service_kind=back_office": lambda: (
        with_fact("nation", "Northern Ireland", "Wales") & own.with_service("kind", "back_office")
    ),
    # what
    "service=legal": lambda: own.with_service("code", "legal"),
    "service=legal&service=libraries": lambda: own.with_service("code", "legal", "libraries"),
    "service=legal&service_kind=frontline": lambda: (
        own.with_service("code", "legal") & own.with_service("kind", "frontline")
    ),
    "service_group=management": lambda: own.with_service("group", "Management"),
    "service_kind=management&service_kind=front_office": lambda: own.with_service(
        "kind", "management", "front_office"
    ),
    # how
    "model=joint_committee": lambda: in_cell("Model", "Joint committee"),
    "model=unknown": lambda: in_cell("Model", "Not known"),
    "status=live&status=notice_given": lambda: status("Running", "Notice given"),
    "status=superseded&model=shared_staff": lambda: (
        status("Replaced or merged") & in_cell("Model", "Shared staff or post")
    ),
    "motive=resilience": lambda: in_cell("Motives", "Resilience"),
    "motive=savings&motive=quality&savings=no": lambda: (
        in_cell("Motives", "Savings", "Quality") - saved()
    ),
    "savings=yes": saved,
    "savings=no": lambda: set(arrangements()) - saved(),
    "savings=yes&savings=no": lambda: set(arrangements()),
    "why=cost&why=policy": lambda: in_cell("Why it ended", "Cost", "Policy"),
    # what figures link to
    "began=2011": lambda: began("2011"),
    "began=2011&began=2012&service=legal": lambda: (
        (began("2011") | began("2012")) & own.with_service("code", "legal")
    ),
    "ended=2019": lambda: (
        that(lambda ref: arrangements()[ref]["End"].startswith("2019"))
        & status("Ended", "Replaced or merged")
    ),
    "seen=2014": lambda: in_cell("Status as of", "2014"),
    "basis=reported&basis=audited": lambda: claimed("Reported by the bodies", "Audited by"),
    "basis=reported&among=basis%3Dforecast": lambda: (
        claimed("Reported by the bodies") & claimed("Forecast")
    ),
    "has=start": lambda: that(lambda ref: arrangements()[ref]["Start"]),
    "has=length&has=model": lambda: (
        that(lambda ref: arrangements()[ref]["Start"] and arrangements()[ref]["End"])
        | (set(arrangements()) - in_cell("Model", "Not known"))
    ),
    "lacks=figure": lambda: set(arrangements()) - saved(),
    "lacks=partners": lambda: in_cell("All partners listed", "no"),
    "has=partners": lambda: set(arrangements()) - in_cell("All partners listed", "no"),
    "has=source": lambda: that(own.of_arrangement("Sources").get),
    "lacks=seen": lambda: that(
        lambda ref: not (arrangements()[ref]["Status as of"] or arrangements()[ref]["Checked on"])
    ),
    "among=service%3Dlegal&service=ict": lambda: (
        own.with_service("code", "legal") & own.with_service("code", "ict")
    ),
    "among=service%3Dlegal&among=region%3Dlondon&status=ended": lambda: (
        (own.with_service("code", "legal") | with_fact("region", "London")) & status("Ended")
    ),
    "among=on%3D2011-06-30%26region%3Dsouth-west&on=2019-04-01": lambda: (
        running("2011-06-30")
        & with_fact("region", "South West", on="2011-06-30")
        & running("2019-04-01")
    ),
    # in words
    "q=library": lambda: that(lambda ref: {"library", "libraries"} & {*own.searched(ref).split()}),
    "q=Essex+Slough": lambda: that(
        lambda ref: "essex" in own.searched(ref) and "slough" in own.searched(ref)
    ),
    "q=trading+standards&q=audit": lambda: that(
        lambda ref: (
            "audit" in own.searched(ref)
            or ("trading" in own.searched(ref) and "standards" in own.searched(ref))
        )
    ),
    "q=King%E2%80%99s+Lynn": lambda: that(
        lambda ref: "kings" in own.searched(ref) and "lynn" in own.searched(ref)
    ),
    "q=SS0012": lambda: {"SS0012"},
    # when
    "on=2008-06-30": lambda: running("2008-06-30"),
    "on=2012-06-30": lambda: running("2012-06-30"),
    "on=2019-03-31": lambda: running("2019-03-31"),
    "on=2019-04-01": lambda: running("2019-04-01"),
    "on=2024-01-01": lambda: running("2024-01-01"),
    "on=1066-10-14": set,
    "on=2008-06-30&on=2024-01-01": lambda: running("2008-06-30") | running("2024-01-01"),
    "on=2019-03-31&region=south-west": lambda: (
        running("2019-03-31") & with_fact("region", "South West", on="2019-03-31")
    ),
    "on=2019-04-01&tier=lower": lambda: (
        running("2019-04-01") & with_fact("tier", "lower", on="2019-04-01")
    ),
    "on=2019-03-31&tier=lower": lambda: (
        running("2019-03-31") & with_fact("tier", "lower", on="2019-03-31")
    ),
    "on=2012-06-30&sector=health": lambda: (
        running("2012-06-30") & with_fact("sector", "health", on="2012-06-30")
    ),
    "on=2012-06-30&on=2020-06-30&body_kind=primary_care_trust": lambda: (
        (running("2012-06-30") & with_fact("kind", "primary_care_trust", on="2012-06-30"))
        | (running("2020-06-30") & with_fact("kind", "primary_care_trust", on="2020-06-30"))
    ),
    "on=2020-06-30&body=dorset-council": lambda: (
        running("2020-06-30") & with_fact("code", "E06000059", on="2020-06-30")
    ),
    "on=2018-06-30&body=dorset-council": set,
}
ORIGINAL = {
    "Essex–Slough": {"essex-county-council", "slough-borough-council"},
    "Breckland–South Holland": {"breckland-district-council", "south-holland-district-council"},
    "Teignbridge–Torridge": {"teignbridge-district-council", "torridge-district-council"},
}


@pytest.mark.parametrize("query", ANSWERS)
def test_a_query_answers_the_set_worked_out_from_the_fixtures(client: Client, query: str) -> None:
    assert set(asked(client, query)) == ANSWERS[query]()


def test_the_sets_are_not_empty_by_mistake() -> None:
    """But for three that ask for what is not there."""
    empty = {query for query, answer in ANSWERS.items() if not answer()}
    assert empty == {
        "body=durham-county-council-2009",
        "on=1066-10-14",
        "on=2018-06-30&body=dorset-council",
    }


def test_separate_has_the_pairs_that_the_design_names(client: Client) -> None:
    found = asked(client, "geography=separate")
    pairs = [{own.slug(body["name"]) for body in own.partner_bodies(ref)} for ref in found]
    assert all(wanted in pairs for wanted in ORIGINAL.values())
    assert {"adur-district-council", "worthing-borough-council"} not in pairs
    assert not any({"hampshire-county-council", "isle-of-wight-council"} == pair for pair in pairs)
    across = asked(client, "geography=across-water")
    assert any(
        {own.slug(body["name"]) for body in own.partner_bodies(ref)}
        == {"hampshire-county-council", "isle-of-wight-council"}
        for ref in across
    )


def test_essex_with_slough_is_the_library_service(client: Client) -> None:
    found = asked(client, "body=essex-county-council&with=slough-borough-council")
    assert any("library" in arrangements()[ref]["Name"].lower() for ref in found)


@pytest.mark.parametrize("day", ["2008-06-30", "2012-06-30", "2019-04-01", "2024-01-01"])
def test_a_date_gives_all_three_numbers(client: Client, day: str) -> None:
    words = [ran(ref, own.first(day)) for ref in arrangements()]
    page = client.get(f"/arrangements/?on={day}").content.decode()
    assert f"{words.count('yes')} arrangements known to have been running on" in page
    assert f"Not known: {words.count('not known')}." in page
    assert f"Not running: {words.count('no')}." in page


BAD = {
    "servise=legal": "servise",
    "reorganisation=atlantis": "atlantis",
    "becomes=merged": "merged",
    "reorganise=surrey": "reorganise",
    "service=leagl": "leagl",
    "body=nowhere-council": "nowhere-council",
    "with=": None,
    "region=atlantis": "atlantis",
    "status=running-ish": "running-ish",
    "pairing=county-district": "county-district",
    "savings=maybe": "maybe",
    "sort=price": "price",
    "on=2012-02-30": "2012-02-30",
    "on=30/06/2012": "30/06/2012",
    "on=2012": "2012",
    "on=20120630": "20120630",
    "on=yesterday": "yesterday",
    "on=2012-06-30&on=soon": "soon",
    "geography=separate&geography=far": "far",
    "lineage=perhaps": "perhaps",
    "began=11": "11",
    "ended=2012-06": "2012-06",
    "seen=lately": "lately",
    "total=everything": "everything",
    "has=all": "all",
    "among=servise%3Dlegal": "servise",
    "among=service%3Dleagl": "leagl",
    "among=among%3Damong%253Damong%25253Dx": "one within another",
    "q=" + "x" * 201: "200",
    "q=%21%21": "!!",
}


@pytest.mark.parametrize(("query", "named"), [(q, n) for q, n in BAD.items() if n])
@pytest.mark.parametrize("address", ["/arrangements/", *(f"/arrangements.{e}" for e in ENDINGS)])
def test_what_means_nothing_is_a_sentence_and_no_rows(
    client: Client, address: str, query: str, named: str
) -> None:
    answer = client.get(f"{address}?{query}")
    text = answer.content.decode()
    assert answer.status_code == 400
    assert named in text.replace("&#x27;", "'")
    assert not re.search(r"SS0\d{3}", text)
    if address.endswith("json"):
        assert set(json.loads(text)) == {"error"}
    sentence = json.loads(text)["error"] if address.endswith("json") else text
    assert re.search(r"[.”?]\s*(<|$)", sentence)


def test_empty_values_and_campaign_marks_are_no_part_of_the_question(client: Client) -> None:
    assert asked(
        client, "service=legal&utm_source=x&utm_campaign=y&fbclid=z&gclid=w&with=&q="
    ) == asked(client, "service=legal")


@pytest.mark.parametrize(
    ("page", "answer"), [("23", 200), ("24", 404), ("999999", 404), ("0", 400), ("two", 400)]
)
def test_a_page_past_the_end_says_where_the_last_is(client: Client, page: str, answer: int) -> None:
    got = client.get(f"/arrangements/?page={page}")
    text = got.content.decode()
    assert got.status_code == answer
    if answer == 404:
        assert "page=23" in text
        assert "the last page is 23" in text
    if answer != 200:
        assert not re.search(r"SS0\d{3}", text)
