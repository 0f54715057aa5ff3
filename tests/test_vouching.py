"""Who says so: the source of what a list adds and changes; and dates of which we know more."""

from typing import Any

import pytest

from arrangements.imports.decisions import Decisions
from arrangements.imports.plan import Plan, plan
from arrangements.imports.read import RawSheet
from arrangements.models import Arrangement
from tests.planning import after, differences, listed, outcomes, sheet

pytestmark = pytest.mark.django_db

SAID = Decisions(said_by="Clerk, Essex", said_in=2025)
OTHER = {"title": "Clerk, Essex", "published": 2025}


def planned(*sheets: RawSheet, said: Decisions = SAID) -> Plan:
    return plan(list(sheets), filename="test.xlsx", decisions=said)


def sources(made: Plan) -> list[dict[str, Any]]:
    return [{key: row[key] for key in ("title", "published")} for row in after(made)["sources"]]


def test_what_a_list_changes_has_the_list_as_a_source_too(catalogue: None) -> None:
    held = Arrangement.objects.get(reference="SS0002").sources.count()
    made = planned(listed(["Reference", "Note"], ["SS0002", "Seen by the clerk."]))
    assert differences(made) == {"note", "sources"}
    assert len(sources(made)) == held + 1
    assert sources(made)[-1] == OTHER
    assert sorted(row["number"] for row in after(made)["sources"]) == list(range(1, held + 2))


def test_rows_of_another_sheet_are_vouched_for_too(catalogue: None) -> None:
    made = planned(sheet("Partners", ["Reference", "Number", "Role"], ["SS0002", 1, "Host"]))
    assert differences(made) == {"partners", "sources"}
    assert sources(made)[-1] == OTHER


def test_a_row_with_a_source_of_its_own_keeps_to_that(catalogue: None) -> None:
    rows = listed(["Reference", "Note", "Source"], ["SS0002", "Seen.", "Annual report"])
    assert OTHER not in sources(planned(rows))
    (held,) = Arrangement.objects.get(reference="SS0002").sources.all()[:1]
    rows = listed(["Reference", "Note", "Source"], ["SS0002", "Seen.", held.title])
    assert differences(planned(rows)) == {"note"}


def test_what_is_the_same_needs_nobody_to_say_so(catalogue: None) -> None:
    name = Arrangement.objects.get(reference="SS0002").name
    assert outcomes(planned(listed(["Reference", "Name"], ["SS0002", name]))) == ["same"]


def test_nobody_vouches_twice(catalogue: None) -> None:
    held = Arrangement.objects.get(reference="SS0002")
    held.sources.create(number=90, title="Clerk, Essex", published=2025)
    made = planned(listed(["Reference", "Note"], ["SS0002", "Seen by the clerk."]))
    assert differences(made) == {"note"}


def notes(made: Plan) -> list[tuple[str, str]]:
    return [(note["code"], note["message"]) for row in made.rows for note in row["notes"]]


@pytest.mark.parametrize("vaguer", ["1965", "1965-04"])
def test_a_vaguer_date_does_not_replace_ours(catalogue: None, vaguer: str) -> None:
    Arrangement.objects.filter(reference="SS0002").update(start="1965-04-01")
    made = planned(listed(["Reference", "Start"], ["SS0002", vaguer]))
    assert outcomes(made) == ["same"]
    said = "We have 1 April 1965, which says more, and it stays."
    assert notes(made) == [("vaguer_date", said)]


@pytest.mark.parametrize("other", ["1966", "1965-05", "1965-04-02"])
def test_another_date_does(catalogue: None, other: str) -> None:
    Arrangement.objects.filter(reference="SS0002").update(start="1965-04")
    made = planned(listed(["Reference", "Start"], ["SS0002", other]), said=Decisions())
    assert after(made)["start"] == other
    assert notes(made) == []
