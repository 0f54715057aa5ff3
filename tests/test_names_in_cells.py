"""Several partners in one cell: where one name ends and the next begins."""

import pytest

from arrangements.choices import Role
from arrangements.imports.nobodies import names_nobody
from arrangements.imports.partners import partners_in
from tests.test_names import _names, days

pytestmark = pytest.mark.django_db

SLOUGH, ESSEX, KENT = "E06000039", "E10000012", "E10000016"
CELLS = {
    "Slough Borough Council; Essex County Council": [SLOUGH, ESSEX],
    "Slough BC, Essex CC": [SLOUGH, ESSEX],
    "Slough / Essex CC": [SLOUGH, ESSEX],
    "Slough/Essex": [SLOUGH, ESSEX],
    "Slough and Essex": [SLOUGH, ESSEX],
    "Slough & Essex": [SLOUGH, ESSEX],
    "Slough with Essex County Council": [SLOUGH, ESSEX],
    "Slough\nEssex": [SLOUGH, ESSEX],
    "• Slough BC\n• Essex CC\n": [SLOUGH, ESSEX],
    "- Slough BC\n- Essex CC": [SLOUGH, ESSEX],
    "* Slough BC\n* Essex CC": [SLOUGH, ESSEX],
    "Slough; ; Essex;": [SLOUGH, ESSEX],
    "Slough, Essex and Torbay": [SLOUGH, ESSEX, "E06000027"],
    "Slough, Essex, and Torbay": [SLOUGH, ESSEX, "E06000027"],
    # names that hold an "and" of their own
    "Kensington and Chelsea": ["E09000020"],
    "Kensington and Chelsea and Westminster": ["E09000020", "E09000033"],
    "Hammersmith & Fulham, Kensington & Chelsea and Westminster": [
        "E09000013",
        "E09000020",
        "E09000033",
    ],
    "Bath and North East Somerset": ["E06000022"],
    "Bath and North East Somerset and North Somerset": ["E06000022", "E06000024"],
    "Bath & North East Somerset, Bristol & South Gloucestershire": [
        "E06000022",
        "E06000023",
        "E06000025",
    ],
    "King's Lynn & West Norfolk": ["E07000146"],
    "King's Lynn & West Norfolk and Breckland": ["E07000146", "E07000143"],
    "Breckland, King's Lynn and West Norfolk": ["E07000143", "E07000146"],
    "Brighton and Hove": ["E06000043"],
    "Brighton and Hove and East Sussex": ["E06000043", "E10000011"],
    "Basingstoke and Deane and Hart": ["E07000084", "E07000089"],
    "Windsor & Maidenhead, Slough and Bracknell Forest": ["E06000040", SLOUGH, "E06000036"],
    "Tyne and Wear FRS": ["fire-tyne-and-wear"],
    "Devon and Somerset Fire and Rescue Service": ["fire-devon-and-somerset"],
    "Devon and Cornwall Police and Dorset Police": ["police-devon-and-cornwall", "police-dorset"],
    "Tonbridge & Malling and Gravesham": ["E07000115", "E07000109"],
    "Telford and Wrekin; Shropshire": ["E06000020", "E06000051"],
    # one ending for all
    "Adur and Worthing Councils": ["E07000223", "E07000229"],
    "Breckland & South Holland DCs": ["E07000143", "E07000140"],
    "Vale of White Horse and South Oxfordshire District Councils": ["E07000180", "E07000179"],
    "Cambridgeshire and Northamptonshire County Councils@2012": ["E10000003", "E10000021"],
    "High Peak and Staffordshire Moorlands Borough Councils": None,
    "Norfolk and Suffolk Constabularies": ["police-norfolk", "police-suffolk"],
    # at its time
    "Taunton Deane and West Somerset@2014": ["E07000190", "E07000191"],
    "Bournemouth, Poole and Dorset@2015": ["E06000028", "E06000029", "E10000009"],
    "Slough (1), Essex CC* and Kent CC[12]": [SLOUGH, ESSEX, KENT],
    "Slough¹; Essex²": [SLOUGH, ESSEX],
    "Slough BC, tel. (01753) 000 000; Essex CC +44 1245 000000": [SLOUGH, ESSEX],
    "Slough BC | Essex CC \\ Kent": [SLOUGH, ESSEX, KENT],
    "1. Slough BC 2. Essex CC 3) Kent": [SLOUGH, ESSEX, KENT],
    "a) Slough BC\n(b) Essex CC": [SLOUGH, ESSEX],
    "Lead: Slough; Partners: Essex, Kent": [SLOUGH, ESSEX, KENT],
    "Forest Heath and St Edmundsbury@2012": ["E07000201", "E07000204"],
}
NOT_ALL = [
    "Norfolk and Suffolk Police",
    "Slough; Atlantis",
    "Slough and the districts",
    "All Essex districts",
    "Slough, various",
    "Slough, Essex and others",
    "Newcastle and Slough",
    "Slough BC?; Essex",
    "Slough and Essex?",
    "Lead: Slough, Essex",
    "Slough (from 2015); Essex",
    "Slough BC 01/04/2010; Essex",
    "libraries@example.gov.uk; Essex",
    "Slough; 2 others",
    "Slough (Revs & Bens, IT); Essex",
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_names_these_bodies_and_no_other(cell: str) -> None:
    text, _, when = cell.partition("@")
    found = [
        each.match.body.code for each in partners_in(text, _names(), days(when)) if each.match.body
    ]
    asked = [each for each in partners_in(text, _names(), days(when)) if not each.match.body]
    expected = CELLS[cell]
    if expected is None:
        assert asked or set(found) == {"E07000037", "E07000198"}
    else:
        assert (found, asked) == (expected, [])


@pytest.mark.parametrize("cell", NOT_ALL)
def test_what_is_not_sure_in_a_list_stays_a_question(cell: str) -> None:
    assert not all(each.match.sure for each in partners_in(cell, _names(), None))


def test_a_role_stands_in_brackets_behind_a_name() -> None:
    cell = (
        "Slough BC (lead); Essex CC (host authority); Torbay (client); Devon CC (partner); Kent CC"
    )
    found = [
        (each.match.body and each.match.body.code, each.role)
        for each in partners_in(cell, _names(), None)
    ]
    assert found == [
        (SLOUGH, Role.LEAD),
        (ESSEX, Role.HOST),
        ("E06000027", Role.CLIENT),
        ("E10000008", Role.PARTNER),
        ("E10000016", ""),
    ]


def test_a_role_stands_before_a_name_or_behind_a_dash_too() -> None:
    cell = "Lead authority: Slough; Clients: Essex, Kent; Devon CC - host"
    found = [
        (each.match.body and each.match.body.code, each.role)
        for each in partners_in(cell, _names(), None)
    ]
    assert found == [
        (SLOUGH, Role.LEAD),
        (ESSEX, Role.CLIENT),
        (KENT, Role.CLIENT),
        ("E10000008", Role.HOST),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "Slough BC (libraries@example.gov.uk); Essex CC",
        "Slough BC libraries@example.gov.uk, Essex CC",
        "Slough BC, e-mail: libraries@example.gov.uk; Essex CC <it@example.gov.uk>",
    ],
)
def test_an_address_behind_a_name_is_no_part_of_it(cell: str) -> None:
    found = [each.match for each in partners_in(cell, _names(), None)]
    assert [match.body and match.body.code for match in found] == [SLOUGH, ESSEX]
    assert all("@" not in match.text for match in found)


def test_a_doubted_name_is_offered_as_it_stands() -> None:
    (slough, essex) = partners_in("Slough?; Essex", _names(), None)
    assert [near.body.code for near in slough.match.near] == [SLOUGH]
    assert essex.match.sure


def test_what_stands_in_brackets_is_not_parted() -> None:
    (asked,) = partners_in("Slough (Revs & Bens, IT)", _names(), None)
    assert asked.match.text == "Slough (Revs & Bens, IT)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("as above", "repeats"),
        ("Ditto", "repeats"),
        ('"', "repeats"),
        ("and others", "names no body"),
        ("3 others", "names no body"),
        ("etc.", "names no body"),
        ("TBC", "names no body"),
        ("n/a", "names no body"),
        ("all Kent districts", "several bodies"),
        ("Kent districts", "several bodies"),
        ("the 12 districts", "several bodies"),
    ],
)
def test_words_that_name_no_body_are_told_as_that(text: str, said: str) -> None:
    nobody = names_nobody(text)
    assert nobody is not None
    assert said in nobody[0]
    assert nobody[1].endswith(".")


@pytest.mark.parametrize("text", ["Allerdale", "Rother", "Adur Council", "Do It Ltd"])
def test_a_name_is_no_such_word(text: str) -> None:
    assert names_nobody(text) is None


def test_no_body_of_the_register_is_called_by_such_words() -> None:
    bodies = _names().bodies
    called = [name for body in bodies for name in (body.name, *(n for n, _, _ in body.other_names))]
    assert [name for name in called if names_nobody(name)] == []


def test_a_cell_of_a_thousand_names_is_read_in_good_time() -> None:
    cell = ", ".join(["Slough and Essex"] * 500)
    assert partners_in(cell, _names(), None)
