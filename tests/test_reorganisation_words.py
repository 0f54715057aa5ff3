"""What is said of partners that a plan leaves, and of plans that are done: true on any page."""

import datetime as dt
import re

import pytest
from django.test import Client

from arrangements.models import DataStamp, Plan
from tests import independent as own
from tests.test_reorganisation_pages import pack, soup_of, text_of
from tests.test_reorganisation_rule import AREAS, class_of, goes_to, take_part

pytestmark = pytest.mark.django_db


def sentence_in(slug: str, reference: str) -> str:
    [entry] = [e for e in pack(slug).entries if e.arrangement.reference == reference]
    return entry.sentence


def test_of_one_that_is_carried_it_is_said_who_goes_by_another_plan_and_when(
    stranger: Client,
) -> None:
    said = sentence_in("essex", "SS0134")
    assert said.startswith("To be replaced whole: Colchester Borough Council by North East Essex.")
    other = "The plan for Suffolk (planned for 1 April 2028) replaces Ipswich Borough Council."
    assert said.endswith(other)
    assert "stay" not in said
    assert other in text_of(
        soup_of(stranger, "/arrangements/SS0134/").select_one("#reorganisation")
    )
    soup = soup_of(stranger, "/reorganisation/essex/")
    [place] = [li for li in soup.select("#SS0134 li") if "Ipswich Borough Council" in li.text]
    assert text_of(place).endswith(
        "is not in this plan; by that for Suffolk (planned for 1 April 2028) it is to be part of"
        " Ipswich and South Suffolk"
    )


def clauses(slug: str) -> dict[str, str]:
    """For each partner that a plan leaves and a sentence names, what the sentence says of it; by
    how the CSV has it: in no plan, in one that is settled, or in one that is proposed."""
    area, names = AREAS[slug], own.bodies()
    plans = {row["area"]: row for row in own.table("register/plans") if not row["option"]}
    plan_of = {
        row["predecessor"]: plans[row["area"]]
        for row in own.table("register/plan_successions")
        if not row["option"]
    }
    where, day = goes_to(area)
    found = {}
    for reference in own.arrangements():
        if class_of(reference, area) not in ("carried", "straddling"):
            continue
        said = sentence_in(slug, reference)
        for code in take_part(reference, day) - where.keys():
            name, plan = names[code]["name"], plan_of.get(code)
            if name in said:
                clause = next(each for each in said.split(".") if name in each)
                state = "none" if plan is None else plan["status"]
                found[f"{slug} {reference} {code} {state} {plan and plan['name']}"] = clause
    return found


def test_nobody_is_said_to_stay_whom_another_plan_replaces() -> None:
    found = {key: clause for slug in AREAS for key, clause in clauses(slug).items()}
    states = set()
    for key, clause in found.items():
        _, _, _, state, name = key.split(" ", 4)
        states.add(state)
        if state == "none":
            assert " stay" in clause, (key, clause)
            assert "not decided" not in clause
        elif state == "proposed":
            assert f"not decided: see {name}" in clause, (key, clause)
        else:
            assert f"The plan for {name} (planned for" in clause, (key, clause)
            assert " stay" not in clause
    assert states >= {"none", "decision_announced"}


def test_the_name_of_the_class_does_not_say_that_others_stay(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/essex/")
    heading = text_of(soup.select_one("#carried"))
    assert heading.startswith("A partner is replaced whole, others are not in the plan (")


@pytest.fixture
def _done() -> None:
    Plan.objects.filter(slug="surrey").update(status="vested")
    DataStamp.change()


@pytest.mark.usefixtures("_done")
def test_a_plan_that_is_done_is_nowhere_called_planned(stranger: Client) -> None:
    for address in (
        "/reorganisation/surrey/",
        "/reorganisation/west-surrey-council/",
        "/reorganisation/guildford-borough-council/",
    ):
        text = text_of(soup_of(stranger, address).main)
        assert "Done; decided on 28 October 2025. Day: on 1 April 2027." in text, address
        for wrong in ("planned", "is to be", "are to end", "To be replaced", "is to take over"):
            # Essex's plan, in which some of the partners are, is not done.
            told = re.sub(r"\(planned for 1 April 2028\)( it is to be)?", "", text)
            assert wrong not in told, (address, wrong)
    assert "Guildford Borough Council became part of West Surrey Council" in text
    body = text_of(
        soup_of(stranger, "/bodies/guildford-borough-council/").select_one("#plans").parent
    )
    assert "Done; decided on 28 October 2025, on 1 April 2027" in body
    assert "it became part of West Surrey Council." in body
    mine = text_of(soup_of(stranger, "/reorganisation/?q=guildford").select_one("#mine").parent)
    assert "Guildford Borough Council became part of West Surrey Council." in mine
    told = text_of(soup_of(stranger, "/arrangements/SS0230/").select_one("#reorganisation"))
    assert "planned" not in told
    assert "All its partners ended in West Surrey Council." in told
    found = stranger.get("/search.json?q=west+surr").json()["found"]
    council = next(each for each in found if each["text"] == "West Surrey Council")
    assert council["more"] == "since 1 April 2027"
    overview = soup_of(stranger, "/reorganisation/")
    [row] = [r for r in overview.select("tbody tr") if r.th.text.strip() == "Surrey"]
    assert "Done; decided on 28 October 2025." in text_of(row)
    assert "On 1 April 2027" in text_of(row)
    assert "Done (1 area)" in text_of(overview.select_one(".plans-picture__key"))


@pytest.mark.usefixtures("_done")
def test_a_letter_about_a_plan_that_is_done_says_so() -> None:
    letters = [letter.text for _, _, letter in pack("west-surrey-council").letters]
    assert letters
    for text in letters:
        assert "West Surrey Council has taken over from " in text
        assert "(on 1 April 2027; done; decided on 28 October 2025)" in text


def test_a_day_that_has_come_has_no_days_left() -> None:
    held = pack("surrey", dt.date(2027, 4, 1))
    assert held.day_has_come
    assert not pack("surrey").day_has_come
    assert not pack("kent").day_has_come
