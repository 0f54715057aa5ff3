"""Which bodies are like one, and what they share that it does not."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from arrangements.choices import BodyKind
from arrangements.finding.known import known_now
from arrangements.likeness import likeness_in_size, missing, most_like
from arrangements.models import Body
from arrangements.register import current_register

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)


def like(slug: str, day: dt.date = TODAY) -> list[str]:
    register = current_register()
    body = Body.objects.get(slug=slug)
    return [each.body.slug for each in most_like(body, register, known_now(register), day)]


def test_those_most_like_a_council_are_of_its_kind_place_and_size() -> None:
    assert like("teignbridge-district-council")[:2] == [
        "exeter-city-council",
        "east-devon-district-council",
    ]
    assert "bristol-city-council" not in like("teignbridge-district-council")
    boroughs = Body.objects.filter(slug__in=like("london-borough-of-camden"))
    assert {body.kind for body in boroughs} == {BodyKind.LONDON_BOROUGH}


def test_nobody_who_was_not_there_is_like_one() -> None:
    for slug, day in (
        ("somerset-council", TODAY),
        ("taunton-deane-borough-council", dt.date(2018, 1, 1)),
    ):
        for found in Body.objects.filter(slug__in=like(slug, day)):
            assert found.first_day <= day <= found.last_day


def test_a_force_is_like_forces_and_a_class_is_like_nobody() -> None:
    kinds = {Body.objects.get(slug=slug).kind for slug in like("kent-police")}
    assert kinds == {BodyKind.POLICE_FORCE}
    assert like("police-forces-of-england-and-wales") == []


def test_size_is_by_population() -> None:
    small, twice = Body(population=50_000), Body(population=100_000)
    assert likeness_in_size(small, Body(population=62_000)) == 1
    assert likeness_in_size(small, twice) == 0.5
    assert likeness_in_size(small, Body(population=100_001)) == 0
    assert likeness_in_size(small, Body()) == 0


def test_what_is_missing_is_counted_by_hand() -> None:
    register = current_register()
    known = known_now(register)
    body = Body.objects.get(slug="teignbridge-district-council")
    alike = most_like(body, register, known, TODAY)
    found = missing(body, alike, known)
    assert found
    mine = known.services_of(body.pk)
    for each in found:
        assert each.code not in mine
        assert each.count >= 2
        assert each.count == sum(each.code in known.services_of(one.body.pk) for one in alike)


def test_the_page_of_a_body_says_who_is_like_it_why_and_what_they_share(stranger: Client) -> None:
    answer = stranger.get("/bodies/teignbridge-district-council/")
    soup = BeautifulSoup(answer.content, "html.parser")
    section = soup.select_one("section[aria-labelledby=alike]")
    assert section.select_one("h2").text == "Councils like it"
    text = " ".join(section.text.split())
    assert (
        "Exeter City Council Same region; 133,333 people; in common: ICT service and housing"
        in text
    )
    other = soup.select_one("section[aria-labelledby=elsewhere]")
    link = other.select_one("a[href^='/finder/?body=teignbridge-district-council&service=']")
    assert stranger.get(link["href"]).status_code == 200


def test_a_body_that_is_gone_is_like_those_of_its_last_day(stranger: Client) -> None:
    answer = stranger.get("/bodies/taunton-deane-borough-council/")
    soup = BeautifulSoup(answer.content, "html.parser")
    assert "on its last day" in soup.select_one("section[aria-labelledby=alike] .meta").text
    assert not soup.select_one("section[aria-labelledby=elsewhere]")
    assert not soup.select_one("main a[href^='/finder/']")
