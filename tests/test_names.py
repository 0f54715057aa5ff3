"""Which body a name means: many ways to write one, and none that is guessed."""

import datetime as dt
from functools import cache

import pytest

from arrangements.imports.catalogue import names as index
from arrangements.imports.names import Days, Names
from tests import independent as own

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)


@cache
def _names() -> Names:
    return index(TODAY)


def days(text: str) -> Days | None:
    return Days(own.first(text), own.last(text)) if text else None


def resolved(text: str, on: str = "") -> str | None:
    body = _names().resolve(text, days(on)).body
    return body.code if body else None


# Written so, and what it means. A date behind "@" is the time that the name is about.
KNOWN = {
    # councils in short
    "Slough": "E06000039",
    "Slough BC": "E06000039",
    "slough borough council": "E06000039",
    "  SLOUGH  BOROUGH  COUNCIL  ": "E06000039",
    "Slough Council": "E06000039",
    "Slough UA": "E06000039",
    "Borough of Slough": "E06000039",
    "Essex CC": "E10000012",
    "Essex": "E10000012",
    "Breckland DC": "E07000143",
    "Breckland": "E07000143",
    "South Holland DC": "E07000140",
    "Adur": "E07000223",
    "Wigan MBC": "E08000010",
    "Wigan Metropolitan Borough Council": "E08000010",
    "Wigan Metropolitan Borough": "E08000010",
    "Wirral Metropolitan Borough Council": "E08000015",
    "Wirral": "E08000015",
    "Leeds": "E08000035",
    "Leeds CC": "E08000035",
    "City of Leeds": "E08000035",
    "City of Bradford MDC": "E08000032",
    "Bradford": "E08000032",
    "City of Bradford Metropolitan District Council": "E08000032",
    "Sandwell MBC": "E08000028",
    "Gateshead": "E08000037",
    "North Tyneside Council": "E08000022",
    # the, and, apostrophes, saints
    "The Borough of Poole@2012": "E06000029",
    "Brighton & Hove": "E06000043",
    "Brighton and Hove": "E06000043",
    "Brighton & Hove City Council": "E06000043",
    "Brighton and Hove CC": "E06000043",
    "Tonbridge & Malling BC": "E07000115",
    "Hinckley and Bosworth": "E07000132",
    "Windsor & Maidenhead": "E06000040",
    "RB Windsor and Maidenhead": "E06000040",
    "Royal Borough of Windsor & Maidenhead": "E06000040",
    "King's Lynn and West Norfolk": "E07000146",
    "King’s Lynn & West Norfolk BC": "E07000146",
    "Kings Lynn and West Norfolk Borough Council": "E07000146",
    "Borough Council of King's Lynn and West Norfolk": "E07000146",
    "St Albans": "E07000240",
    "Saint Albans": "E07000240",
    "St. Albans City and District Council": "E07000240",
    "St Helens": "E08000013",
    "St Helens Metropolitan Borough Council": "E08000013",
    "Bath & North East Somerset": "E06000022",
    "Telford & Wrekin": "E06000020",
    "Stoke-on-Trent": "E06000021",
    "Stoke on Trent City Council": "E06000021",
    "Newcastle upon Tyne": "E08000021",
    "Newcastle City Council": "E08000021",
    "Kingston upon Hull": "E06000010",
    "Hull": "E06000010",
    "Hull City Council": "E06000010",
    "Blackburn with Darwen": "E06000008",
    "Basingstoke & Deane": "E07000084",
    "Rhondda Cynon Taf": "W06000016",
    "Rhondda Cynon Taff": "W06000016",
    # London
    "London Borough of Camden": "E09000007",
    "Camden": "E09000007",
    "LB Camden": "E09000007",
    "LB of Camden": "E09000007",
    "Camden LB": "E09000007",
    "Camden London Borough Council": "E09000007",
    "Westminster": "E09000033",
    "Westminster City Council": "E09000033",
    "City of Westminster": "E09000033",
    "RBKC": "E09000020",
    "RB Kensington and Chelsea": "E09000020",
    "Royal Borough of Kensington & Chelsea": "E09000020",
    "Kensington and Chelsea": "E09000020",
    "LBHF": "E09000013",
    "Hammersmith and Fulham": "E09000013",
    "LB Hammersmith & Fulham": "E09000013",
    "Barking & Dagenham": "E09000002",
    "Kingston upon Thames": "E09000021",
    "Royal Borough of Greenwich": "E09000011",
    "City of London": "E09000001",
    "City of London Corporation": "E09000001",
    # Wales, Scotland, Northern Ireland
    "Cardiff": "W06000015",
    "Cardiff Council": "W06000015",
    "City and County of Cardiff": "W06000015",
    "Cyngor Caerdydd": "W06000015",
    "Cyngor Gwynedd": "W06000002",
    "Gwynedd": "W06000002",
    "Isle of Anglesey": "W06000001",
    "Ynys Môn": "W06000001",
    "Ynys Mon": "W06000001",
    "Cyngor Sir Ynys Môn": "W06000001",
    "Bridgend CBC": "W06000013",
    "Bridgend County Borough Council": "W06000013",
    "Powys CC": "W06000023",
    "Highland": "S12000017",
    "Comhairle nan Eilean Siar": "S12000013",
    "Western Isles Council": "S12000013",
    "Clackmannanshire": "S12000005",
    "Stirling Council": "S12000030",
    "Belfast City Council": "N09000003",
    "Belfast": "N09000003",
    # former names and bodies that are gone
    "Shepway District Council": "E07000112",
    "Shepway DC": "E07000112",
    "Folkestone and Hythe": "E07000112",
    "Taunton Deane Borough Council": "E07000190",
    "Forest Heath DC": "E07000201",
    "St Edmundsbury BC@2014": "E07000204",
    "Christchurch@2015": "E07000048",
    "Poole@2012": "E06000029",
    "Cheshire County Council": "E10000004",
    "Hampshire Constabulary": "police-hampshire",
    # names that two bodies have borne
    "Durham County Council@2008": "E10000010",
    "Durham County Council@2012": "E06000047",
    "Durham County Council": "E06000047",
    "Durham CC@2014": "E06000047",
    "County Durham": "E06000047",
    "Northumberland County Council@2008-06": "E10000022",
    "Northumberland County Council": "E06000057",
    "Northumberland@2010": "E06000057",
    "Bedford Borough Council@2008": "E07000002",
    "Bedford Borough Council": "E06000055",
    "Bedford BC@2012": "E06000055",
    "Dorset County Council": "E10000009",
    "Dorset@2015": "E10000009",
    "Dorset": "E06000059",
    "Somerset@2012": "E10000027",
    "Somerset": "E06000066",
    "Cumbria@2012": "E10000006",
    # codes
    "E06000039": "E06000039",
    "e10000012": "E10000012",
    "Durham County Council [E10000010]": "E10000010",
    "E06000048@2012": "E06000057",
    "police-essex": "police-essex",
    # police, fire and health only where it says so
    "Essex Police": "police-essex",
    "Essex Police and Crime Commissioner": "pcc-essex",
    "Essex PCC": "pcc-essex",
    "PCC for Essex": "pcc-essex",
    "Office of the Police and Crime Commissioner for Essex": "pcc-essex",
    "West Yorkshire Police": "police-west-yorkshire",
    "Greater Manchester Police": "police-greater-manchester",
    "Met Police": "police-metropolitan",
    "Metropolitan Police Service": "police-metropolitan",
    "PSNI": "police-psni",
    "Police Scotland": "police-scotland",
    "Devon & Cornwall Police": "police-devon-and-cornwall",
    "Devon and Cornwall Constabulary": "police-devon-and-cornwall",
    "Avon FRS": "fire-avon",
    "Avon Fire & Rescue": "fire-avon",
    "Cleveland Fire Brigade": "fire-cleveland",
    "Cheshire Fire and Rescue Service": "fire-cheshire",
    "Tyne & Wear FRS": "fire-tyne-and-wear",
    "Tyne and Wear Fire and Rescue Authority": "fire-tyne-and-wear",
    "Barnet PCT@2010": "pct-5A9",
    "Herefordshire PCT@2011": "pct-5CN",
}


def cases() -> list[tuple[str, str, str | None]]:
    return [(*(f"{text}@".split("@")[:2]), code) for text, code in KNOWN.items()]  # type: ignore[misc]


def test_there_are_many_cases_and_every_answer_is_a_body() -> None:
    assert len(KNOWN) >= 150
    assert not {code for code in KNOWN.values() if code} - own.bodies().keys()


@pytest.mark.parametrize(("text", "on", "code"), cases())
def test_a_name_means_the_body_that_a_person_would_say(
    text: str, on: str, code: str | None
) -> None:
    assert resolved(text, on) == code


# Asked about, or answered rightly: the body meant is among the first three that are offered.
ASKED = {
    "Slouhg": "E06000039",
    "Slough Borough": "E06000039",
    "Essex County": "E10000012",
    "Adur D.C.": "E07000223",
    "Leeds City": "E08000035",
    "Caerphilly County Borough": "W06000018",
    "Brecklnad DC": "E07000143",
    "Sth Holland": "E07000140",
    "Teinbridge": "E07000045",
    "Torrdige District Council": "E07000046",
    "Hammersmith and Fullham": "E09000013",
    "Kensingtn & Chelsea": "E09000020",
    "Wandsworh": "E09000032",
    "Cheltenam BC": "E07000078",
    "Tewksbury": "E07000083",
    "Hampshrie County Council": "E10000014",
    "Basingtoke and Deane": "E07000084",
    "Brighton and Hvoe City Council": "E06000043",
    "Bath and N E Somerset Council": "E06000022",
    "Rhonda Cynon Taf": "W06000016",
    "Esex Police": "police-essex",
    "West Yorkshire Polcie": "police-west-yorkshire",
    "Avon Fire and Resuce Service": "fire-avon",
    "Taunton Deane": "E07000190",
    "Suffolk Coastal": "E07000205",
    "Newcastle": "E08000021",
}
# Never answered: they fit several bodies, none, or one of a kind that the text does not say.
TRAPS = [
    "Newcastle",
    "Bedfordshire",
    "Berkshire",
    "Sussex",
    "Yorkshire",
    "North Yorkshire and the Humber",
    "Greater Manchester",
    "Merseyside",
    "Tyne and Wear",
    "Cleveland",
    "Avon",
    "Thames Valley",
    "Northamptonshire",
    "Dorset and Wiltshire",
    "Suffolk Coastal",
    "Taunton Deane",
    "Poole",
    "Bournemouth",
    "Barnet PCT and Camden",
    "Council",
    "Borough Council",
    "County Council",
    "Police",
    "The police",
    "Fire",
    "NHS",
    "Fire and Rescue Service",
    "the",
    "and",
    "-",
    "Various",
    "All districts",
    "All Kent districts",
    "Other partners",
    "TBC",
    "n/a",
    "Slough and Essex",
    "Slouhg Borough Council",
    "Essex Borough Council",
    "Breckland MBC",
    "London Borough of Slough",
    "Slough Police",
    "E99999999",
    "Slough Borough Council [E99999999]",
    "Capita",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_is_not_sure_is_asked_with_the_right_one_near(text: str) -> None:
    match = _names().resolve(text, None)
    if match.body:
        assert match.body.code == ASKED[text]
    else:
        assert ASKED[text] in [near.body.code for near in match.near[:3]]


@pytest.mark.parametrize("text", TRAPS)
def test_what_fits_several_or_none_is_never_answered(text: str) -> None:
    match = _names().resolve(text, None)
    assert match.body is None
    assert match.how in {"suggested", "unknown"}


def test_a_typo_of_any_council_is_never_another_council() -> None:
    """Two letters changed places, in every name that a council has today."""
    for body in own.bodies().values():
        name = body["name"]
        if body["sector"] != "council" or body["kind"] == "group" or len(name) < 12:
            continue
        typo = name[:3] + name[4] + name[3] + name[5:]
        assert resolved(typo) in {None, *(c for c, b in own.bodies().items() if b["name"] == name)}


def test_every_official_name_means_its_body_while_it_stood() -> None:
    for code, body in own.bodies().items():
        when = body["end"] or body["start"] or ""
        assert resolved(body["name"], when) == code, (body["name"], when)
        assert resolved(code) == code


def test_every_other_name_means_its_body_or_is_asked() -> None:
    for row in own.table("register/names"):
        if row["kind"] in {"short", "ons"}:
            continue
        when = row["until"] or row["from"] or own.bodies()[row["body"]]["end"]
        assert resolved(row["name"], when) in {row["body"], None}, row


def near(text: str, on: str = "") -> list[str]:
    match = _names().resolve(text, days(on))
    assert match.body is None
    return [each.body.name for each in match.near]


@pytest.mark.parametrize(
    "text",
    [
        "Invicta Law Ltd",
        "KCC & Invicta Law Ltd",
        "Civica UK Ltd",
        "Cornwall Housing Ltd",
        "South West Heritage Trust",
        "Capita plc",
        "Serco",
        "Zebra",
        "Frobnitz District Council",
    ],
)
def test_where_no_name_is_near_none_is_offered(text: str) -> None:
    assert near(text) == []


def test_a_company_that_we_know_is_near_itself() -> None:
    assert near("Steria Limited") == ["Steria"]


def test_capitals_are_initials_and_never_an_answer() -> None:
    assert near("KCC") == ["Kent County Council"]
    assert {"Norfolk County Council", "Nottingham City Council"} <= set(near("NCC"))
    assert {"Birmingham City Council", "Bristol City Council"} <= set(near("BCC"))
    assert {"Halton Borough Council", "Havant Borough Council"} <= set(near("HBC"))
    assert all("Council" in name for text in ("NCC", "BCC", "HBC") for name in near(text))


def test_a_part_of_a_name_brings_only_names_that_have_it() -> None:
    assert near("Redcar")[0] == "Redcar and Cleveland Borough Council"
    assert all("Redcar" in name for name in near("Redcar"))
    assert all("Telford" in name for name in near("Telford"))


def test_a_body_that_was_not_there_yet_is_told_as_that() -> None:
    match = _names().resolve("Shropshire Council", days("2005"))
    assert match.why == "This is about 2005, and Shropshire Council began in 2009."
    assert match.near[0].body.name == "Shropshire County Council"
    assert _names().resolve("Slugh", days("2005")).why == ""
