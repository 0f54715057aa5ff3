"""Plans to replace councils: what can be coded is, and a bad plan is told what is wrong."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from arrangements.models import Body, Plan, PlanSuccession
from arrangements.registering import BadFixture, load_register
from arrangements.reorganisation.checks import Known, Planned, Row, faults, gone_to_by_nobody
from tests.independent import FIXTURES, as_said, bodies, table

REGISTER = {
    "C": Known("Shire County Council"),
    "A": Known("Abbey District Council", parent="C"),
    "B": Known("Borough Council", parent="C"),
    "G": Known("Gone District Council", until="2019-03-31", parent="C"),
    "X": Known("Xton Council", planned=True),
    "Y": Known("Yton Council", planned=True),
}
GOOD = Planned(
    "Shire",
    "",
    "decision_announced",
    "2026-03-25",
    "2028-04-01",
    [Row("A", "X", "whole"), Row("B", "Y", "whole"), Row("C", "X", "part"), Row("C", "Y", "part")],
)


def test_a_good_plan_has_no_fault() -> None:
    assert list(faults([GOOD], REGISTER)) == []
    not_found = [Row("A", "", ""), Row("B", "", "whole"), Row("C", "", "part")]
    assert list(faults([replace(GOOD, rows=not_found)], REGISTER)) == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([Row("G", "X", "whole")], "Gone District Council has been gone since 31 March 2019"),
        ([Row("Z", "X", "whole")], "no body has the code “Z”"),
        ([Row("A", "Z", "whole")], "no body has the code “Z”. Add it to the planned bodies"),
        ([Row("A", "X", "whole"), Row("A", "Y", "whole")], "is given whole to 2 councils"),
        ([Row("A", "X", "whole"), Row("A", "Y", "part")], "goes both whole and in part"),
        ([Row("A", "X", "part"), Row("A", "X", "part")], "goes to the same council twice"),
        ([Row("A", "X", "part")], "only a part of Abbey District Council is given away"),
        ([Row("A", "X", "")], "Say whether it goes to it whole or in part"),
        ([Row("A", "X", "half")], "goes “half”. Write whole or part"),
        (
            [Row("A", "X", "whole"), Row("C", "X", "part"), Row("C", "Y", "part")],
            "Shire County Council is replaced, and Borough Council left out",
        ),
        (
            [Row("A", "X", "whole"), Row("B", "X", "whole")],
            "every district of Shire County Council is replaced, and the county left out",
        ),
    ],
)
def test_a_bad_line_has_its_sentence(rows: list[Row], sentence: str) -> None:
    told = map(str, faults([replace(GOOD, rows=rows)], REGISTER))
    [found] = [each for each in told if sentence in each]
    assert found.startswith("Shire: ")
    assert found.endswith(".")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"vesting_date": "2026-01-01"}, "its day, 1 January 2026, is before its decision"),
        ({"status": "hoped_for"}, "“hoped_for” is not the state of a plan"),
        ({"status": "order_made", "vesting_date": ""}, "an order sets a day, and none is given"),
    ],
)
def test_a_bad_date_or_state_has_its_sentence(changed: dict[str, str], sentence: str) -> None:
    [found] = faults([replace(GOOD, **changed)], REGISTER)  # type: ignore[arg-type]
    assert sentence in str(found)


def test_two_plans_for_one_area_and_day_and_a_circle_are_refused() -> None:
    twice = " ".join(map(str, faults([GOOD, replace(GOOD)], REGISTER)))
    assert "there are two plans for 1 April 2028" in twice
    back = replace(GOOD, name="Elsewhere", rows=[Row("X", "A", "whole")])
    told = [str(each) for each in faults([GOOD, back], REGISTER)]
    said = "the successors of Abbey District Council lead back to it"
    assert any(said in each for each in told)
    other = replace(GOOD, name="Elsewhere", vesting_date="2027-04-01")
    told = [str(each) for each in faults([GOOD, other], REGISTER)]
    assert any("Borough Council is in the plan for Shire already" in each for each in told)
    assert not list(faults([GOOD, replace(other, option="One council")], REGISTER))


def test_a_successor_that_is_gone_and_a_planned_council_that_nobody_goes_to() -> None:
    rows = [Row("A", "G", "whole"), *GOOD.rows[1:]]
    [told] = faults([replace(GOOD, rows=rows)], REGISTER)
    assert "Gone District Council, which others are to go to, has been gone since" in str(told)
    assert gone_to_by_nobody([GOOD], REGISTER) == []
    assert gone_to_by_nobody([replace(GOOD, rows=GOOD.rows[:1])], REGISTER) == ["Yton Council"]


def coded() -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in table("register/plan_successions"):
        if not row["option"]:
            found.setdefault((row["area"], row["predecessor"]), []).append(row)
    return found


def test_every_row_that_is_not_done_is_in_a_plan() -> None:
    said = [row for row in as_said() if row["status"] != "vested"]
    held = coded()
    assert {(row["area"], row["predecessor"]) for row in said} == held.keys()
    dates = {row["area"]: row for row in table("register/plans") if not row["option"]}
    for row in said:
        if row["status"] != "proposed":
            plan = dates[row["area"]]
            for key in ("status", "decision_date", "vesting_date"):
                assert plan[key] == row[key], row


def test_a_row_that_names_its_successors_is_coded_with_all_of_them() -> None:
    names = {row["code"]: row["name"] for row in table("register/planned_bodies")}
    held, asked = coded(), 0
    for row in as_said():
        vague = ("not found", "unitary councils", "no change", " or ", "enlarged")
        if row["status"] in ("order_made", "decision_announced") and not any(
            word in row["proposal"] for word in vague
        ):
            lines = held[row["area"], row["predecessor"]]
            said = row["proposal"].replace(", also called", " (also").split("; ")
            ours = {names[line["successor"]] for line in lines}
            for name in said:
                plain = name.split(" (")[0]
                assert any(each.startswith(plain) for each in ours), (row, ours)
                asked += 1
            several = len(said) > 1 or row["predecessor"] == "E10000030"
            assert {line["extent"] for line in lines} == {"part" if several else "whole"}
    assert asked > 90


def test_what_is_not_known_is_kept_as_said() -> None:
    watford = [
        row for row in table("register/plan_successions") if row["predecessor"] == "E07000103"
    ]
    assert [(row["successor"], row["extent"]) for row in watford] == [("", "whole")]
    wight = [row for row in table("register/plan_successions") if row["predecessor"] == "E06000046"]
    assert [(row["successor"], row["extent"]) for row in wight] == [("", "")]
    assert "not confirmed" in wight[0]["note"]


@pytest.mark.django_db
def test_planned_councils_are_bodies_and_among_those_that_exist_are_none(
    stranger: Client,
) -> None:
    assert Plan.objects.count() == len(table("register/plans"))
    assert PlanSuccession.objects.count() == len(table("register/plan_successions"))
    assert Body.objects.count() == len(bodies())
    planned = Body.with_planned.filter(planned=True)
    assert planned.count() == len(table("register/planned_bodies"))
    assert str(planned.get(name="West Surrey Council").start) == "2027-04-01"
    assert b"West Surrey Council" not in stranger.get("/bodies/?q=west+surrey").content


@pytest.mark.django_db
def test_bad_plans_in_the_fixtures_load_nothing(tmp_path: Path) -> None:
    fixtures = shutil.copytree(FIXTURES, tmp_path / "fixtures")
    path = fixtures / "register" / "plan_successions.csv"
    rows = table("register/plan_successions")
    kept = [row for row in rows if row["predecessor"] != "E07000209"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)
    with pytest.raises(
        BadFixture, match="Surrey: Surrey County Council is replaced, and Guildford"
    ):
        load_register(fixtures)
    assert PlanSuccession.objects.count() == len(rows)
