"""The made-up catalogue: the same each time, real enough to import without a question."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arrangements.documents import document, documents, packed, unpacked
from arrangements.imports.plan import plan_file
from arrangements.management.commands import make_sample
from arrangements.models import Arrangement, DataStamp, Import, IssuedReference
from arrangements.sampling import sample

pytestmark = pytest.mark.django_db
MB = 1 << 20
QUERIES_OF_A_PLAN = 17


def test_the_same_arguments_give_the_same_arrangements() -> None:
    once, again = list(sample(60)), list(sample(60))
    assert once == again
    assert list(sample(20)) == once[:20]
    assert [each["reference"] for each in once][::59] == ["SS0001", "SS0060"]
    assert list(sample(60, seed=7)) != once


def test_its_facts_are_as_mixed_as_those_of_the_catalogue() -> None:
    made = list(sample(1_000))
    partners = [len(each["partners"]) for each in made]
    assert min(partners) == 2
    assert 3 < sum(partners) / len(made) < 4
    assert 0.5 < sum(bool(each["start"]) for each in made) / len(made) < 0.75
    assert {len(each["start"]) for each in made} == {0, 4, 7, 10}
    assert len({each["name"] for each in made}) == 1_000
    assert len({each["model"] for each in made}) > 8
    assert len({row["body"] for each in made for row in each["partners"]}) > 300
    for key in ("savings", "sources", "lessons", "replaces", "end", "part_of", "setup_cost"):
        assert any(each[key] for each in made), key


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_a_written_sample_is_read_without_a_question(
    empty_catalogue: None, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"sample.{ending}"
    call_command("make_sample", "120", "--to", str(file), verbosity=0)
    plan = plan_file(file, limit_bytes=20 * MB)
    assert plan.totals == {"new": 120, "changed": 0, "same": 0, "problem": 0}
    assert [change.after for change in plan.changes] == list(sample(120))
    assert not Arrangement.objects.exists()


def test_a_loaded_sample_is_the_sample(empty_catalogue: None) -> None:
    call_command("make_sample", "80", verbosity=0)
    made = {each["reference"]: each for each in sample(80)}
    assert documents(made) == made
    assert Arrangement.objects.filter(standings__isnull=False).distinct().count() > 60
    [record] = Import.objects.all()
    assert record.totals["new"] == 80
    call_command("undo_import", str(record.pk), verbosity=0)
    assert not Arrangement.objects.exists()


def test_a_sample_loaded_in_parts_lacks_none(
    empty_catalogue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_sample, "AT_ONCE", 30)
    call_command("make_sample", "80", verbosity=0)
    made = {each["reference"]: each for each in sample(80)}
    assert documents(made) == made


def test_a_real_catalogue_is_not_mixed_with_a_sample_unasked() -> None:
    with pytest.raises(CommandError, match="This database holds 562 arrangements") as refusal:
        call_command("make_sample", "10", verbosity=0)
    assert "DATABASE_URL" in str(refusal.value)
    call_command("make_sample", "10", "--add", verbosity=0)
    assert Arrangement.objects.count() == 572
    assert IssuedReference.objects.filter(number__gt=562).count() == 10


@pytest.mark.parametrize("number", ["0", "-5", "1000001"])
def test_a_senseless_number_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="give a number from 1 to 1,000,000"):
        call_command("make_sample", "--", number)


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"sample\.pdf should end in one of"):
        call_command("make_sample", "5", "--to", str(tmp_path / "sample.pdf"))


def test_a_sample_needs_the_register(empty_database: None) -> None:
    with pytest.raises(CommandError, match="load_register"):
        call_command("make_sample", "5")


def test_documents_are_those_of_the_objects() -> None:
    """Read as plain values, for speed, they are what the arrangements themselves say."""
    whole = Arrangement.objects.for_page()
    assert documents(each.reference for each in whole) == {
        each.reference: document(each) for each in whole
    }


def test_a_packed_document_is_smaller_and_unpacks_to_itself() -> None:
    for whole in documents(f"SS{number:04d}" for number in range(1, 563)).values():
        kept = json.loads(json.dumps(packed(whole)))
        assert unpacked(kept) == whole
        assert len(json.dumps(kept)) < 0.95 * len(json.dumps(whole))


def test_what_is_nought_or_no_is_not_taken_for_empty() -> None:
    [whole] = sample(1)
    whole |= {"setup_cost": 0, "partners_complete": False, "notice_months": 0, "reference": ""}
    assert unpacked(packed(whole)) == whole


def test_a_plan_is_kept_whole_and_small(empty_catalogue: None, tmp_path: Path) -> None:
    call_command("make_sample", "50", verbosity=0)
    record = Import.objects.get()
    assert [change["after"]["reference"] for change in record.plan["changes"]] == [
        f"SS{number:04d}" for number in range(1, 51)
    ]
    assert record.plan["stamp"] != str(DataStamp.current().version)
    record.plan = {"text": "é “x”\n", "list": [1, {"a": None}], "none": [], "deep": {"b": [2]}}
    record.save()
    record.refresh_from_db()
    assert record.plan == {
        "text": "é “x”\n",
        "list": [1, {"a": None}],
        "none": [],
        "deep": {"b": [2]},
    }


def test_a_preview_asks_the_database_no_more_for_a_long_list(
    empty_catalogue: None, tmp_path: Path
) -> None:
    call_command("make_sample", "1200", verbosity=0)
    counts = {}
    for rows in (12, 1_200):
        file = tmp_path / f"{rows}.zip"
        call_command("make_sample", str(rows), "--to", str(file), verbosity=0)
        with CaptureQueriesContext(connection) as queries:
            assert plan_file(file, limit_bytes=20 * MB).totals["same"] == rows
        counts[rows] = len(queries)
    assert counts[12] == counts[1_200] == QUERIES_OF_A_PLAN
