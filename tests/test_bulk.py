"""What bulk.py writes is what Django would have written, with its history."""

import pytest
from django.db import connection

from arrangements import bulk
from arrangements.models import Arrangement, RunningPeriod, Service

pytestmark = pytest.mark.django_db

# More rows than fit into one statement of any database.
MANY = 1_200


def test_what_is_not_named_gets_its_default_and_each_row_its_history() -> None:
    names = ["reference", "name", "start", "motives", "partners_complete"]
    rows = [
        [f"SS{number}", f"Ä {number}", "2010-10", ["savings", "quality"], None]
        for number in range(5_000, 5_000 + MANY)
    ]
    bulk.create(Arrangement, names, rows, "why")
    made = Arrangement.objects.filter(reference__gte="SS5000")
    assert made.count() == MANY
    one = made.get(reference="SS5007")
    facts = {"name": "Ä 5007", "start": "2010-10", "motives": ["savings", "quality"]}
    like = Arrangement.objects.create(reference="SS9999", **facts)
    like.refresh_from_db()
    for field in Arrangement._meta.concrete_fields:
        if field.name not in {"id", "reference"}:
            assert getattr(one, field.attname) == getattr(like, field.attname), field.name
    lines = Arrangement.history.filter(history_change_reason="why")
    assert lines.count() == MANY
    line = lines.get(reference="SS5007")
    assert (line.history_type, line.id, line.motives) == ("+", one.pk, one.motives)


def test_rows_are_written_by_their_keys() -> None:
    first, second = Arrangement.objects.order_by("reference")[:2]
    was = second.summary
    bulk.update(Arrangement, ["summary", "part_of"], [["Anew.", second.pk, first.pk]], "why")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.summary, first.part_of, second.summary) == ("Anew.", second, was)
    (line,) = Arrangement.history.filter(history_change_reason="why")
    assert (line.id, line.history_type, line.summary) == (first.pk, "~", "Anew.")


def test_days_are_inserted_as_days() -> None:
    arrangement = Arrangement.objects.order_by("reference")[0]
    period = RunningPeriod.objects.exclude(arrangement=arrangement)[0]
    bulk.insert(
        RunningPeriod,
        ["arrangement", "known", "first_day", "last_day"],
        [(arrangement.pk, True, period.first_day, period.last_day)],
    )
    found = RunningPeriod.objects.order_by("-pk")[0]
    assert (found.arrangement, found.known) == (arrangement, True)
    assert (found.first_day, found.last_day) == (period.first_day, period.last_day)


def test_nothing_to_write_asks_nothing() -> None:
    with connection.execute_wrapper(_refuse):
        bulk.create(Service, ["code"], [], "why")
        bulk.delete(Service, [], "why")


def _refuse(*_: object) -> None:
    raise AssertionError("a statement was sent")
