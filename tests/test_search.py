"""What a person would type, and what they must have first. The expected is read from the sheets."""

import re
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import independent as own
from tests.asking import asked

pytestmark = pytest.mark.django_db

FIRST = {
    # the founding articles
    "south holland breckland": "SS0070",
    "Breckland and South Holland management": "SS0070",
    "teignbridge torridge": "SS0502",
    "slough essex": "SS0200",
    "Essex Slough libraries": "SS0200",
    "essex brentwood chief executive": "SS0202",
    "cambridgeshire and northamptonshire shared services": "SS0290",
    "LGSS": "SS0290",
    "lgss savings": "SS0290",
    "greater manchester shared services": "SS0228",
    "greater manchester waste": "SS0229",
    "peninsula": "SS0400",
    "forth valley gis": "SS0211",
    "herefordshire primary care trust": "SS0255",
    "Herefordshire PCT": "SS0255",
    "tri-borough shared services": "SS0516",
    "tri-borough": "SS0516",
    "tri borough": "SS0516",
    "newham havering IT": "SS0332",
    "adur worthing": "SS0024",
    # names of before
    "shepway housing": "SS0178",
    "shepway human resources": "SS0179",
    "compass point": "SS0410",
    "suffolk coastal waveney": "SS0481",
    "forest heath st edmundsbury it": "SS0210",
    "taunton deane west somerset": "SS0496",
    "dorset county council waste": "SS0167",
    # initials and nicknames
    "RBKC westminster": "SS0274",
    "GMP payroll": "SS0228",
    "LBHF pensions": "SS0237",
    "BANES libraries": "SS0291",
    "nabis": "SS0325",
    "ARP": "SS0028",
    "SIAS": "SS0259",
    "MFSS": "SS0323",
    "EMSOU": "SS0187",
    "onesource": "SS0391",
    # accents, apostrophes, "&", capitals, plurals
    "ynys mon youth justice": "SS0235",
    "Ynys Môn youth justice": "SS0235",
    "Kings Lynn waste": "SS0072",
    "King’s Lynn bins": "SS0072",
    "ADUR & WORTHING COUNCILS": "SS0024",
    "windsor & maidenhead legal": "SS0426",
    "north london coroners": "SS0355",
    # services in other words
    "bins dorset": "SS0167",
    "solicitors harrow": "SS0252",
    "call centre oldham rochdale": "SS0386",
    "council tax ipswich": "SS0429",
    "housing benefit anglia": "SS0028",
    "buying scotland": "SS0420",
    "youth offending cheshire": "SS0116",
    "mortuary brent": "SS0075",
    "crematoria durham": "SS0099",
    "CEO camden": "SS0095",
    "gis stirling": "SS0211",
    # words in any order, and only some of them
    "audit southern internal": "SS0465",
    "regulatory worcestershire": "SS0554",
    "trading standards devon": "SS0253",
    "fire control isle of wight": "SS0269",
    "firearms licensing hertfordshire": "SS0047",
    "norfolk museums": "SS0342",
    "excel": "SS0420",
    "SS0012": "SS0012",
    # places
    "berkshire legal": "SS0426",
    "black country adoption": "SS0020",
    "cornwall scilly fire": "SS0137",
    "mid kent audit": "SS0313",
}

BODIES = {
    "shepway": "Folkestone and Hythe District Council",
    "RBKC": "Royal Borough of Kensington and Chelsea",
    "Northamptonshire County Council": "Northamptonshire County Council",
    "slough council": "Slough Borough Council",
    "essex": "Essex County Council",
    "ynys mon": "Isle of Anglesey County Council",
    "the met": "Metropolitan Police Service",
    "GMCA": "Greater Manchester Combined Authority",
}

MEANT = {
    "Teignbrige": "Teignbridge",
    "procurment": "procurement",
    "Folkstone": "Folkestone",
    "Westminister": "Westminster",
    "Havring Newam": "Havering Newham",
    "legle services": "legal services",
    "southholland": "south holland",
    "LGS": "LGSS",
    "liberries": "libraries",
    "Hamersmith and Fulam": "Hammersmith and Fulham",
}


def page(
    client: Client, search: str, more: str = "", path: str = "/arrangements/"
) -> BeautifulSoup:
    answer = client.get(f"{path}?q={quote(search)}{more}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").text.split())


def line(soup: BeautifulSoup, reference: str) -> BeautifulSoup:
    return next(each for each in soup.select(".line") if reference in each.text)


def test_there_are_sixty_searches() -> None:
    assert len(FIRST) >= 60


@pytest.mark.parametrize("search", FIRST)
def test_what_a_person_types_has_what_they_mean_first(client: Client, search: str) -> None:
    assert asked(client, f"q={quote(search)}")[0] == FIRST[search]


@pytest.mark.parametrize("search", BODIES)
def test_a_body_is_found_by_any_name_first(client: Client, search: str) -> None:
    soup = page(client, search, path="/bodies/")
    assert soup.select_one(".register th a").text == BODIES[search]
    assert soup.select_one(".sorts strong").text == "Best match"


@pytest.mark.parametrize("search", MEANT)
def test_a_typo_is_offered_put_right_with_what_that_finds(client: Client, search: str) -> None:
    assert asked(client, f"q={quote(search)}") == []
    soup = page(client, search)
    offered = soup.select_one(".did-you-mean a")
    assert offered.text == MEANT[search]
    assert f"What “{MEANT[search]}” finds" in words(soup)
    answer = client.get(f"/arrangements/{offered['href'].removeprefix('/arrangements/')}")
    first = re.search(r"SS\d{4}", soup.select_one(".line").text)
    there = BeautifulSoup(answer.content, "html.parser")
    assert first
    assert first[0] in there.select_one(".line").text


def test_what_was_meant_keeps_the_other_filters(client: Client) -> None:
    soup = page(client, "procurment", "&nation=scotland")
    assert soup.select_one(".did-you-mean a")["href"].endswith("q=procurement&nation=scotland")
    assert "Scotland Excel" in words(soup)


def test_a_body_meant_is_offered_among_bodies(client: Client) -> None:
    soup = page(client, "Teignbrige", path="/bodies/")
    assert soup.select_one(".did-you-mean a").text == "Teignbridge"
    assert "(1 body)" in words(soup)


def test_words_that_are_not_found_together_are_offered_apart(client: Client) -> None:
    soup = page(client, "slough crematorium")
    assert not soup.select(".did-you-mean")
    offered = {each.text for each in soup.select(".govuk-list a")}
    assert offered == {"slough", "crematorium"}


def test_filters_that_leave_nothing_are_offered_without_each(client: Client) -> None:
    found = words(page(client, "bins", "&region=wales"))
    assert "Without “Region: Wales” (30 arrangements)" in found


def in_county(county: str) -> set[str]:
    """Arrangements with a partner whose county council is the one of this name."""
    codes = {c for c, body in own.bodies().items() if body["name"] == f"{county} County Council"}
    there = {code for code, body in own.bodies().items() if body["parent"] in codes}
    assert there
    return own.with_body(there)


@pytest.mark.parametrize("county", ["Kent", "Devon", "Lancashire", "Cumbria", "Essex"])
def test_districts_are_found_by_their_county(client: Client, county: str) -> None:
    assert in_county(county) <= set(asked(client, f"q={county}"))


def test_unitaries_are_found_by_the_county_that_people_name(client: Client) -> None:
    slough = own.with_body([own.by_slug()["slough-borough-council"]])
    assert slough <= set(asked(client, "q=Berkshire"))
    medway = own.with_body([own.by_slug()["medway-council"]])
    assert medway <= set(asked(client, "q=Kent"))


def test_a_name_counts_before_a_partner_and_a_partner_before_text(client: Client) -> None:
    def where(reference: str) -> int:
        facts = own.arrangements()[reference]
        partners = {row["Body code"] for row in own.partners(reference)}
        names = own.plain(" ".join(own.bodies()[code]["name"] for code in partners))
        for place, text in enumerate((own.plain(facts["Name"]), names)):
            if "slough" in text.split():
                return place
        return 2

    places = [where(reference) for reference in asked(client, "q=slough")]
    assert places == sorted(places)
    assert set(places) >= {0, 1}


def test_a_whole_word_counts_before_a_beginning_and_that_before_an_inside(client: Client) -> None:
    def how(reference: str) -> int:
        name = own.plain(own.arrangements()[reference]["Name"])
        return 0 if "west" in name.split() else 1 if " west" in f" {name}" else 2

    found = [ref for ref in asked(client, "q=west") if "west" in own.arrangements()[ref]["Name"]]
    found += [ref for ref in asked(client, "q=west") if "West" in own.arrangements()[ref]["Name"]]
    order = asked(client, "q=west")
    found = sorted(set(found), key=order.index)
    assert [how(ref) for ref in found] == sorted(how(ref) for ref in found)
    assert {how(ref) for ref in found} >= {0, 1}


@pytest.mark.parametrize("common", ["council", "services", "shared", "and", "the"])
def test_a_word_that_all_have_does_not_change_who_is_first(client: Client, common: str) -> None:
    plain = asked(client, "q=newham+havering+ict")
    assert asked(client, f"q=newham+havering+ict+{common}")[0] == plain[0]
    assert asked(client, f"q={common}+essex+slough")[0] == "SS0200"


def test_a_former_name_says_who_it_is_now(client: Client) -> None:
    soup = page(client, "Shepway")
    why = line(soup, "SS0178").select_one(".line__why")
    assert " ".join(why.text.split()) == (
        "Matched: partner Shepway District Council (now Folkestone and Hythe District Council)"
    )
    assert why.mark.text == "Shepway"
    link = soup.select_one(".named a")
    assert link["href"] == "/bodies/folkestone-and-hythe-district-council/"


def test_a_body_that_is_gone_is_told_with_who_came_after(client: Client) -> None:
    named = page(client, "Northamptonshire County Council").select_one(".named")
    assert (
        "Northamptonshire County Council (to 2021, now North Northamptonshire Council"
        " and West Northamptonshire Council; "
    ) in " ".join(named.text.split())


def test_matches_are_marked_where_they_stand(client: Client) -> None:
    soup = page(client, "king's lynn bins")
    here = line(soup, "SS0072")
    assert [mark.text for mark in here.select(".line__name mark")] == ["King's", "Lynn"]
    assert "also called “bins”" in here.select_one(".line__why").text
    here = line(page(client, "legal berkshire"), "SS0426")
    assert [mark.text for mark in here.select(".chips mark")] == ["Legal"]
    assert "Windsor and Maidenhead, in Berkshire" in here.select_one(".line__why").text
    assert here.select_one(".line__excerpt mark")


def test_a_lesson_is_quoted_where_the_word_stands_nowhere_else(client: Client) -> None:
    lessons = own.of_arrangement("Lessons")
    reference, word = next(
        (ref, word)
        for ref, rows in sorted(lessons.items())
        for row in rows
        for word in own.plain(row["Lesson"]).split()
        if len(word) > 9
        and sum(word in own.searched(each) for each in own.arrangements()) == 1
        and word not in own.plain(own.arrangements()[ref]["Summary"])
    )
    why = line(page(client, word), reference).select_one(".line__why")
    assert "Matched: lesson “" in why.text
    assert own.plain(why.mark.text) == word


def test_without_a_search_nothing_is_marked(client: Client) -> None:
    soup = BeautifulSoup(client.get("/arrangements/?region=london").content, "html.parser")
    assert not soup.select("mark, .line__why, .line__excerpt, .named")


NONSENSE = {
    "?!…": "There is nothing to search for in “?!…”.",
    "%": "There is nothing to search for in “%”.",
    "*": "There is nothing to search for in “*”.",
    "🚒": "There is nothing to search for in “🚒”.",
    "مجلس": "There is nothing to search for in “مجلس”. Give a word in plain letters",
    "x" * 10_000: "A search can have up to 200 characters; this one has 10,000.",
}


@pytest.mark.parametrize("search", NONSENSE)
@pytest.mark.parametrize("path", ["/arrangements/", "/bodies/", "/arrangements.csv", "/map/"])
def test_what_cannot_be_searched_for_gets_a_sentence(
    client: Client, path: str, search: str
) -> None:
    answer = client.get(path, {"q": search})
    assert answer.status_code == 400
    assert NONSENSE[search] in answer.content.decode()


@pytest.mark.parametrize("search", ["%library%", "library_*", "library'); --", "🚒 library \u202e"])
def test_signs_around_a_word_do_not_matter(client: Client, search: str) -> None:
    assert asked(client, f"q={quote(search)}") == asked(client, "q=library")


def test_markup_in_a_search_stays_text(client: Client) -> None:
    answer = client.get("/arrangements/", {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in answer.content


def found(client: Client, text: str) -> list[dict[str, str]]:
    answer = client.get("/search.json", {"q": text}).json()
    assert answer["query"] == text
    return list(answer["found"])


SUGGESTED = {
    "shepw": ("body", "Folkestone and Hythe District Council", "was Shepway District Council"),
    "RBK": ("body", "Royal Borough of Kensington and Chelsea", "also RBK"),
    "kens": ("body", "Royal Borough of Kensington and Chelsea", "9 arrangements"),
    "bins": ("service", "Waste collection and recycling", "also bins, 30 arrangements"),
    "bin coll": ("service", "Waste collection and recycling", "also bin collection"),
    "solic": ("service", "Legal services", "also solicitors"),
    "tri-bor": ("arrangement", "Tri-borough libraries", "SS0515"),
    "nabi": ("arrangement", "National Ballistics Intelligence Service (NABIS)", "SS0325"),
    "Teignbrige": ("search", "Teignbridge", "did you mean? 3 arrangements"),
}


@pytest.mark.parametrize("text", SUGGESTED)
def test_suggestions_while_typing(client: Client, text: str) -> None:
    kind, name, more = SUGGESTED[text]
    fits = [each for each in found(client, text) if (each["kind"], each["text"]) == (kind, name)]
    assert len(fits) == 1
    assert fits[0]["more"].startswith(more)
    assert client.get(fits[0]["address"]).status_code == 200


def test_suggestions_are_few_and_harmless(client: Client) -> None:
    assert found(client, "") == found(client, "?!") == []
    assert len(found(client, "s")) <= 11
    answer = client.get("/search.json", {"q": "x" * 201})
    assert answer.status_code == 400
    assert "up to 200 characters" in answer.json()["error"]


def test_bodies_alone_are_suggested_by_the_name_that_a_form_takes(client: Client) -> None:
    answer = client.get("/search.json", {"q": "durham", "only": "bodies"}).json()["found"]
    assert {each["kind"] for each in answer} == {"body"}
    assert {"Durham County Council", "Durham County Council (to 2009)"} <= {
        each["text"] for each in answer
    }
    assert client.get("/search.json", {"q": "legal", "only": "bodies"}).json()["found"] == []
    assert client.get("/search.json", {"q": "", "only": "bodies"}).json()["found"] == []
    for each in client.get("/search.json", {"q": "durham", "only": "bodies"}).json()["found"]:
        shown = client.get("/finder/", {"body": each["text"]})
        assert shown["Location"] == f"/finder/?body={each['address'].split('/')[2]}"
    wrong = client.get("/search.json", {"q": "a", "only": "colours"})
    assert wrong.status_code == 400
    assert "bodies" in wrong.json()["error"]


def test_the_form_works_without_scripts(client: Client) -> None:
    for path in ("/", "/arrangements/"):
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        form = soup.select_one("form[role=search]")
        assert form["method"] == "get"
        assert form["action"] == "/arrangements/"
        assert form.select_one("input[name=q][data-suggest='/search.json']")
