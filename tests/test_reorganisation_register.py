"""Several councils' arrangements as one register, with what stands twice marked."""

import io

import openpyxl
import pytest
from django.test import Client
from playwright.sync_api import Page

from tests import independent as own
from tests.sight import everybody_can_read
from tests.site import Site
from tests.test_reorganisation_pages import soup_of, text_of
from tests.test_reorganisation_rule import OVER

pytestmark = pytest.mark.django_db
REGISTER = "/reorganisation/register/"
COUNCILS = {
    "E07000209": "guildford-borough-council",
    "E07000216": "waverley-borough-council",
    "E07000217": "woking-borough-council",
    "E07000214": "surrey-heath-borough-council",
}
QUERY = "&".join(f"body={slug}" for slug in COUNCILS.values())


def expected() -> dict[str, set[str]]:
    """For each arrangement that is not over the councils that the sheets name, by code."""
    found = {}
    for reference, row in own.arrangements().items():
        here = {
            partner["Body code"] for partner in own.partners(reference) if not partner["Left"]
        } & COUNCILS.keys()
        if here and row["Status"] not in OVER:
            found[reference] = here
    return found


def test_each_arrangement_is_there_once_with_the_councils_that_take_part(stranger: Client) -> None:
    soup = soup_of(stranger, f"{REGISTER}?{QUERY}")
    held = [item["id"] for item in soup.select("ul.found > li")]
    wanted = expected()
    assert sorted(held) == sorted(wanted)
    names = own.bodies()
    for item in soup.select("ul.found > li"):
        said = text_of(item)
        for code in wanted[item["id"]]:
            assert names[code]["name"] in said
        many = len(wanted[item["id"]])
        assert (f"In the lists of {many} of them" in said) == (many > 1)
    several = sum(len(here) > 1 for here in wanted.values())
    assert f"{several} {'is' if several == 1 else 'are'} in the lists" in text_of(soup)
    assert "Would stand beside" in text_of(soup)


def test_the_workbook_says_the_same(stranger: Client) -> None:
    answer = stranger.get(f"/reorganisation/register.xlsx?{QUERY}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Register"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    wanted = expected()
    assert {row[0]: row[3] for row in rows} == {key: len(here) for key, here in wanted.items()}
    assert any(row[8] for row in rows)


def test_a_council_is_added_by_its_name_and_asked_about_where_several_fit(
    stranger: Client,
) -> None:
    soup = soup_of(stranger, f"{REGISTER}?add=waverley")
    assert [box["value"] for box in soup.select("input[checked]")] == ["waverley-borough-council"]
    assert "“waverley” was read as Waverley Borough Council." in text_of(soup)
    soup = soup_of(stranger, f"{REGISTER}?add=Warwickshire+County+Council")
    assert "was read as" not in text_of(soup)
    soup = soup_of(stranger, f"{REGISTER}?body=woking-borough-council&add=surrey")
    assert "Which of these is “surrey”?" in text_of(soup)
    offered = {box["value"] for box in soup.select("input[type=checkbox]:not([checked])")}
    assert "surrey-county-council" in offered
    assert "No council of today has the name “qqqq”" in text_of(
        soup_of(stranger, f"{REGISTER}?add=qqqq")
    )


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("body=atlantis", "No council has the address “atlantis”."),
        ("body=west-surrey-council", "No council has the address “west-surrey-council”."),
        ("town=woking", "“town” is not something that this page can be asked for."),
    ],
)
def test_a_bad_address_is_told_what_is_wrong(stranger: Client, query: str, sentence: str) -> None:
    assert sentence in text_of(soup_of(stranger, f"{REGISTER}?{query}", 400))
    assert stranger.get(f"/reorganisation/register.xlsx?{query}").status_code == 400


def test_a_pack_leads_to_the_register_of_its_councils(
    stranger: Client, reader: Client, editor: Client
) -> None:
    soup = soup_of(stranger, "/reorganisation/west-surrey-council/")
    link = soup.select_one("a[href^='/reorganisation/register/']")
    assert link is not None
    boxes = soup_of(stranger, link["href"]).select("input[checked]")
    assert {box["value"] for box in boxes} > set(COUNCILS.values())
    for person in (stranger, reader, editor):
        assert person.get(REGISTER).status_code == 200


@pytest.mark.browser
def test_everybody_can_read_it(page: Page, site: Site) -> None:
    page.goto(f"{site.url}{REGISTER}?{QUERY}")
    everybody_can_read(page)
