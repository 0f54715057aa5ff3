"""What applying a plan does: all of it or nothing, with its history, once."""

from collections.abc import Callable
from types import ModuleType

import pytest
from django.core.management import call_command

from arrangements import bulk
from arrangements.documents import documents
from arrangements.imports import apply as applying
from arrangements.imports.apply import CatalogueMoved, apply
from arrangements.imports.importing import apply_import, start_import
from arrangements.imports.plan import Plan
from arrangements.models import (
    Arrangement,
    DataStamp,
    Import,
    IssuedReference,
    Lesson,
    Partner,
    Saving,
    Standing,
)
from tests import independent as own
from tests.planning import applied, everything, listed, outcomes, planned, problems, sheet

pytestmark = pytest.mark.django_db

NEW_ROW = ["Name", "Partners", "Services", "Start", "Status", "Status as of"]
NEW = ["A test service", "Slough BC; Devon County Council", "Libraries", "2012", "Running", "2014"]


def test_the_five_rows_that_the_issue_names() -> None:
    """One new, one changed, one the same, one with an unknown body, one with a bad date."""
    same = own.arrangements()["SS0003"]
    file = listed(
        ["Reference", "Name", "Summary", "Partners", "Start"],
        ["", "A test service", "New.", "Slough BC; Devon County Council", "2012-06"],
        ["SS0002", "", "Changed.", "", ""],
        ["SS0003", same["Name"], same["Summary"], "", int(same["Start"])],
        ["", "Another", "", "Slough BC; Council of Atlantis", "2012"],
        ["SS0004", "", "", "", "31 June 2012"],
    )
    made = planned(file)
    assert made.totals == {"new": 1, "changed": 1, "same": 1, "problem": 2}
    assert outcomes(made) == ["new", "changed", "same", "problem", "problem"]
    (unknown, bad) = (row["problems"][0] for row in made.rows[3:])
    assert unknown["code"] in {"body_unknown", "body_unclear"}
    assert unknown["heading"] == "Partners"
    assert "Council of Atlantis" in unknown["message"]
    assert (bad["code"], bad["value"]) == ("no_such_date", "31 June 2012")
    applied(file)
    assert Arrangement.objects.count() == 563
    assert Arrangement.objects.get(reference="SS0563").name == "A test service"
    assert Arrangement.objects.get(reference="SS0002").summary == "Changed."
    assert documents(["SS0004"])["SS0004"]["start"] == own.arrangements()["SS0004"]["Start"]


def test_new_arrangements_get_the_next_references_in_order() -> None:
    names = [["One", *NEW[1:]], ["Two", "Torbay Council; Devon County Council", *NEW[2:]]]
    applied(listed(NEW_ROW, *names))
    found = dict(
        Arrangement.objects.filter(reference__gt="SS0562").values_list("reference", "name")
    )
    assert found == {"SS0563": "One", "SS0564": "Two"}
    assert set(IssuedReference.objects.values_list("number", flat=True)) == set(range(1, 565))


def test_references_of_removed_arrangements_are_never_issued_again() -> None:
    applied(listed(NEW_ROW, NEW))
    applied(listed(["Reference", "Remove"], ["SS0563", "yes"], ["SS0001", "yes"]))
    assert Arrangement.objects.count() == 561
    applied(listed(NEW_ROW, NEW))
    assert Arrangement.objects.get(name=NEW[0]).reference == "SS0564"


def test_what_was_planned_is_what_is_there_afterwards() -> None:
    made = planned(
        listed(
            ["Reference", "Partners", "Motives"], ["SS0001", "Stroud DC (lead); Slough", "Income"]
        ),
        sheet(
            "Savings",
            ["Reference", "Number", "Amount (£)", "Pattern", "Source number"],
            ["SS0001", 1, 39_000_000, "A year", 2],
            ["SS0001", "", "£1,500", "One-off", ""],
        ),
        sheet("Sources", ["Reference", "Title", "Year"], ["SS0001", "Another", 2020]),
        sheet("Lessons", ["Reference", "Number", "Remove"], ["SS0001", 1, "yes"]),
        listed(NEW_ROW, NEW),
    )
    assert problems(made) == []
    apply(made, reason="test")
    for change in made.changes:
        assert documents([change.reference])[change.reference] == change.after
    assert DataStamp.current().pk == 1


def test_what_is_derived_follows() -> None:
    before = Arrangement.objects.get(reference="SS0001")
    assert "single-single" not in before.pairings
    applied(listed(["Reference", "Partners"], ["SS0001", "Slough Borough Council; Essex CC"]))
    changed = Arrangement.objects.get(reference="SS0001")
    assert changed.pairings == ["county-single"]
    assert (changed.geography, changed.partner_count) == ("separate", 2)
    codes = set(Standing.objects.filter(arrangement=changed).values_list("body__code", flat=True))
    assert codes == {"E06000039", "E10000012"}


def test_every_change_leaves_history_with_its_reason() -> None:
    rows = Partner.objects.filter(arrangement__reference="SS0001").count()
    record = applied(
        listed(
            ["Reference", "Summary", *NEW_ROW],
            ["SS0001", "Anew.", "", "Slough BC; Essex CC", "", "", "", ""],
            ["", "", *NEW],
        ),
        sheet("Lessons", ["Reference", "Number", "Remove"], ["SS0001", 1, "yes"]),
        sheet("Savings", ["Reference", "Number", "Note"], ["SS0001", 1, "Anew."]),
    )
    reason = f"Import {record.pk}"

    def entries(model: type) -> list[str]:
        found = model.history.filter(history_change_reason=reason)  # type: ignore[attr-defined]
        return sorted(found.values_list("history_type", flat=True))

    assert entries(Arrangement) == ["+", "~"]
    assert entries(Partner) == ["+"] * 4 + ["-"] * rows
    assert entries(Lesson) == ["-"]
    assert entries(Saving) == ["~"]
    old = Arrangement.history.filter(reference="SS0001").order_by("history_date").first()
    assert old.summary == own.arrangements()["SS0001"]["Summary"]


@pytest.mark.parametrize(
    ("module", "broken"),
    [(applying, "derive"), (applying, "_issue_references"), (bulk, "update")],
)
def test_an_error_in_the_middle_leaves_everything_as_it_was(
    module: ModuleType, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = start_import(
        planned(listed(["Reference", "Summary", *NEW_ROW], ["", "", *NEW], ["SS0001", "Anew."])),
        user=None,
    )
    was, stamp = everything(history=True), DataStamp.current().version
    done: list[str] = []
    real: Callable[..., object] = getattr(module, broken)

    def breaks(*args: object, **kwargs: object) -> None:
        real(*args, **kwargs)
        done.append(broken)
        raise OSError("the disk is full")

    monkeypatch.setattr(module, broken, breaks)
    with pytest.raises(OSError, match="disk is full"):
        apply_import(record, user=None)
    assert done == [broken]
    assert everything(history=True) == was
    assert DataStamp.current().version == stamp
    assert not IssuedReference.objects.filter(number__gt=562).exists()
    record.refresh_from_db()
    assert record.state == Import.State.PLANNED


def test_a_catalogue_that_moved_is_refused_and_nothing_changes() -> None:
    first = start_import(planned(listed(["Reference", "Summary"], ["SS0001", "One."])), user=None)
    second = start_import(
        planned(listed(["Reference", "Summary"], ["SS0002", "Two."], ["SS0001", "Two."])), user=None
    )
    apply_import(first, user=None)
    was = everything(history=True)
    with pytest.raises(CatalogueMoved, match="SS0001 changed after this file was read"):
        apply_import(second, user=None)
    assert everything(history=True) == was
    second.refresh_from_db()
    assert second.state == Import.State.PLANNED


def test_a_change_elsewhere_does_not_stop_it() -> None:
    record = start_import(planned(listed(["Reference", "Summary"], ["SS0002", "Two."])), user=None)
    applied(listed(["Reference", "Summary"], ["SS0001", "One."]))
    assert apply_import(record, user=None) == ["SS0002"]


def test_an_import_is_applied_once() -> None:
    record = applied(listed(NEW_ROW, NEW))
    was = everything(history=True)
    with pytest.raises(CatalogueMoved, match="applied already"):
        apply_import(record, user=None)
    assert everything(history=True) == was
    assert Arrangement.objects.filter(name=NEW[0]).count() == 1


def test_the_plan_is_kept_as_it_was_shown() -> None:
    made = planned(listed(NEW_ROW, NEW))
    record = start_import(made, user=None)
    record.refresh_from_db()
    assert Plan.from_json(record.plan) == made


def test_removing_a_source_leaves_what_it_bore_out() -> None:
    cited = own.of_arrangement("Lessons")["SS0001"][0]
    assert cited["Source number"] == "1"
    made = planned(sheet("Sources", ["Reference", "Number", "Remove"], ["SS0001", 1, "yes"]))
    apply(made, reason="test")
    now = documents(["SS0001"])["SS0001"]
    assert now == made.changes[0].after
    assert now["lessons"][0]["source"] is None
    assert [row["number"] for row in now["sources"]][:1] == [2]


def test_removing_an_umbrella_leaves_its_parts() -> None:
    parts = [ref for ref, row in own.arrangements().items() if row["Part of"] == "SS0057"]
    assert parts
    applied(listed(["Reference", "Remove"], ["SS0057", "yes"]))
    assert {facts["part_of"] for facts in documents(parts).values()} == {""}


def test_the_command_plans_without_commit_and_applies_with_it(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path_factory.mktemp("files") / "list.csv"
    path.write_text("Name,Partners\nA test service,Slough BC and Devon CC\n", encoding="utf-8")
    call_command("import_catalogue", path)
    assert "1 new, 0 changed, 0 same, 0 with problems" in capsys.readouterr().out
    assert Arrangement.objects.count() == 562
    call_command("import_catalogue", path, commit=True)
    assert Arrangement.objects.get(reference="SS0563").name == "A test service"
