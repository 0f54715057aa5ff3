"""Decisions on a file: what they change in its plan, and how each is taken back."""

import pytest

from arrangements.imports.decisions import NEW, Decisions, NewBody
from arrangements.imports.plan import Plan, plan
from arrangements.imports.questions import headings_asked
from arrangements.imports.read import RawSheet
from arrangements.imports.surroundings import glimpse, surroundings
from arrangements.models import Arrangement, Body
from tests.planning import after, outcomes, problems, sheet

ROW = ["Name", "Partners", "Services"]
SLOUGH = "E06000039"
FIRM = NewBody("Estuary Digital Ltd", "other", "england")


def planned(decisions: Decisions, *sheets: RawSheet) -> Plan:
    return plan(list(sheets), filename="test.xlsx", decisions=decisions)


def partners(made: Plan) -> set[str]:
    return {partner["body"] for partner in after(made)["partners"]}


def test_decisions_come_back_as_they_were() -> None:
    made = Decisions(said_by="A clerk", said_in=2025)
    made.match_heading("Cash\nreleased", "claim", remember=True)
    made.make_body("Estuary Digital", FIRM, remember=False)
    made.settle_twin("Ours 5", NEW)
    made.leave_out("Ours 6")
    assert Decisions.from_json(made.as_json()) == made
    assert made.headings == {"cash released": "claim"}
    assert made.written["cash released"] == "Cash\nreleased"
    assert made.new_bodies() == [FIRM]


def test_each_decision_can_be_taken_back() -> None:
    made = Decisions()
    made.match_heading("Cash released", "claim", remember=True)
    made.choose_body("Slugh", SLOUGH, remember=True)
    made.settle_twin("Ours 5", NEW)
    made.leave_out("Ours 6")
    for kind, key in (
        ("heading", "cash released"),
        ("name", "slugh"),
        ("twin", "Ours 5"),
        ("row", "Ours 6"),
        ("row", "Ours 7"),
        ("nonsense", "x"),
    ):
        made.take_back(kind, key)
    assert made == Decisions(written=made.written)


def test_a_new_body_goes_when_no_name_means_it() -> None:
    made = Decisions()
    made.make_body("Estuary Digital", FIRM, remember=False)
    made.make_body("Estuary Digital Limited", FIRM, remember=False)
    made.choose_body("Estuary Digital", SLOUGH, remember=False)
    assert made.new_bodies() == [FIRM]
    made.take_back("name", "estuary digital limited")
    assert made.new_bodies() == []


LONG_NAME = "The Estuary and Northern Marshes Partnership for Integrated Community Equipment"


def test_two_new_bodies_never_share_a_code() -> None:
    """However many letters they begin with in common."""
    names = [f"{LONG_NAME} {end}" for end in ("East Ltd", "West Ltd")]
    bodies = [NewBody(name, "other", "england") for name in names]
    codes = [body.code for body in bodies]
    assert len(set(codes)) == len(names)
    assert all(len(code) <= 80 and code.startswith("other-") for code in codes)
    assert NewBody(names[0].upper(), "other", "england").code == codes[0]
    assert FIRM.code == "other-estuary-digital-ltd"
    made = Decisions()
    for body in bodies:
        made.make_body(body.name, body, remember=False)
    assert [body.name for body in made.new_bodies()] == names


def test_what_is_too_long_is_not_remembered() -> None:
    made = Decisions()
    made.choose_body("x" * 300, SLOUGH, remember=True)
    assert made.remember_names == []
    made.choose_body("Slugh", SLOUGH, remember=True)
    made.choose_body("Slugh", SLOUGH, remember=False)
    assert made.remember_names == []


@pytest.mark.django_db
def test_a_chosen_body_counts_in_every_row_with_the_name() -> None:
    rows = sheet(
        "Ours",
        ROW,
        ["One", "Essex County Council; Slugh", "Payroll"],
        ["Two", "Slugh; Devon County Council", "Payroll"],
    )
    assert [code for _, _, code in problems(planned(Decisions(), rows))] == ["body_unclear"] * 2
    made = planned(Decisions(names={"slugh": SLOUGH}), rows)
    assert problems(made) == []
    assert all(SLOUGH in {p["body"] for p in c.kept["partners"]} for c in made.changes)


@pytest.mark.django_db
def test_a_choice_never_overrides_what_a_name_means_for_certain() -> None:
    rows = sheet("Ours", ROW, ["One", "Essex County Council; Slough Borough Council", "Payroll"])
    devon = Body.objects.get(name="Devon County Council").code
    made = planned(Decisions(names={"slough borough council": devon}), rows)
    assert partners(made) == {SLOUGH, Body.objects.get(name="Essex County Council").code}


@pytest.mark.django_db
def test_a_new_body_is_a_partner_before_it_is_made() -> None:
    made = Decisions()
    made.make_body("Estuary Digital", FIRM, remember=False)
    found = planned(made, sheet("Ours", ROW, ["One", "Essex CC; Estuary Digital", "Payroll"]))
    assert problems(found) == []
    assert FIRM.code in partners(found)
    assert [body["code"] for body in found.bodies] == [FIRM.code]
    assert not Body.objects.filter(code=FIRM.code).exists()


@pytest.mark.django_db
def test_rows_left_out_are_listed_and_change_nothing() -> None:
    rows = sheet(
        "Ours",
        ROW,
        ["One", "Essex CC; Slough BC", "Payroll"],
        ["Two", "Essex CC; Devon CC", "Libraries"],
    )
    made = planned(Decisions(left_out=["Ours 2"]), rows)
    assert made.skipped == [{"tab": "Ours", "row": 2, "name": "One"}]
    assert [change.kept["name"] for change in made.changes] == ["Two"]
    assert made.totals["new"] == 1
    assert [change.row for change in made.changes] == ["Ours 3"]


@pytest.mark.django_db
def test_two_tabs_of_arrangements_do_not_mix_their_rows() -> None:
    north = sheet("North", ROW, ["One", "Essex CC; Slough BC", "Payroll"])
    south = sheet("South", ROW, ["Two", "Devon CC; Torbay Council", "Payroll"])
    made = planned(Decisions(), north, south)
    assert problems(made) == []
    assert outcomes(made) == ["new", "new"]
    left = planned(Decisions(left_out=["South 2"]), north, south)
    assert [change.kept["name"] for change in left.changes] == ["One"]


@pytest.mark.django_db
def test_a_twin_waits_until_somebody_says_which_it_is() -> None:
    held = Arrangement.objects.get(reference="SS0002")
    rows = sheet("Ours", ["Name", "Partners", "Summary"], [held.name, "", "Said anew."])
    asked = planned(Decisions(), rows)
    assert problems(asked) == [("Arrangements", 2, "name_taken")]
    assert asked.rows[0]["twin"] == "SS0002"
    same = planned(Decisions(twins={"Ours 2": "SS0002"}), rows)
    assert same.totals["changed"] == 1
    assert after(same)["reference"] == "SS0002"
    rows = sheet("Ours", ROW, [held.name, "Essex CC; Slough BC", "Payroll"])
    new = planned(Decisions(twins={"Ours 2": NEW}), rows)
    assert (new.totals["new"], problems(new)) == (1, [])


@pytest.mark.django_db
def test_two_rows_cannot_be_one_arrangement() -> None:
    name = Arrangement.objects.get(reference="SS0002").name
    rows = sheet("Ours", ["Reference", "Name", "Summary"], ["SS0002", "", "A"], ["", name, "B"])
    made = planned(Decisions(twins={"Ours 3": "SS0002"}), rows)
    assert problems(made) == [("Arrangements", 3, "reference_twice")]
    assert "SS0002 stands in row 2 already." in made.rows[1]["problems"][0]["message"]


@pytest.mark.django_db
def test_a_twin_that_is_gone_is_asked_about_again() -> None:
    name = Arrangement.objects.get(reference="SS0002").name
    rows = sheet("Ours", ROW, [name, "Essex CC; Slough BC", "Payroll"])
    made = planned(Decisions(twins={"Ours 2": "SS9999"}), rows)
    assert problems(made) == [("Arrangements", 2, "name_taken")]


@pytest.mark.django_db
def test_headings_are_asked_once_and_not_where_they_are_known() -> None:
    rows = sheet(
        "Ours",
        ["Name", "Partners", "Cash released", "Partners", "Rung by", "CASH RELEASED"],
        ["One", "Essex CC; Slough BC", "£1m", "", "", ""],
    )
    assert [each.heading for each in headings_asked(planned(Decisions(), rows))] == [
        "Cash released",
        "Rung by",
    ]
    made = planned(Decisions(headings={"cash released": "claim", "rung by": ""}), rows)
    assert list(headings_asked(made)) == []
    assert after(made)["savings"][0]["amount"] == 1_000_000


def test_what_stands_around_a_cell() -> None:
    taken = {
        "columns": [{"column": "B", "heading": "Name"}, {"column": "D", "heading": "Start"}],
        "unknown": [{"column": "F", "heading": "Rung by"}],
    }
    raw = RawSheet("Ours", [[None], ["", "One", None, "soon", 2010.0, "Z", "G"]])
    around = surroundings([raw], [("Ours", 2), ("Ours", 9), ("Other", 1)])
    assert around == {"Ours": {"2": ["", "One", "", "soon", "2010", "Z", "G"]}}
    shown = glimpse(taken, around["Ours"]["2"], "D", "soon")
    assert [(c.letter, c.heading, c.text, c.marked) for c in shown] == [
        ("B", "Name", "One", False),
        ("C", "", "", False),
        ("D", "Start", "soon", True),
        ("E", "", "2010", False),
        ("F", "Rung by", "Z", False),
    ]
    whole = glimpse(taken, around["Ours"]["2"], "", "")
    assert [c.letter for c in whole] == list("ABCDE")
    assert not any(c.marked for c in whole)
    assert [c.letter for c in glimpse(taken, around["Ours"]["2"], "G", "G")] == list("CDEFG")


def test_without_the_file_the_cell_itself_is_still_shown() -> None:
    shown = glimpse({"columns": [], "unknown": []}, [], "D", "soon")
    assert [(cell.letter, cell.text) for cell in shown if cell.marked] == [("D", "soon")]
