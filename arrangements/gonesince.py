"""What ran on a day that has been and is over since: asked for by its statuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from arrangements.choices import Status
from arrangements.filters import Query

OVER = (Status.ENDED, Status.SUPERSEDED)


@dataclass(frozen=True)
class GoneSince:
    """How many, of how many, and the query string that finds them."""

    number: int
    of: int
    string: str

    @property
    def words(self) -> str:
        if self.of == 1:
            return "It has ended or been replaced since"
        if self.number == self.of:
            return f"All {self.of:,} have ended or been replaced since"
        verb = "has" if self.number == 1 else "have"
        return f"{self.number:,} of the {self.of:,} {verb} ended or been replaced since"


def gone_since(query: Query, statuses: Mapping[str, int]) -> GoneSince | None:
    """None where no day is asked about, a status is asked for already, or nothing is over.

    `statuses` has how many of what is found each status would leave.
    """
    number = sum(statuses.get(status, 0) for status in OVER)
    if not query.dates or query.values("status") or not number:
        return None
    asked = QueryDict(query.string, mutable=True)
    asked.setlist("status", [str(status.value) for status in OVER])
    return GoneSince(number, query.count, asked.urlencode())
