"""The register: what is in it, who followed whom, who lies next to whom, and loading it."""

import csv
import datetime as dt
import math
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from arrangements.models import (
    Adjacency,
    Body,
    BodyCode,
    BodyName,
    DataStamp,
    GroupMember,
    Plan,
    PlanSuccession,
    Service,
    Succession,
)
from arrangements.register import Register, current_register
from arrangements.registering import BadFixture, load_register
from tests import independent as own
from tests.independent import FIXTURES, bodies, table
from tests.planning import everything

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)
ADDED = 67
PRINCIPAL = {
    "county",
    "district",
    "unitary",
    "metropolitan_borough",
    "london_borough",
    "city_corporation",
}


def test_every_row_of_the_fixtures_is_loaded() -> None:
    assert Body.objects.count() == len(bodies()) == 1179 + ADDED
    for model, name in (
        (BodyCode, "register/codes"),
        (BodyName, "register/names"),
        (Succession, "register/successions"),
        (GroupMember, "register/group_members"),
        (Adjacency, "register/adjacency"),
        (Plan, "register/plans"),
        (PlanSuccession, "register/plan_successions"),
        (Service, "services"),
    ):
        assert model._default_manager.count() == len(table(name)), name
    kinds = Counter(Body.objects.values_list("kind", flat=True))
    assert kinds == Counter(body["kind"] for body in bodies().values())


def test_every_fact_of_a_body_is_that_of_the_fixture() -> None:
    for body in Body.objects.select_related("parent", "combined_authority"):
        row = bodies()[body.code]
        for key in ("name", "short_name", "kind", "tier", "sector", "start", "end", "note"):
            assert str(getattr(body, key)) == row[key], (body.code, key)
        for key in ("lat", "lon", "population", "area_km2"):
            value = getattr(body, key)
            assert value == (float(row[key]) if row[key] else None), (body.code, key)
        assert (body.parent.code if body.parent else "") == row["parent"]
        assert own.by_slug()[body.slug] == body.code
        assert own.slug(row["nation"]) == body.nation
        assert own.slug(row["region"]) == body.region


def test_england_had_353_principal_councils_in_2010_and_has_317_today() -> None:
    councils = Body.objects.filter(nation="england", kind__in=PRINCIPAL)
    assert councils.on(dt.date(2010, 4, 1)).count() == 353
    assert councils.on(TODAY).count() == councils.current().count() == 317


@pytest.mark.parametrize(
    ("code", "day", "there"),
    [
        ("E10000010", "2009-03-31", True),
        ("E10000010", "2009-04-01", False),
        ("E06000047", "2009-03-31", False),
        ("E06000047", "2009-04-01", True),
        ("E06000047", "2026-11-21", True),
        ("95A", "2015-03-31", True),
        ("95A", "2015-04-01", False),
        ("gov-cabinet-office", "1066-10-14", True),
    ],
)
def test_a_body_stands_from_its_first_day_to_its_last(code: str, day: str, there: bool) -> None:
    date = dt.date.fromisoformat(day)
    assert Body.objects.on(date).filter(code=code).exists() is there
    assert own.exists(code, date) is there


def test_successors_are_followed_to_today() -> None:
    register = current_register()
    for code, body in register.by_code.items():
        followed = {register.bodies[key].code for key in register.followed(body.pk)}
        assert followed == own.in_place_of(code, dt.date.max), code
        lineage = {register.bodies[key].code for key in register.lineage(body.pk)}
        assert lineage == own.lineage(code), code
    taunton = register.by_code["E07000190"]
    assert {register.bodies[key].name for key in register.followed(taunton.pk)} == {
        "Somerset Council"
    }
    then = register.followed(taunton.pk, dt.date(2020, 1, 1))
    assert {register.bodies[key].name for key in then} == {"Somerset West and Taunton Council"}


def test_predecessors_and_successors_of_a_body() -> None:
    somerset = Body.objects.get(code="E06000066")
    names = set(somerset.predecessors().values_list("name", flat=True))
    assert {"Somerset County Council", "Mendip District Council"} <= names
    assert somerset.successors().count() == 0
    for body in Body.objects.filter(code__in=("E07000190", "E10000027", "95A")):
        after = set(body.successors().values_list("code", flat=True))
        assert after == set(own.successions()[body.code])


ADJOIN = [("Adur", "Worthing"), ("Hammersmith and Fulham", "Kensington and Chelsea")]
APART = [
    ("Slough", "Essex"),
    ("South Holland", "Breckland"),
    ("Teignbridge", "Torridge"),
    ("Newham", "Havering"),
    ("Hammersmith and Fulham", "Westminster"),
]
ACROSS_WATER = [
    ("Hampshire", "Isle of Wight"),
    ("Isles of Scilly", "Cornwall"),
    ("Orkney Islands", "Highland"),
    ("Orkney Islands", "Shetland Islands"),
    ("Na h-Eileanan Siar", "Highland"),
]


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        *((*pair, "adjoining") for pair in ADJOIN),
        *((*pair, "separate") for pair in APART),
        *((*pair, "across-water") for pair in ACROSS_WATER),
    ],
)
def test_pairs_that_the_design_and_the_facts_name(one: str, other: str, answer: str) -> None:
    register = current_register()
    a, b = (
        next(
            body.pk
            for body in register.bodies.values()
            if body.short_name == name and body.tier and body.is_current
        )
        for name in (one, other)
    )
    assert register.geography_of_pair(a, b) == register.geography_of_pair(b, a) == answer


def test_any_two_bodies_lie_as_the_second_reading_says() -> None:
    register = current_register()
    placed = sorted(code for code in bodies() if own.area(code))
    chance = random.Random(7)
    near = [tuple(pair) for pair in sorted(map(sorted, own.pairs("land", "facing", "contains")))]
    pairs = [(chance.choice(placed), chance.choice(placed)) for _ in range(1500)]
    pairs += chance.sample(near, 500)
    pairs += [(old, chance.choice(near)[1]) for old in own.successions() if own.area(old)]
    answers = Counter()
    for a, b in pairs:
        if a == b:
            continue
        mine = (
            "adjoining"
            if own.linked(a, b, False)
            else "across-water"
            if own.linked(a, b, True)
            else "separate"
        )
        assert register.geography_of_pair(register.by_code[a].pk, register.by_code[b].pk) == mine, (
            bodies()[a]["name"],
            bodies()[b]["name"],
        )
        answers[mine] += 1
    assert min(answers[word] for word in ("adjoining", "across-water", "separate")) > 5


def test_neighbours_are_neighbours_of_each_other() -> None:
    register = current_register()
    chosen = [
        body
        for body in register.bodies.values()
        if body.region in {"south-west", "wales"} and body.sector in {"council", "police"}
    ]
    found = {body.pk: {other.pk for other in register.neighbours(body.pk)} for body in chosen}
    assert sum(map(len, found.values())) > 500
    for one, others in found.items():
        for other in others & found.keys():
            assert one in found[other]
        assert one not in others
    slough = register.by_code["E06000039"]
    names = {other.short_name for other in register.neighbours(slough.pk) if other.is_current}
    assert {"Windsor and Maidenhead", "Hillingdon", "Buckinghamshire"} <= names
    assert "Essex" not in names


def test_loading_again_changes_nothing_but_the_stamp() -> None:
    was, stamp = everything(keys=False), DataStamp.current().version
    call_command("load_register", verbosity=0)
    assert everything(keys=False) == was
    assert DataStamp.current().version != stamp


def test_loading_into_nothing_gives_the_same(empty_database: None) -> None:
    report = load_register(FIXTURES)
    assert "1,246 bodies" in report.lines
    assert Register().by_code.keys() == bodies().keys()
    assert (
        Body.objects.on(dt.date(2010, 4, 1)).filter(nation="england", kind__in=PRINCIPAL).count()
        == 353
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES, tmp_path / "fixtures")
    return tmp_path / "fixtures"


def added(file: Path, row: dict[str, str]) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        headings = next(csv.reader(lines))
    with file.open("a", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerow(row.get(name, "") for name in headings)


BAD = {
    "a succession that leads back": (
        "successions",
        {"predecessor": "E06000066", "successor": "E07000190", "date": "2030-04-01"},
        "lead back",
    ),
    "a body that succeeds itself": (
        "successions",
        {"predecessor": "E06000039", "successor": "E06000039", "date": "2030-04-01"},
        "lead back",
    ),
    "two bodies with one name and one end": (
        "bodies",
        {
            "code": "other-x",
            "name": "Slough Borough Council",
            "kind": "other",
            "sector": "other",
            "nation": "England",
        },
        "same name",
    ),
    "a name of nobody": (
        "names",
        {"body": "E99999999", "name": "Nobody", "kind": "alias"},
        "names.csv.*E99999999",
    ),
    "a member that is not there": (
        "group_members",
        {"group": "group-nhs-wales", "member": "E99999999"},
        "group_members.csv.*E99999999",
    ),
    "a parent that is not there": (
        "bodies",
        {
            "code": "other-x",
            "name": "X",
            "kind": "other",
            "sector": "other",
            "nation": "England",
            "parent": "E99999999",
        },
        "bodies.csv.*E99999999",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_fixtures_that_contradict_themselves_are_refused_whole(what: str, copied: Path) -> None:
    name, row, words = BAD[what]
    added(copied / "register" / f"{name}.csv", row)
    was = everything()
    with pytest.raises(BadFixture, match=words):
        load_register(copied)
    assert everything() == was


def kilometres(one: dict[str, str], other: dict[str, str]) -> float:
    (lat, lon), (far, off) = ((float(each["lat"]), float(each["lon"])) for each in (one, other))
    return 111.3 * math.hypot(lat - far, (lon - off) * math.cos(math.radians(lat)))


def test_the_point_of_a_body_lies_where_its_area_is() -> None:
    """A town of that name in another county would lie farther off than any true headquarters."""
    for code, row in bodies().items():
        councils = [bodies()[each] for each in own.listed(row["area_councils"])]
        placed = [each for each in councils if each["lat"]]
        if row["lat"] and placed:
            assert min(kilometres(row, each) for each in placed) < 65, (code, row["town"])
