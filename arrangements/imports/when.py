"""The time at which the names in a row are to be understood."""

from __future__ import annotations

import datetime as dt

from arrangements.choices import Status
from arrangements.documents import Document
from arrangements.imports.names import Days
from arrangements.imports.rows import Row
from arrangements.partialdate import first_day, last_day


def days_of(
    document: Document, row: Row, said_in: int | None = None, joined: str = ""
) -> Days | None:
    """When the partner joined or the arrangement began; None (today) where nothing is said.

    Its words were written in the row's own year or else in the list's, `said_in`; if its beginning
    is not known, that is the time. With both, a name that changed hands in between is a question;
    for what is running, with no year, in between means until today.
    """
    began = joined or document["start"] or document["first_seen_running"]
    own = row.values.get("status_as_of")
    written = own if isinstance(own, int) else said_in or document["status_as_of"]
    running = document["status"] == Status.LIVE and dt.date.today().year
    then = _days(written or document["end"] or (running if began else None) or None)
    since = _days(began)
    return Days(since.first, since.last, then) if since else then


def _days(when: str | int | None) -> Days | None:
    return Days(first_day(str(when)), last_day(str(when))) if when else None
