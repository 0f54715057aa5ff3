"""Ready-made ways to ask for arrangements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from arrangements.choices import Status

if TYPE_CHECKING:
    from arrangements.models import Arrangement  # noqa: F401 - named in a string below


def _model(name: str) -> type[Model]:
    return apps.get_model("arrangements", name)


def line_parts() -> list[Prefetch[str] | str]:
    """What a line of the list shows of an arrangement, to be fetched for many at once."""
    partners = _model("Partner").objects.select_related("body").order_by("number")  # type: ignore[attr-defined]
    services = _model("ArrangementService").objects.select_related("service")  # type: ignore[attr-defined]
    return [Prefetch("partners", partners), Prefetch("service_rows", services), "savings"]


class ArrangementQuerySet(QuerySet["Arrangement"]):
    """Each method narrows or dresses the set and costs a constant number of queries."""

    def on(self, date: dt.date) -> ArrangementQuerySet:
        """Known to have run on that day."""
        return self.filter(self._period(date, known=True))

    def may_have_run_on(self, date: dt.date) -> ArrangementQuerySet:
        """Not known to have run on that day, and not known not to have."""
        return self.filter(self._period(date, known=False))

    def did_not_run_on(self, dates: Sequence[dt.date]) -> ArrangementQuerySet:
        """Known not to have run on any of these days."""
        found = self
        for date in dates:
            found = found.exclude(self._period(date, known=True))
            found = found.exclude(self._period(date, known=False))
        return found

    def may_run_on(self, date: dt.date) -> ArrangementQuerySet:
        """Last reported running, and not known to be over by that day."""
        still = self.filter(status__in=(Status.LIVE, Status.NOTICE_GIVEN))
        return still.filter(self._period(date, known=True) | self._period(date, known=False))

    def _period(self, date: dt.date, *, known: bool) -> Exists:
        periods = _model("RunningPeriod").objects.filter(  # type: ignore[attr-defined]
            arrangement=OuterRef("pk"), known=known, first_day__lte=date, last_day__gte=date
        )
        return Exists(periods)

    def with_partner(self, condition: Q, date: dt.date | None = None) -> ArrangementQuerySet:
        """At least one partner's body meets the condition (written for a Body, as `body__…`).

        With a date: a body that takes part on that day, itself or by succession.
        """
        if date is None:
            rows = _model("Partner").objects.filter(condition)  # type: ignore[attr-defined]
        else:
            rows = _model("Standing").objects.filter(  # type: ignore[attr-defined]
                condition, first_day__lte=date, last_day__gte=date
            )
        return self.filter(Exists(rows.filter(arrangement=OuterRef("pk"))))

    def with_service(self, condition: Q) -> ArrangementQuerySet:
        """At least one service meets the condition (written as `service__…`)."""
        rows = _model("ArrangementService").objects.filter(condition)  # type: ignore[attr-defined]
        return self.filter(Exists(rows.filter(arrangement=OuterRef("pk"))))

    def with_saving(self, **condition: Any) -> ArrangementQuerySet:
        rows = _model("Saving").objects.filter(**condition)  # type: ignore[attr-defined]
        return self.filter(Exists(rows.filter(arrangement=OuterRef("pk"))))

    def for_list(self) -> ArrangementQuerySet:
        """With what a line of the list shows: partners, services and savings."""
        return self.prefetch_related(*line_parts())

    def for_page(self) -> ArrangementQuerySet:
        """With everything that an arrangement's own page, or a download, shows."""
        return (
            self.for_list()
            .select_related("part_of")
            .prefetch_related(
                "sources", "savings__source", "lessons__source", "replaces", "replaced_by", "parts"
            )
        )
