"""Who says what a list says: a source for everything that comes without one of its own."""

from __future__ import annotations

from arrangements.choices import SourceKind
from arrangements.columns import SOURCES
from arrangements.documents import Document, empty_row
from arrangements.imports.decisions import Decisions


def vouch(before: Document | None, after: Document, said: Decisions, *, has_source: bool) -> None:
    """Give what a list adds or changes the list itself as its source; what is new, its year too.

    `has_source` where the row names a source of its own. What is as it was stays so.
    """
    if not said.said_by or after == before:
        return
    if before is None and after["status"] and not after["status_as_of"]:
        after["status_as_of"] = said.said_in
    held = before["sources"] if before else []
    told = {"title": said.said_by, "published": said.said_in}
    known = any(all(row[key] == value for key, value in told.items()) for row in held)
    if has_source or known or after["sources"] != held:
        return
    number = max((row["number"] for row in held), default=0) + 1
    kind = {"kind": str(SourceKind.EDITOR)}
    after["sources"] = [*held, empty_row(SOURCES, number) | told | kind]
