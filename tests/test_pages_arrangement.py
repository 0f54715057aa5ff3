"""An arrangement's page shows every fact that the shipped sheets hold of it."""

import html
import re
from itertools import islice, pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.utils.html import strip_tags

from arrangements.models import Arrangement, Body, Partner, Saving, Source
from arrangements.wording import money
from tests import independent as own

pytestmark = pytest.mark.django_db


def page(client: Client, reference: str) -> Any:
    answer = client.get(f"/arrangements/{reference}/")
    assert answer.status_code == 200, answer.content.decode()[:500]
    return BeautifulSoup(answer.content, "html.parser")


def text_of(soup: Any, selector: str = "main") -> str:
    return " ".join(soup.select_one(selector).text.split())


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_every_page_shows_every_fact(stranger: Client) -> None:
    """On PostgreSQL every tenth: the words of a page are the same, and both would take a minute."""
    every = 1 if connection.vendor == "sqlite" else 10
    for reference, facts in islice(own.arrangements().items(), None, None, every):
        # Read without a parser, which would take most of the time of so many pages.
        markup = stranger.get(f"/arrangements/{reference}/").content.decode()
        text = squeezed(html.unescape(strip_tags(markup.partition("<main")[2])))
        links = set(map(html.unescape, re.findall(r'href="([^"]*)"', markup)))
        wanted = [facts["Name"], facts["Summary"], facts["How it ended"], facts["Note"]]
        wanted += [facts["Contact role"]]
        # A source's "cost savings" is our "Savings", which stands there already.
        for part in own.listed(facts["Motives in words"]):
            words = set(part.lower().split()) - {"cost", "costs", "service", "services"}
            assert all(word in text.lower() for word in words), (reference, part)
        wanted += [body["name"] for body in own.partner_bodies(reference)]
        wanted += own.listed(facts["Services"])
        wanted += [row["Lesson"] for row in own.of_arrangement("Lessons")[reference]]
        for row in own.of_arrangement("Savings")[reference]:
            wanted += [money(int(row["Amount (£)"])), row["Period"], row["Note"]]
            wanted += [row["Whose share"]]
        for row in own.of_arrangement("Sources")[reference]:
            wanted += [row["Title"], row["Year"], row["Kind"]]
            assert not row["Address"] or row["Address"] in links
        missing = [each for each in wanted if squeezed(each) not in text]
        assert not missing, (reference, missing)
        others = [facts["Part of"], *own.listed(facts["Replaces"])]
        assert {f"/arrangements/{other}/" for other in others if other} <= links


def test_titles_are_unique_and_headings_are_in_order(stranger: Client) -> None:
    titles = set()
    for reference in list(own.arrangements())[::25]:
        soup = page(stranger, reference)
        titles.add(soup.title.text)
        levels = [int(heading.name[1]) for heading in soup.select("main :is(h1,h2,h3,h4)")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))
    assert len(titles) == len(list(own.arrangements())[::25])


def test_what_is_not_known_is_said(stranger: Client) -> None:
    bare = next(
        reference
        for reference, facts in own.arrangements().items()
        if not facts["Start"] and not own.of_arrangement("Savings")[reference]
    )
    section = text_of(page(stranger, bare))
    assert "No start date in our sources." in section
    assert "No figure for savings in our sources" in section
    assert "Nobody from a partner has checked this record." in section


def test_what_is_known_is_not_said_to_be_unknown(stranger: Client) -> None:
    Arrangement.objects.filter(reference="SS0516").update(
        partners_complete=True, checked_on="2026-10-01", checked_by="partner", status_as_of=2018
    )
    Partner.objects.filter(arrangement__reference="SS0516").update(role="partner")
    first = Source.objects.filter(arrangement__reference="SS0516")[0]
    Source.objects.filter(pk=first.pk).update(kind="agreement")
    soup = page(stranger, "SS0516")
    assert not soup.select("#not-known")
    assert "1 October 2026, by an officer of a partner" in text_of(soup, ".facts")


def test_a_claim_names_its_source_or_says_that_it_cannot(stranger: Client) -> None:
    claims = page(stranger, "SS0246").select("#savings ~ .claims .claim, .claims .claim")
    assert claims
    for claim in claims:
        link = claim.select_one("a[href^='#source-']")
        assert link or "From this arrangement’s sources." in claim.text
    targets = {a["href"][1:] for a in page(stranger, "SS0246").select("a[href^='#source-']")}
    assert targets
    assert targets <= {item["id"] for item in page(stranger, "SS0246").select("[id^=source-]")}


def test_savings_are_not_added_up(stranger: Client) -> None:
    arrangement = Arrangement.objects.get(reference="SS0246")
    amounts = [saving.amount or 0 for saving in arrangement.savings.all()]
    assert len(amounts) > 1
    text = text_of(page(stranger, "SS0246"))
    assert money(sum(amounts)) not in text
    assert "They are not to be added up." in text


def test_successors_are_marked_and_only_as_surely_as_we_know(stranger: Client) -> None:
    ran_on = text_of(page(stranger, "SS0166"), "table")
    assert "Since 1 April 2019 by succession: Dorset Council" in ran_on
    assert "if the arrangement ran on" not in ran_on
    facts = text_of(page(stranger, "SS0166"), ".facts")
    assert "From 1 April 2019 all its partners are one body, Dorset Council" in facts
    assert "From 2015 to 31 March 2019" in facts
    last_seen_before = text_of(page(stranger, "SS0246"), "table")
    assert re.search(
        r"From 1 April 2021 by succession: Hampshire and Isle of Wight Fire and Rescue "
        r"Authority ?, if the arrangement ran on",
        last_seen_before,
    )


def test_the_law_behind_a_model_is_named(stranger: Client) -> None:
    joint = Arrangement.objects.filter(model="joint_committee", partners__body__nation="england")[0]
    assert "sections 101(5) and 102" in text_of(page(stranger, joint.reference), ".facts")


@pytest.mark.parametrize(
    "reference",
    [
        "SS0497",  # a joint committee of Scottish councils, under another Act
        "SS0361",  # a joint committee of police bodies, without a council
    ],
)
def test_a_law_that_does_not_reach_its_partners_is_not_named(
    stranger: Client, reference: str
) -> None:
    soup = page(stranger, reference)
    assert own.arrangements()[reference]["Model"] == "Joint committee"
    assert "In law" not in text_of(soup, ".facts")
    assert "Which statute it rests on is not in our sources." in text_of(soup)


def test_an_agreement_and_its_notice(stranger: Client) -> None:
    Arrangement.objects.filter(reference="SS0001").update(agreement_ends="2028-10", notice_months=1)
    assert "Ends in October 2028 Notice of 1 month" in text_of(
        page(stranger, "SS0001"), ".facts"
    ).replace("2028Notice", "2028 Notice")


def test_whom_to_ask(stranger: Client) -> None:
    lead = Partner.objects.filter(
        role="lead", arrangement__contact_page="", arrangement__contact_role=""
    )[0]
    asked = text_of(page(stranger, lead.arrangement.reference), ".panel")
    assert f"{lead.body.name}, its lead" in asked
    Arrangement.objects.filter(pk=lead.arrangement_id).update(
        contact_role="Head of shared services", contact_mailbox="shared@council.example"
    )
    soup = page(stranger, lead.arrangement.reference)
    assert "Head of shared services" in text_of(soup, ".panel")
    assert soup.select_one("a[href='mailto:shared@council.example']")


def test_a_record_can_be_cited_and_taken_as_json(stranger: Client) -> None:
    soup = page(stranger, "SS0001")
    assert "http://testserver/arrangements/SS0001/" in text_of(soup, ".record__foot")
    address = next(a["href"] for a in soup.select(".record__foot a") if a["href"].endswith(".json"))
    assert stranger.get(address).json()["reference"] == "SS0001"


def test_a_range_shows_both_of_its_ends(stranger: Client) -> None:
    saving = Saving.objects.filter(amount_high__isnull=False)[0]
    assert saving.amount is not None
    assert saving.amount_high is not None
    text = text_of(page(stranger, saving.arrangement.reference))
    assert f"{money(saving.amount)} to {money(saving.amount_high)}" in text


def test_a_reference_in_small_letters_finds_its_page(stranger: Client) -> None:
    answer = stranger.get("/arrangements/ss0001/")
    assert answer.status_code == 301
    assert answer["Location"] == "/arrangements/SS0001/"


def test_a_reference_taken_back_is_gone_and_says_so(stranger: Client) -> None:
    Arrangement.objects.get(reference="SS0001").delete()
    for written in ("SS0001", "ss0001"):
        answer = stranger.get(f"/arrangements/{written}/")
        assert answer.status_code == 410
        assert "SS0001 was once given" in answer.content.decode()


@pytest.mark.parametrize("reference", ["SS9999", "SS99999999999999999999", "XX", "SS١٢٣٤"])
def test_a_reference_never_given_is_not_found(stranger: Client, reference: str) -> None:
    assert stranger.get(f"/arrangements/{reference}/").status_code == 404


def test_a_body_that_is_gone_is_told_from_one_of_today(stranger: Client) -> None:
    gone = Body.objects.get(name="North Dorset District Council")
    assert gone.last_day.year == 2019
    assert "North Dorset District Council (to 2019)" in text_of(page(stranger, "SS0166"), "table")


def test_without_a_contact_the_partners_own_pages_are_named(stranger: Client) -> None:
    panel = page(stranger, "SS0001").select_one("aside > .panel")
    asked = " ".join(panel.text.split())
    assert "We have no contact, and no partner is named as lead or host." in asked
    links = {link["href"]: " ".join(link.text.split()) for link in panel.select("a")}
    assert links["https://www.gov.uk/find-local-council/west-oxfordshire"] == (
        "website and telephone of West Oxfordshire District Council, by way of GOV.UK"
    )
    assert len([each for each in links if "find-local-council" in each]) == 4
    assert (
        "https://www.cotswold.gov.uk/news/february-2016"
        "/video-conference-used-to-span-counties-for-new-joint-committee/"
    ) in links


def test_of_partners_that_are_gone_those_in_their_place_are_named(stranger: Client) -> None:
    gone = Partner.objects.filter(
        body__slug="taunton-deane-borough-council", arrangement__contact_page=""
    )[0]
    Partner.objects.filter(arrangement=gone.arrangement_id).exclude(pk=gone.pk).delete()
    Partner.objects.filter(pk=gone.pk).update(role="")
    panel = page(stranger, gone.arrangement.reference).select_one("aside > .panel")
    assert panel.select_one("a[href='/bodies/somerset-council/']")


def test_of_many_partners_six_are_named_to_ask(stranger: Client) -> None:
    panel = page(stranger, "SS0278").select_one("aside > .panel")
    assert len(panel.select("li")) == 6
    assert re.search(r"And \d+ more, among its partners", panel.text)
