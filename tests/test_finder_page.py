"""The finder's page, as a stranger without JavaScript has it, and its workbook."""

import io
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from openpyxl import load_workbook

from arrangements.finding.points import CLUES
from arrangements.models import Body

pytestmark = pytest.mark.django_db

LEGAL = "/finder/?body=teignbridge-district-council&service=legal"


def soup_of(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address, follow=True)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").text.split())


@pytest.mark.parametrize("person", ["stranger", "reader", "editor"])
def test_everybody_may_ask(person: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(person)
    assert "Three to ring first" in words(soup_of(client, LEGAL))
    assert client.get(LEGAL.replace("/finder/", "/finder.xlsx")).status_code == 200


@pytest.mark.parametrize("address", ["/", "/bodies/adur-district-council/", "/services/legal/"])
def test_it_is_found_from_other_pages(stranger: Client, address: str) -> None:
    soup = soup_of(stranger, address)
    assert soup.select_one("nav.site-nav a[href='/finder/']").text == "Find a partner"
    assert soup.select_one("main a[href^='/finder/']")


def test_links_to_it_have_the_body_or_the_service_chosen(stranger: Client) -> None:
    body = soup_of(stranger, "/finder/?body=adur-district-council")
    assert body.select_one("#finder-body")["value"] == "Adur District Council"
    assert "There is a problem" not in words(body)
    service = soup_of(stranger, "/finder/?service=legal")
    assert service.select_one("#finder-service option[selected]")["value"] == "legal"
    assert "There is a problem" not in words(service)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Teignbridge", "teignbridge-district-council"),
        ("teignbridge dc", "teignbridge-district-council"),
        ("RBKC", "royal-borough-of-kensington-and-chelsea"),
        ("E07000045", "teignbridge-district-council"),
        ("Shepway District Council", "folkestone-and-hythe-district-council"),
        ("Cyngor Gwynedd", "gwynedd-council"),
        ("St Helens", "st-helens-council"),
        ("Durham County Council (to 2009)", "durham-county-council-2009"),
        ("Durham County Council", "durham-county-council"),
    ],
)
def test_any_name_will_do(stranger: Client, typed: str, slug: str) -> None:
    answer = stranger.get(
        "/finder/", {"body": typed, "service": "legal", "within": "", "model": ""}
    )
    assert answer.status_code == 302
    where, _, typed_as = answer["Location"].partition("&typed=")
    assert where == f"/finder/?body={slug}&service=legal"
    name = Body.objects.get(slug=slug).name
    is_own = typed.startswith((name, "E07"))
    assert unquote(typed_as.replace("+", " ")) == ("" if is_own else typed)
    read = f"“{typed}” was read as {name}."
    assert (read in words(soup_of(stranger, answer["Location"]))) != is_own


def test_nothing_is_said_to_be_read_as_what_it_does_not_mean(stranger: Client) -> None:
    for typed in ("Slough", "Adur District Council", "<b>x</b>", ""):
        soup = soup_of(stranger, f"/finder/?body=adur-district-council&typed={typed}")
        assert "was read as" not in words(soup)


def test_only_names_that_are_truly_near_are_offered(stranger: Client) -> None:
    soup = soup_of(stranger, "/finder/?body=Frobnitz+District+Council&service=legal", 400)
    assert not soup.select("#finder-body-error a")
    assert "No body in our register is called “Frobnitz District Council”, and none has" in words(
        soup
    )
    soup = soup_of(stranger, "/finder/?body=Guilford+Borough+Council&service=legal", 400)
    offered = [each.text for each in soup.select("#finder-body-error a")]
    assert offered == ["Guildford Borough Council"]
    for typed, meant in (("Sevenoakes DC", "Sevenoaks"), ("Tonbrige and Maling", "Tonbridge")):
        soup = soup_of(stranger, f"/finder/?body={typed}&service=legal", 400)
        assert meant in soup.select_one("#finder-body-error").text


def test_a_name_that_is_not_known_is_asked_about_with_near_ones(stranger: Client) -> None:
    soup = soup_of(stranger, "/finder/?body=Slugh&service=legal", 400)
    assert "We are not sure which body “Slugh” is. Did you mean one of these?" in words(soup)
    offered = soup.select_one("#finder-body-error a[href*='slough-borough-council']")
    assert offered["href"] == "/finder/?body=slough-borough-council&service=legal"
    assert soup.select_one("#finder-body")["value"] == "Slugh"
    assert soup.select_one("#finder-service option[selected]")["value"] == "legal"


def test_what_the_form_shows_can_be_sent_again(stranger: Client) -> None:
    for body in (
        "durham-county-council-2009",
        "taunton-deane-borough-council",
        "adur-district-council",
    ):
        shown = soup_of(stranger, f"/finder/?body={body}").select_one("#finder-body")["value"]
        assert stranger.get("/finder/", {"body": shown})["Location"] == f"/finder/?body={body}"


@pytest.mark.parametrize(
    "typed",
    ["%", "'; drop table", "x" * 10_000, "؟", "()", "\x00", "a\x00 (to 2009)", "A (to 0000)"],
)
def test_nonsense_gets_a_sentence(stranger: Client, typed: str) -> None:
    answer = stranger.get("/finder/", {"body": typed, "service": "legal"})
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


def test_what_is_missing_is_asked_for_where_it_is_missing(stranger: Client) -> None:
    soup = soup_of(stranger, "/finder/?body=&service=&within=anywhere&model=")
    links = [link["href"] for link in soup.select(".govuk-error-summary a")]
    assert links == ["#finder-body", "#finder-service"]
    for link in links:
        field = soup.select_one(link)
        assert soup.select_one(f"#{field['aria-describedby'].split()[-1]}")
    assert soup.title.text.startswith("Error: ")


@pytest.mark.parametrize(
    "query",
    [
        "body=adur-district-council&service=nonsense",
        "service=%00",
        "within=7",
        "model=x",
        "colour=red",
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence_on_page_and_workbook(
    stranger: Client, query: str
) -> None:
    assert stranger.get(f"/finder/?{query}").status_code == 400
    answer = stranger.get(f"/finder.xlsx?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/plain")


def test_a_body_that_is_gone_leads_to_who_stands_in_its_place(stranger: Client) -> None:
    soup = soup_of(stranger, "/finder/?body=taunton-deane-borough-council&service=ict")
    text = words(soup)
    assert "Taunton Deane Borough Council was abolished on 31 March 2019" in text
    assert soup.select_one("main a[href='/finder/?body=somerset-council&service=ict']")
    assert not soup.select(".found")
    assert (
        stranger.get("/finder.xlsx?body=taunton-deane-borough-council&service=ict").status_code
        == 400
    )


def test_a_class_of_bodies_offers_its_members(stranger: Client) -> None:
    soup = soup_of(stranger, "/finder/?body=police-forces-of-england-and-wales&service=ict")
    assert soup.select_one("main a[href='/finder/?body=essex-police&service=ict']")


def test_a_police_force_and_libraries_is_helped(stranger: Client) -> None:
    soup = soup_of(stranger, "/finder/?body=essex-police&service=libraries")
    text = words(soup)
    assert "No police force, nor any other body of its sector (police), shares libraries" in text
    assert "What bodies of your sector share most:" in text
    assert soup.select_one(".govuk-inset-text a[href^='/finder/?body=essex-police&service=']")


def test_a_body_of_its_own_kind_gets_an_answer(stranger: Client) -> None:
    for kind in (
        "other",
        "waste_authority",
        "nhs_trust",
        "police_commissioner",
        "combined_authority",
    ):
        body = Body.objects.current().filter(kind=kind).order_by("pk")[0]
        answer = stranger.get(f"/finder/?body={body.slug}&service=ict")
        assert answer.status_code == 200


def test_each_entry_has_an_office_a_page_or_its_lack_and_an_email(stranger: Client) -> None:
    soup = soup_of(stranger, LEGAL)
    entries = soup.select(".found__one")
    assert len(entries) == 16
    for entry in entries:
        assert "Whoever is responsible for legal services" in entry.text
        assert entry.select_one(".found__ask a[href^='http']") or "We know no page" in entry.text
        link = entry.select_one("a[href^='mailto:']")["href"]
        parts = parse_qs(urlsplit(link).query)
        assert parts["subject"] == ["Legal services: a question from Teignbridge District Council"]
        copied = entry.select_one("pre").text
        assert parts["body"][0].replace("\r\n", "\n").strip() == copied.strip()
        assert copied.startswith("Dear colleague,")
        assert "http://testserver/" in copied
        assert "&amp;" not in unquote(link)


def test_the_three_lead_to_their_entries(stranger: Client) -> None:
    soup = soup_of(stranger, LEGAL)
    cards = soup.select(".ring__one")
    assert len(cards) == 3
    for card in cards:
        assert soup.select_one(card.select_one("a[href^='#']")["href"])
        assert card.select_one("a[href^='https://']")
        assert card.select_one("a[href^='mailto:']")


def test_the_page_says_what_counts_how_much(stranger: Client) -> None:
    text = " ".join(soup_of(stranger, "/finder/").select_one("#points ~ div").get_text(" ").split())
    for clue in CLUES:
        assert f"{clue.what} {clue.points}" in text


def test_the_workbook_says_what_the_page_says(stranger: Client) -> None:
    answer = stranger.get(LEGAL.replace("/finder/", "/finder.xlsx"))
    assert "sharedmap-finder-" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.content), read_only=True)
    sheets = {sheet.title: list(sheet.values) for sheet in book}
    assert list(sheets) == ["Question", "To join", "To start with", "E-mails", "What counts"]
    soup = soup_of(stranger, LEGAL)
    names = [name.text for name in soup.select(".found__name")]
    joins, starts = sheets["To join"][1:], sheets["To start with"][1:]
    assert names == [row[2] for row in joins[:8]] + [row[1] for row in starts[:8]]
    assert len(starts) == 30
    letters = sheets["E-mails"][1:]
    assert [row[0] for row in letters] == [*(row[2] for row in joins), *(row[1] for row in starts)]
    assert all("Dear colleague," in row[-1] for row in letters)
    assert ("Body", "Teignbridge District Council") in sheets["Question"]


def test_a_stranger_to_the_service_is_asked_to_explore_it_and_for_no_document(
    stranger: Client,
) -> None:
    soup = soup_of(stranger, LEGAL)
    said = "Not known to share legal services with anybody"
    entries = [each for each in soup.select(".found__one") if said in each.text]
    assert entries
    for entry in entries:
        asked = " ".join(entry.select_one(".found__ask").get_text(" ").split())
        assert "Ask for Whether it would like to explore sharing legal services with you" in asked
        letter = entry.select_one("pre").text
        assert "Would you like to explore sharing legal services with us" in letter
        for document in ("agreement", "business case", "committee report", "please send"):
            assert document not in asked + letter
    cards = [each for each in soup.select(".ring__one") if "To start something" in each.text]
    assert cards
    assert all(said in card.text for card in cards)


def test_the_three_say_how_it_stands_and_what_speaks_most_against(stranger: Client) -> None:
    soup = soup_of(stranger, LEGAL)
    for card in soup.select(".ring__one"):
        entry = soup.select_one(card.select_one("a[href^='#']")["href"])
        shown = [each.text for each in card.select(".ring__against li")]
        said = [each.text for each in entry.select(".found__two > div:last-child li")]
        assert 1 <= len(shown) == len(said[:4])
        assert all(full.startswith(short) for short, full in zip(shown, said, strict=False))
    one_legal, far, exeter = (each.text for each in soup.select(".ring__one"))
    assert "Planned to be abolished on 1 April 2028: the government has announced" in exeter
    assert "Tewkesbury Borough Council and " not in one_legal
    assert "Tewkesbury Borough Council, " in one_legal
    assert "proposed to be abolished on a day not yet set: not decided" in one_legal
    assert "One Legal: running in 2020" in one_legal
    assert "South Staffordshire Council: 247 km away" in far


def test_of_many_partners_the_one_to_ring_is_named_with_what_is_planned_for_it(
    stranger: Client,
) -> None:
    soup = soup_of(stranger, "/finder/?body=cornwall-council&service=internal-audit")
    card = soup.select_one(".ring__one")
    assert card.select_one(".ring__body").text == "Devon County Council"
    assert "Devon County Council and 7 other partners: planned to be abolished" in card.text
    plymouth = soup.select(".ring__one")[1]
    assert "In Devon Audit Partnership: running in " in plymouth.text


def test_the_letters_say_who_we_are_and_ask_as_an_officer_would(stranger: Client) -> None:
    for letter in (each.text for each in soup_of(stranger, LEGAL).select("pre.letter")):
        assert "national" not in letter
        if "Sharedmap" in letter:
            assert "Sharedmap, a catalogue of shared services" in letter
        if "taking in another" in letter:
            assert "3. What would you do differently?" in letter
