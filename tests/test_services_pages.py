"""The vocabulary of services and the page of each: every number is that of the list it links to."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client

from arrangements.filters import Query
from arrangements.models import Service
from tests.independent import arrangements, listed, table

pytestmark = pytest.mark.django_db


def soup_of(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_list_has_every_service_with_its_counts(stranger: Client) -> None:
    soup = soup_of(stranger, "/services/")
    found = {
        row.select_one("th a").text: tuple(int(cell.text) for cell in row.select("td"))
        for row in soup.select("tbody tr")
    }
    every, running = Counter(), Counter()
    for row in arrangements().values():
        every.update(listed(row["Services"]))
        if row["Status"] in {"Running", "Notice given"}:
            running.update(listed(row["Services"]))
    assert found == {
        row["name"]: (every[row["name"]], running[row["name"]]) for row in table("services")
    }


def test_services_stand_under_their_kind_and_group(stranger: Client) -> None:
    for section in soup_of(stranger, "/services/").select("section.service-kind"):
        label = section.select_one("h2").text.strip()
        for group in section.select("table"):
            for link in group.select("th a"):
                service = Service.objects.get(name=link.text)
                assert service.get_kind_display() == label
                assert service.group == group.select_one("caption").text


@pytest.mark.parametrize("code", ["legal", "libraries", "chief-executive", "police-dogs"])
def test_every_number_is_that_of_the_list_it_links_to(stranger: Client, code: str) -> None:
    soup = soup_of(stranger, f"/services/{code}/")
    rows = soup.select("table.bars tbody tr")
    assert rows
    for row in rows:
        query = urlsplit(row.select_one("a")["href"]).query
        assert Query(QueryDict(query)).count == int(row.select_one(".number").text), query


def test_each_status_and_model_counts_an_arrangement_once(stranger: Client) -> None:
    soup = soup_of(stranger, "/services/legal/")
    number = sum("Legal services" in listed(row["Services"]) for row in arrangements().values())
    section = soup.select_one("section[aria-labelledby=by-status]")
    assert sum(int(cell.text) for cell in section.select(".number")) == number
    assert sum(int(row.td.text) for row in soup.select("#models tbody tr")) == number
    assert soup.select_one(".sentence").text.startswith(f"{number} arrangements.")


def test_the_words_that_an_upload_understands_are_shown(stranger: Client) -> None:
    text = " ".join(soup_of(stranger, "/services/legal/").text.split())
    words = next(row["synonyms"] for row in table("services") if row["code"] == "legal")
    assert listed(words)
    for word in listed(words):
        assert word in text


def test_every_service_has_a_page(stranger: Client) -> None:
    for service in Service.objects.all():
        assert stranger.get(service.get_absolute_url()).status_code == 200, service


def test_an_unknown_service_is_not_found(stranger: Client) -> None:
    assert stranger.get("/services/alchemy/").status_code == 404


def held_by(service: str) -> list[dict[str, str]]:
    return [row for row in arrangements().values() if service in listed(row["Services"])]


@pytest.mark.parametrize("name", ["Legal services", "ICT service", "Internal audit"])
def test_models_stand_with_how_they_went_and_each_number_leads_to_its_list(
    stranger: Client, name: str
) -> None:
    code = Service.objects.get(name=name).code
    groups: tuple[set[str], ...] = (
        {row["Status"] for row in arrangements().values()},
        {"Running", "Notice given"},
        {"Ended", "Replaced or merged"},
        {"Not pursued"},
    )
    rows = soup_of(stranger, f"/services/{code}/").select("#models tbody tr")
    held = held_by(name)
    assert {row.th.text for row in rows} == {row["Model"] or "Not known" for row in held}
    for row in rows:
        of_model = [each for each in held if (each["Model"] or "Not known") == row.th.text]
        for cell, statuses in zip(row.select("td"), groups, strict=True):
            assert int(cell.text) == sum(each["Status"] in statuses for each in of_model)
            if cell.a:
                assert Query(QueryDict(urlsplit(cell.a["href"]).query)).count == int(cell.text)


def test_savings_stand_within_one_pattern_and_basis(stranger: Client) -> None:
    """The largest of each arrangement; nothing wider, and no income, dividend or loss prevented."""
    held = {row["Reference"] for row in held_by("ICT service")}
    most: dict[str, int] = {}
    for row in table("catalogue/Savings"):
        counts = (
            row["Reference"] in held
            and row["Pattern"] == "A year"
            and row["Basis"] == "Forecast"
            and row["Scope"] != "Wider than this arrangement"
            and row["Nature"] not in {"Income", "Dividend", "Loss prevented"}
            and row["Amount (£)"]
        )
        if counts:
            amount = int(row["Amount up to (£)"] or row["Amount (£)"])
            most[row["Reference"]] = max(amount, most.get(row["Reference"], 0))
    soup = soup_of(stranger, "/services/ict/")
    said = {
        each.dt.text: " ".join(each.dd.text.split())
        for each in soup.select("section[aria-labelledby=money] .pairs div")
    }
    words = said["A year, forecast"]
    assert len(most) > 2
    assert words.startswith(f"£{min(most.values()):,} to ")
    assert words.endswith(f"from {len(most)} of {len(held)} arrangements")


def test_group_sizes_lessons_and_where_nobody_does(stranger: Client) -> None:
    soup = soup_of(stranger, "/services/legal/")
    references = {row["Reference"] for row in held_by("Legal services")}
    partners = Counter(
        row["Reference"] for row in table("catalogue/Partners") if row["Reference"] in references
    )
    sizes = {
        each.dt.text: int(each.dd.text)
        for each in soup.select("section[aria-labelledby=by-size] .pairs div")
    }
    assert sizes["2 partners"] == sum(count == 2 for count in partners.values())
    assert sizes["10 or more"] == sum(count >= 10 for count in partners.values())
    assert sum(sizes.values()) == len(references)
    lessons = sum(row["Reference"] in references for row in table("catalogue/Lessons"))
    assert f"All {lessons} lessons on Legal services" in soup.text
    bodies = {row["code"]: row for row in table("register/bodies")}
    regions = {
        bodies[row["Body code"]]["region"]
        for row in table("catalogue/Partners")
        if row["Reference"] in references
    }
    missing = {row["region"] for row in bodies.values()} - regions - {""}
    assert missing
    sentence = soup.find(string=lambda text: "We know of nobody" in text)
    named = {region for region in {row["region"] for row in bodies.values()} if region in sentence}
    assert named - {""} == missing


def found_by(client: Client, text: str) -> list[str]:
    soup = soup_of(client, f"/services/?q={text}")
    return [link.text for link in soup.select("tbody th a")]


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("bins", "Waste collection and recycling"),
        ("solicitors", "Legal services"),
        ("Council Tax", "Revenues and benefits"),
        ("payroll", "HR and payroll"),
        ("libraries", "Libraries"),
        ("library", "Libraries"),
        ("IT", "ICT service"),
    ],
)
def test_a_service_is_found_by_what_people_call_it(
    stranger: Client, text: str, service: str
) -> None:
    assert service in found_by(stranger, text)
    assert len(found_by(stranger, text)) < 12


def test_every_other_name_finds_its_service(stranger: Client) -> None:
    for row in table("services"):
        for name in listed(row["synonyms"])[:1]:
            assert row["name"] in found_by(stranger, name.replace("&", "%26")), name


def test_by_which_name_it_was_found_is_said(stranger: Client) -> None:
    soup = soup_of(stranger, "/services/?q=bins")
    row = next(row for row in soup.select("tbody tr") if "Waste collection" in row.text)
    assert "Also called “bins”" in row.text
    assert soup.select_one("#services-q")["value"] == "bins"
    assert soup.select_one("a[href='/services/']")


def test_a_typo_in_a_service_is_a_question(stranger: Client) -> None:
    soup = soup_of(stranger, "/services/?q=solicitrs")
    assert not soup.select("tbody tr")
    meant = soup.select_one(".did-you-mean a")
    assert meant["href"] == "?q=solicitors"
    assert "Legal services" in found_by(stranger, "solicitors")
    assert soup.select_one("a[href='/arrangements/?q=solicitrs']")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=%21%21%21", "There is nothing to search for"),
        ("q=" + "a" * 201, "A search can have up to 200 characters"),
        ("kind=back_office", "“kind” is not something that can be asked for here"),
    ],
)
def test_a_search_for_services_that_means_nothing_is_answered(
    stranger: Client, query: str, sentence: str
) -> None:
    answer = stranger.get(f"/services/?{query}")
    assert answer.status_code == 400
    assert sentence in BeautifulSoup(answer.content, "html.parser").text


@pytest.mark.parametrize("text", ["%25", "'; DROP TABLE", "%E2%80%AEsnib", "x" * 200])
def test_odd_searches_for_services_find_nothing_and_say_so(stranger: Client, text: str) -> None:
    answer = stranger.get("/services/", {"q": text})
    assert answer.status_code in {200, 400}
    assert "No service is called" in answer.content.decode() or answer.status_code == 400
