"""One arrangement as it was before an import, with what was edited since left alone."""

from __future__ import annotations

from collections.abc import Mapping

from arrangements.choices import BodyKind
from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS, LESSONS, SAVINGS, SOURCES, Sheet
from arrangements.documents import Document, copy_of
from arrangements.imports.planned import Change
from arrangements.partialdate import first_day, last_day

Bodies = Mapping[str, str]


def taken_back(
    change: Change, now: Document | None, bodies: Bodies, left: list[str]
) -> Document | None:
    """What the arrangement should be after the undo; to `left` goes a sentence for what stays.

    `bodies` has the kind of every body in the register, by its code.
    """
    reference = change.reference
    if change.before is None:
        if now is None or now == change.after:
            return None
        left.append(f"{reference} was edited after this import made it, so it stays.")
        return now
    if change.after is None:
        if now is not None:
            left.append(f"{reference} was put back since, so it stays as it is.")
            return now
        for partner in change.before["partners"]:
            if partner["body"] not in bodies:
                left.append(
                    f"{reference} stays out, because its partner “{partner['body']}” is no longer"
                    " in the register."
                )
                return None
        return copy_of(change.before)
    if now is None:
        left.append(f"{reference} was taken out since, so it stays out.")
        return None
    return _merged(change.before, change.after, now, bodies, left)


def _merged(
    before: Document, after: Document, now: Document, bodies: Bodies, left: list[str]
) -> Document:
    reference, target = now["reference"], copy_of(now)
    for column in ARRANGEMENTS.stored:
        key = column.key
        if before[key] == after[key]:
            continue
        if now[key] == after[key]:
            target[key] = before[key]
        else:
            left.append(f"{reference}: “{column.heading}” was edited since, so it stays.")
    for sheet in CHILD_SHEETS:
        target[sheet.key] = _rows(sheet, before, after, now, bodies, left)
    _see_to_sources(target, now, left)
    if not _has_partners(target, bodies):
        left.append(f"{reference}: the partners stay, because partners were edited since.")
        target |= {key: now[key] for key in ("partners", "partners_complete")}
    if target["start"] and target["end"] and first_day(target["start"]) > last_day(target["end"]):
        left.append(f"{reference}: start and end stay, because one of them was edited since.")
        target |= {key: now[key] for key in ("start", "end")}
    return target


def _rows(
    sheet: Sheet,
    before: Document,
    after: Document,
    now: Document,
    bodies: Bodies,
    left: list[str],
) -> list[Document]:
    reference = now["reference"]
    rows, was, became = (
        {row["number"]: dict(row) for row in facts[sheet.key]} for facts in (now, before, after)
    )
    for number in sorted(was.keys() | became.keys()):
        if was.get(number) == became.get(number):
            continue
        if rows.get(number) != became.get(number):
            left.append(f"{reference}: row {number} of {sheet.name} was edited since.")
        elif number not in was:
            del rows[number]
        elif "body" in was[number] and was[number]["body"] not in bodies:
            left.append(
                f"{reference}: row {number} of {sheet.name} is not put back, because"
                f" “{was[number]['body']}” is no longer in the register."
            )
        else:
            rows[number] = was[number]
    return [rows[number] for number in sorted(rows)]


def _see_to_sources(target: Document, now: Document, left: list[str]) -> None:
    """Every source that a row names is there: it stays, or where it has gone, is named no more."""
    held = {source["number"]: source for source in now[SOURCES.key]}
    there = {source["number"]: source for source in target[SOURCES.key]}
    for sheet in (SAVINGS, LESSONS):
        for row in target[sheet.key]:
            wanted = row["source"]
            if wanted is None or wanted in there:
                continue
            named_by = f"row {row['number']} of {sheet.name}"
            if wanted in held:
                there[wanted] = held[wanted]
                why = f"row {wanted} of Sources stays, because {named_by} names it."
            else:
                row["source"] = None
                why = f"{named_by} is put back without its source, which was taken out since."
            left.append(f"{target['reference']}: {why}")
    target[SOURCES.key] = [there[number] for number in sorted(there)]


def _has_partners(facts: Document, bodies: Bodies) -> bool:
    """Whether its partners are two or more, or may be fewer, and none is there twice."""
    codes = [partner["body"] for partner in facts["partners"]]
    enough = (
        len(codes) > 1
        or facts["partners_complete"] is False
        or any(bodies.get(code) == BodyKind.GROUP for code in codes)
    )
    return enough and len(codes) == len(set(codes))
