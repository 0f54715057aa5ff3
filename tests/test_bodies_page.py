"""The page of a body: what it is and was, what it shares, and where its old names lead."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client

from arrangements.filters import Query
from arrangements.models import Arrangement, Body, BodyName, DataStamp, Partner, PlanSuccession
from arrangements.pages.body import BodyPage
from arrangements.pages.sharing import MAY_BE, OVER, RUNNING, TO_COME, Sharing
from arrangements.register import current_register
from tests.independent import table

pytestmark = pytest.mark.django_db


def soup_of(client: Client, slug: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(f"/bodies/{slug}/")
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").text.split())


def sharing(slug: str, day: str) -> Sharing:
    return Sharing(Body.objects.get(slug=slug), current_register(), dt.date.fromisoformat(day))


def states(slug: str, day: str) -> dict[str, str]:
    return {
        line.arrangement.name: group.code
        for group in sharing(slug, day).groups
        for line in group.lines
    }


def test_it_says_what_the_body_is(stranger: Client) -> None:
    text = words(soup_of(stranger, "essex-county-council"))
    assert "County council, East of England, England. It has existed since 1 April 1974." in text
    assert "Upper tier (county)" in text
    assert "Chelmsford City Council" in text
    assert "E10000012 (Office for National Statistics)" in text


def test_every_arrangement_of_a_body_is_on_its_page_once(stranger: Client) -> None:
    body = Body.objects.get(slug="essex-county-council")
    found = [link["href"] for link in soup_of(stranger, body.slug).select(".shared__name a")]
    wanted = Arrangement.objects.filter(partners__body=body)
    assert sorted(found) == sorted(each.get_absolute_url() for each in wanted)


def test_status_is_always_said_with_its_year(stranger: Client) -> None:
    lines = soup_of(stranger, "essex-county-council").select(".shared__line .meta strong")
    assert lines
    assert not [line.text for line in lines if line.text.strip() == "Running"]


def test_how_an_arrangement_stands_depends_on_the_day() -> None:
    slug = "somerset-council"
    assert states(slug, "2023-06-01")["Adopt South West"] == RUNNING
    assert states(slug, "2025-06-01")["Adopt South West"] == OVER
    arrangement = Arrangement.objects.get(name="Heart of the South West Trading Standards Service")
    last = arrangement.status_as_of
    assert states(slug, f"{last}-12-31")[arrangement.name] == RUNNING
    assert states(slug, f"{last + 1}-01-01")[arrangement.name] == MAY_BE


def test_leaving_ends_it_for_the_one_who_left() -> None:
    row = Partner.objects.get(
        body__slug="somerset-council", arrangement__name="Five Councils Partnership"
    )
    assert row.left == "2025"
    assert states("somerset-council", "2026-01-01")["Five Councils Partnership"] == OVER


def test_a_plan_is_no_running_service() -> None:
    body = Body.objects.filter(partnerships__arrangement__status="proposed").order_by("pk")[0]
    proposed = Arrangement.objects.filter(partners__body=body, status="proposed")
    found = states(body.slug, "2026-01-01")
    assert {found[each.name] for each in proposed} == {TO_COME}


def test_arrangements_by_succession_are_marked(stranger: Client) -> None:
    text = words(soup_of(stranger, "somerset-council"))
    assert "By succession from Somerset County Council, since 1 April 2023" in text
    assert "What its predecessors shared" in text
    assert "These are not known to have passed to Somerset Council." in text


def test_who_came_before_and_after_is_linked(stranger: Client) -> None:
    before = soup_of(stranger, "taunton-deane-borough-council")
    inset = before.select_one(".govuk-inset-text")
    assert [link["href"] for link in inset.select("a")] == [
        "/bodies/somerset-west-and-taunton-council/",
        "/bodies/somerset-council/",
    ]
    after = words(soup_of(stranger, "somerset-council"))
    assert "Mendip District Council on 1 April 2023" in after
    assert "Before them: Taunton Deane Borough Council, West Somerset District Council" in after


def test_a_plan_to_replace_a_body_is_said_to_be_planned_with_its_source(stranger: Client) -> None:
    for slug, said in (
        (
            "guildford-borough-council",
            "1 April 2027 (Surrey): it is to be part of West Surrey",
        ),
        (
            "brentwood-borough-council",
            "planned for 1 April 2028 (Essex): it is to be part of Mid",
        ),
        ("exeter-city-council", "it may be replaced; by which council is not decided, or was not"),
        ("crawley-borough-council", "no day yet (“One council”): it would be part of"),
    ):
        panel = soup_of(stranger, slug).select_one("section.panel")
        assert said in " ".join(panel.text.split()), slug
        assert "Done" not in panel.text
        sources = [link["href"] for link in panel.select("li a")]
        assert sources
        assert all(source.startswith(("https://", "/reorganisation/")) for source in sources)


def test_every_plan_of_every_council_is_on_its_page(stranger: Client) -> None:
    rows = table("register/plan_successions")
    names = {row["code"]: row["name"] for row in table("register/planned_bodies")}
    one_of_each = {(row["area"], row["option"]): row["predecessor"] for row in rows}
    assert len(one_of_each) == len(table("register/plans"))
    for (area, option), code in one_of_each.items():
        panel = soup_of(stranger, Body.objects.get(code=code).slug).select_one("section.panel")
        text = " ".join(panel.text.split())
        mine = [row for row in rows if (row["area"], row["predecessor"]) == (area, code)]
        assert len(panel.select("li")) == len({row["option"] for row in mine})
        assert not option or f"“{option}”" in text
        for row in mine:
            assert names.get(row["successor"], "") in text, (area, option, code)


def test_a_plan_that_was_changed_is_told_as_it_is_now(stranger: Client) -> None:
    row = PlanSuccession.objects.get(predecessor__slug="guildford-borough-council")
    row.successor = Body.with_planned.get(slug="east-surrey-council")
    row.save()
    DataStamp.change()
    panel = soup_of(stranger, "guildford-borough-council").select_one("section.panel")
    assert "it is to be part of East Surrey Council" in " ".join(panel.text.split())


def test_numbers_shared_are_those_of_the_list() -> None:
    shown = sharing("maidstone-borough-council", "2026-01-01")
    assert shown.most
    for other in shown.most:
        query = Query(QueryDict(f"body=maidstone-borough-council&with={other.body.slug}"))
        assert query.count == other.count, other.body.name
    assert Query(QueryDict("body=maidstone-borough-council")).count == shown.direct


def test_neighbours_are_like_bodies_of_the_same_time() -> None:
    essex = BodyPage(Body.objects.get(slug="essex-county-council"), dt.date(2026, 1, 1))
    near = {each.body.slug: each.shared for each in essex.neighbours}
    assert near["suffolk-county-council"] >= 1
    assert "medway-council" in near
    assert "braintree-district-council" not in near
    assert "forest-heath-district-council" not in near
    gone = BodyPage(Body.objects.get(slug="mendip-district-council"), dt.date(2026, 1, 1))
    assert "sedgemoor-district-council" in {each.body.slug for each in gone.neighbours}
    police = BodyPage(Body.objects.get(slug="essex-police"), dt.date(2026, 1, 1))
    assert {each.body.kind for each in police.neighbours} == {"police_force"}


def test_a_group_lists_its_members(stranger: Client) -> None:
    group = Body.objects.get(name="Police forces of England and Wales")
    links = [link["href"] for link in soup_of(stranger, group.slug).select("dd a")]
    assert "/bodies/essex-police/" in links
    assert len([link for link in links if link.startswith("/bodies/")]) >= 43


def test_a_body_that_shares_nothing_says_what_that_means(stranger: Client) -> None:
    body = Body.objects.filter(partnerships=None, standings=None).order_by("pk")[0]
    assert "That does not mean that it shares nothing" in words(soup_of(stranger, body.slug))


def test_every_kind_of_body_has_a_page_that_opens(stranger: Client) -> None:
    kinds = Body.objects.values_list("kind", flat=True).order_by("kind").distinct()
    assert len(kinds) > 20
    for kind in kinds:
        for body in Body.objects.filter(kind=kind).order_by("pk")[:2]:
            assert stranger.get(body.get_absolute_url()).status_code == 200, body.name


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("shepway-district-council", "folkestone-and-hythe-district-council"),
        ("E06000039", "slough-borough-council"),
        ("e06000039", "slough-borough-council"),
        ("police-essex", "essex-police"),
    ],
)
def test_an_old_name_or_a_code_leads_to_the_body(stranger: Client, old: str, now: str) -> None:
    answer = stranger.get(f"/bodies/{old}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/bodies/{now}/")


def test_a_bare_place_leads_to_its_council_for_now(stranger: Client) -> None:
    answer = stranger.get("/bodies/durham/")
    assert (answer.status_code, answer["Location"]) == (302, "/bodies/durham-county-council/")


def test_a_name_of_two_bodies_is_a_question(stranger: Client) -> None:
    both = [Body.objects.get(slug=f"{name}-borough-council") for name in ("slough", "luton")]
    for body in both:
        BodyName.objects.create(body=body, name="Old Board", slug="old-board", kind="former")
    links = {link["href"] for link in soup_of(stranger, "old-board", 404).select("main a")}
    assert {body.get_absolute_url() for body in both} <= links


def test_a_typo_offers_what_is_near(stranger: Client) -> None:
    soup = soup_of(stranger, "slugh-borough-council", 404)
    assert "Did you mean one of these?" in words(soup)
    assert "/bodies/slough-borough-council/" in {link["href"] for link in soup.select("main a")}


@pytest.mark.parametrize("slug", ["zzzz-qqqq", "x" * 300, "%00", "<script>", "日本"])
def test_nonsense_is_not_found(stranger: Client, slug: str) -> None:
    answer = stranger.get(f"/bodies/{slug}/")
    assert answer.status_code == 404
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(
    ("slug", "statute"),
    [
        ("essex-police", "Police Act 1996, sections 22A to 23I"),
        ("devon-and-cornwall-police", "Police Act 1996, sections 22A to 23I"),
    ],
)
def test_a_police_force_has_what_it_is_in_by_statute(
    stranger: Client, slug: str, statute: str
) -> None:
    soup = soup_of(stranger, slug)
    listed = {term.text: term.find_next_sibling("dd").select("a") for term in soup.select("dt")}
    names = {link.text for link in listed[statute]}
    wanted = Arrangement.objects.filter(partners__body__slug=slug, model="police_collaboration")
    assert wanted
    assert names == {each.name for each in wanted}
    under = [link["href"] for link in soup.select(".statutes a")]
    assert sorted(under) == sorted(link["href"] for link in soup.select(".shared__name a"))


def test_where_no_source_says_which_statute_the_page_says_so(stranger: Client) -> None:
    body = Partner.objects.filter(body__sector="fire", arrangement__model="unknown")[0].body
    text = words(soup_of(stranger, body.slug))
    assert "No statute known: no source says which, and the model does not tell" in text


def test_a_council_has_no_list_of_statutes(stranger: Client) -> None:
    assert not soup_of(stranger, "essex-county-council").select("#statutes")
