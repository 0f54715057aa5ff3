"""The list of arrangements: what it shows, how it is narrowed, and what it refuses."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from arrangements.models import Arrangement
from tests import independent as own

pytestmark = pytest.mark.django_db

LIST = "/arrangements/"


def page(client: Client, query: str = "", status: int = 200) -> Any:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == status, answer.content.decode()[:500]
    return BeautifulSoup(answer.content, "html.parser")


def names(soup: Any) -> list[str]:
    return [link.text for link in soup.select(".line__name a")]


def test_it_counts_them_all_and_says_how_old_they_are(stranger: Client) -> None:
    soup = page(stranger)
    sentence = soup.select_one(".sentence").text
    assert f"{len(own.arrangements())} arrangements." in sentence
    ages = r"(\d+) last reported running \(\d{4} to \d{4}, \d+ undated\)"
    said = re.search(
        ages + r", (\d+) of them with notice given\.", soup.select_one(".sentence").text
    )
    statuses = [row["Status"] for row in own.arrangements().values()]
    noticed = statuses.count("Notice given")
    assert said
    assert [int(number) for number in said.groups()] == [
        statuses.count("Running") + noticed,
        noticed,
    ]
    assert len(names(soup)) == 25


def test_its_pages_hold_every_arrangement_once(stranger: Client) -> None:
    last = -(-len(own.arrangements()) // 25)
    line = re.compile(r'line__name"><a class="govuk-link" href="/arrangements/(SS\d+)/"')
    found = [
        reference
        for number in range(1, last + 1)
        for reference in line.findall(stranger.get(f"{LIST}?page={number}").content.decode())
    ]
    assert len(found) == len(set(found))
    assert set(found) == set(own.arrangements())


def test_a_line_says_who_what_how_and_when(stranger: Client) -> None:
    soup = page(stranger, "body=essex-county-council&with=slough-borough-council")
    line = next(line for line in soup.select(".line") if "library" in line.text.lower())
    text = " ".join(line.text.split())
    assert "Essex County Council" in text
    assert "Slough Borough Council" in text
    assert "Neighbours: no" in text
    assert "Libraries (front office)" in text
    assert re.search(r"(Running|Ended|Notice given) (in|by) \d{4}", text)


def test_nothing_is_said_to_be_running_now(stranger: Client) -> None:
    soup = page(stranger, "status=live&q=council")
    statuses = [fact.text for fact in soup.select(".line__facts strong")]
    assert statuses
    assert all(re.fullmatch(r"Running( in \d{4}|, year not known)", text) for text in statuses)


def test_many_partners_are_cut_short_and_counted(stranger: Client) -> None:
    largest = max(own.arrangements(), key=lambda reference: len(own.partners(reference)))
    more = len(own.partners(largest)) - 4
    assert f"and {more} more" in page(stranger, "sort=partners").select_one(".line").text


def test_each_filter_in_use_can_be_taken_away(stranger: Client) -> None:
    soup = page(stranger, "service_kind=frontline&region=london&region=wales&sort=newest")
    links = {link.text.strip(): link["href"] for link in soup.select(".chosen__one")}
    assert set(links) == {
        "Remove Kind of service: Front line",
        "Remove Region: London",
        "Remove Region: Wales",
    }
    assert links["Remove Region: London"] == (
        f"{LIST}?service_kind=frontline&region=wales&sort=newest"
    )


def test_the_form_holds_what_was_asked(stranger: Client) -> None:
    soup = page(
        stranger,
        "q=waste&on=2014-06-30&sector=council&sort=partners"
        "&service=waste-collection&body=essex-county-council&with=tendring-district-council",
    )
    form = soup.select_one("form.filters")
    assert form.select_one("[name=q]")["value"] == "waste"
    assert form.select_one("[name=on]")["value"] == "2014-06-30"
    assert form.select_one("[name=sort]")["value"] == "partners"
    assert [box["value"] for box in form.select("input[checked]")] == ["council"]
    selected = {
        select["name"]: option["value"]
        for select in form.select("select")
        for option in select.select("option[selected]")
    }
    assert selected == {
        "service": "waste-collection",
        "body": "essex-county-council",
        "with": "tendring-district-council",
    }


def test_the_form_keeps_what_was_asked_twice(stranger: Client) -> None:
    form = page(
        stranger, "q=waste&q=legal&on=2014-06-30&on=2016-06-30&service=legal&service=internal-audit"
    ).select_one("form.filters")
    for name, values in (("q", ["waste", "legal"]), ("on", ["2014-06-30", "2016-06-30"])):
        assert [control["value"] for control in form.select(f"[name={name}]")] == values
    assert {each["value"] for each in form.select("[name=service] option[selected]")} == {
        "legal",
        "internal-audit",
    }


def test_every_parameter_has_a_control(stranger: Client) -> None:
    handed_on = (
        "began=2011&ended=2012&seen=2014&basis=forecast&total=annual-forecast&left_out=annual-forecast&has=start&lacks=model"
        "&apart=0-25&size=2&planned=2028-04-01&among=service%3Dlegal"
    )
    form = page(stranger, handed_on).select_one("form.filters")
    assert form.select_one("input[type=hidden][name=among]")["value"] == "service=legal"
    controls = {control["name"] for control in form.select("input[type=hidden]")}
    form = page(stranger, "body=essex-county-council&sort=name").select_one("form.filters")
    controls |= {control["name"] for control in form.select("[name]")}
    refusal = page(stranger, "nonsense=1", status=400)
    known = {each.text for each in refusal.select("details code")}
    assert controls == known - {"page"}


def test_links_to_map_and_downloads_keep_the_query(stranger: Client) -> None:
    query = "service_kind=frontline&region=london"
    links = [a["href"] for a in page(stranger, f"{query}&page=1").select(".links-row a")]
    for ending in ("xlsx", "csv", "zip", "json", "geojson"):
        assert f"/arrangements.{ending}?{query}" in links
    assert f"/map/?{query}" in links


def test_the_pages_of_a_query_keep_the_query(stranger: Client) -> None:
    soup = page(stranger, "sector=council&sort=newest")
    numbers = [a["href"] for a in soup.select(".govuk-pagination a")]
    assert "?sector=council&sort=newest&page=2" in numbers


def test_an_order_keeps_the_filters_and_starts_again(stranger: Client) -> None:
    soup = page(stranger, "sector=council&page=2")
    links = {a.text: a["href"] for a in soup.select(".sorts a")}
    assert links["Newest first"] == "?sector=council&sort=newest"
    assert "Best match" not in links
    assert "Best match" in page(stranger, "q=waste").select_one(".sorts strong").text


def test_nothing_found_says_so_and_offers_a_way_back(stranger: Client) -> None:
    soup = page(stranger, "q=zzyzx")
    assert soup.select_one(".sentence").text == "No arrangements match."
    assert soup.select_one(f".with-sidebar__main p a[href='{LIST}']")


def test_a_date_is_answered_with_three_numbers(stranger: Client) -> None:
    sentence = page(stranger, "on=2012-06-30").select_one(".sentence").text
    known = len(own.running("2012-06-30"))
    assert sentence.startswith(f"{known} arrangements known to have been running on 30 June 2012.")
    not_running, not_known = (
        int(re.search(rf"{words}: (\d+)\.", sentence)[1]) for words in ("Not running", "Not known")
    )
    assert known + not_running + not_known == len(own.arrangements())


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("nonsense=1", "“nonsense” is not something that can be asked for here."),
        ("status=asleep", "“asleep” is not a value of status."),
        ("on=2012-13-45", "“2012-13-45” is not a day."),
        ("body=nowhere", "No body has the address “nowhere”."),
        ("page=abc", "“abc” is not a page number."),
        ("page=0", "“0” is not a page number."),
        ("page=-1", "“-1” is not a page number."),
        ("page=%D9%A1", "is not a page number."),
    ],
)
def test_what_it_does_not_understand_it_refuses(
    stranger: Client, query: str, sentence: str
) -> None:
    soup = page(stranger, query, status=400)
    assert sentence in soup.select_one("main").text
    assert not soup.select(".line")


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("service=waste&tier=lower", "service=waste-collection&tier=lower"),
        ("tier=lower&tier=singel", "tier=lower&tier=single"),
        ("serivce=legal", "service=legal"),
        ("body=slough&service=libraries", "body=slough-borough-council&service=libraries"),
        ("sort=names", "sort=name"),
    ],
)
def test_what_was_perhaps_meant_is_one_click_away(stranger: Client, query: str, meant: str) -> None:
    soup = page(stranger, query, status=400)
    offered = [link["href"] for link in soup.select("main p a")]
    assert f"?{meant}" in offered
    found = page(stranger, meant)
    assert found.select(".line")


def test_a_page_past_the_end_links_to_the_last(stranger: Client) -> None:
    soup = page(stranger, "sector=fire&page=999", status=404)
    link = soup.select_one("main a")
    answer = stranger.get(f"{LIST}{link['href']}")
    assert answer.status_code == 200
    assert stranger.get(f"{LIST}?sector=fire&page={int(link['href'][-1]) + 1}").status_code == 404


def test_text_from_the_catalogue_is_not_taken_for_markup(stranger: Client) -> None:
    Arrangement.objects.filter(reference="SS0001").update(
        name="<script>alert(1)</script>", sort_name=""
    )
    answer = stranger.get(LIST).content.decode()
    assert "<script>alert(1)" not in answer
    assert "&lt;script&gt;alert(1)" in answer
    assert "<b>x" not in stranger.get(f"{LIST}?q=%3Cb%3Ex").content.decode()
