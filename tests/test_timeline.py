"""The time line of an arrangement's page: who was in it on which days, as surely as is known."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Page

from arrangements.models import Arrangement, Partner
from arrangements.pages.arrangement import Profile
from arrangements.pages.timeline import Timeline
from tests import independent as own
from tests.sight import everybody_can_read

pytestmark = pytest.mark.django_db


def section(client: Client, reference: str) -> Any:
    answer = client.get(f"/arrangements/{reference}/")
    soup = BeautifulSoup(answer.content, "html.parser")
    heading = soup.select_one("#time-line")
    return heading.parent if heading else None


def said(section: Any) -> list[str]:
    return [" ".join(line.text.split()) for line in section.select(".times__line")]


def days_of(times: Timeline) -> dict[str, list[tuple[str, dt.date, dt.date]]]:
    """Each line's bodies with its stretches as days, measured with the years of the axis."""
    first, second = times.ticks[:2]
    day_one, day_two = dt.date(first.year, 1, 1), dt.date(second.year, 1, 1)
    share = (float(second.at) - float(first.at)) / (day_two - day_one).days

    def day(at: float) -> dt.date:
        return day_one + dt.timedelta(days=round((at - float(first.at)) / share))

    return {
        line.names: [
            (piece.kind, day(float(piece.left)), day(float(piece.left) + float(piece.width)))
            for piece in line.pieces
        ]
        for line in times.lines
    }


def test_who_joined_later_and_who_followed_are_said_in_words(stranger: Client) -> None:
    assert said(section(stranger, "SS0253")) == [
        "Devon County Council from 2013",
        "Somerset County Council from 2013, came to an end itself on 31 March 2023",
        "Torbay Council joined 2017",
        "Plymouth City Council joined 2021",
        "Somerset Council since 1 April 2023, by succession from Somerset County Council",
    ]


def test_a_year_is_drawn_as_a_year_and_not_as_its_first_of_january() -> None:
    arrangement = Arrangement.objects.for_page().get(reference="SS0253")
    torbay = days_of(Profile(arrangement).timeline)["Torbay Council"]
    kinds = [kind for kind, _, _ in torbay]
    assert kinds == ["about", "sure", "unsure"]
    days = [day for _, *span in torbay for day in span]
    for day, meant in zip(
        days, ["2017-01-01", "2018-01-01", "2018-01-01", "2025-01-01", "2025-01-01"], strict=False
    ):
        assert abs(day - dt.date.fromisoformat(meant)) < dt.timedelta(days=4)


def test_those_who_came_and_went_alike_share_a_line(stranger: Client) -> None:
    lines = said(section(stranger, "SS0167"))
    assert lines[0].startswith("Dorset County Council, Christchurch Borough Council")
    assert lines[0].endswith("from 2011, to 2019")
    assert any(
        line.startswith("Bournemouth, Christchurch and Poole Council since 1 April 2019, by succ")
        for line in lines
    )


def test_a_successor_is_drawn_only_where_it_is_known_to_have_followed(stranger: Client) -> None:
    lines = said(section(stranger, "SS0028"))
    assert any(line.startswith("St Edmundsbury Borough Council joined 2011") for line in lines)
    assert not any("succession" in line for line in lines)


def test_where_nobody_came_or_went_a_sentence_says_so(stranger: Client) -> None:
    assert section(stranger, "SS0002") is None
    assert "Nobody is said in our sources to have joined it later" in (
        stranger.get("/arrangements/SS0002/").content.decode()
    )
    never_ran = next(
        reference
        for reference, facts in own.arrangements().items()
        if facts["Status"] == "Not pursued"
    )
    assert section(stranger, never_ran) is None
    assert "joined it later" not in stranger.get(f"/arrangements/{never_ran}/").content.decode()


def test_one_who_left_is_told(stranger: Client) -> None:
    partner = Partner.objects.filter(arrangement__reference="SS0002")[0]
    Partner.objects.filter(pk=partner.pk).update(left="2016-05")
    assert f"{partner.body.name} from 2014, left May 2016" in said(section(stranger, "SS0002"))


def test_what_is_drawn_is_what_the_sheets_say() -> None:
    """On the first of July of every year: who stands in a sure stretch took part then."""
    drawn = days_compared = 0
    for arrangement in Arrangement.objects.for_page():
        times = Profile(arrangement).timeline
        if not times.told:
            continue
        drawn += 1
        reference, lines = arrangement.reference, days_of(times)
        years = [day.year for spans in lines.values() for _, *span in spans for day in span]
        for year in range(min(years), max(years)):
            day = dt.date(year, 7, 1)
            here = [
                names
                for names, spans in lines.items()
                if any(kind != "unsure" and first <= day < last for kind, first, last in spans)
            ]
            ran = own.ran(reference, day) == "yes"
            assert bool(here) == ran, (reference, day)
            if ran:
                days_compared += 1
                wanted = {own.bodies()[code]["name"] for code in own.taking_part(reference, day)}
                left_over = ", ".join(here)
                for name in sorted(wanted, key=len, reverse=True):
                    assert name in left_over, (reference, day, name)
                    left_over = left_over.replace(name, "")
                assert not left_over.replace("and", "").strip(", "), (reference, day, left_over)
    assert drawn > 60
    assert days_compared > 300


def test_sources_stand_by_their_kind_and_keep_their_numbers(stranger: Client) -> None:
    soup = BeautifulSoup(stranger.get("/arrangements/SS0253/").content, "html.parser")
    kinds = soup.select(".sources__kind")
    rows = own.of_arrangement("Sources")["SS0253"]
    assert [kind.text for kind in kinds] == ["Partners' own page", "Press"]
    for kind in kinds:
        listed = kind.find_next_sibling("ol").select("li")
        assert {(item["value"], item.select_one("a").text) for item in listed} == {
            (row["Number"], row["Title"]) for row in rows if row["Kind"] == kind.text
        }
    assert "No agreement or business case is among our sources." in soup.text


@pytest.mark.browser
@pytest.mark.parametrize("reference", ["SS0253", "SS0167", "SS0492"])
def test_the_time_line_can_be_read_by_everybody(page: Page, reference: str) -> None:
    page.goto(f"/arrangements/{reference}/")
    everybody_can_read(page)
    page.emulate_media(media="print")
    assert page.locator(".times rect").first.is_visible()


@pytest.mark.parametrize("reference", ["SS0290", "SS0253"])
def test_every_year_that_is_marked_has_its_label(stranger: Client, reference: str) -> None:
    axis = section(stranger, reference).select_one(".times__axis")
    labels = [(float(each["x"].rstrip("%")), each["text-anchor"]) for each in axis.select("text")]
    bar = section(stranger, reference).select_one(".times__bar")
    assert [at for at, _ in labels] == [
        float(each["x1"].rstrip("%")) for each in bar.select("line")
    ]
    # At either end a label stands on the side that is inside the picture.
    assert {anchor for at, anchor in labels if at > 94} <= {"end"}
    assert {anchor for at, anchor in labels if at < 6} <= {"start"}
