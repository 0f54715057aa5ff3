"""Which body a name in a row means, or the problem that asks. Nothing is looked up here."""

from __future__ import annotations

from arrangements.documents import Document
from arrangements.folding import fold
from arrangements.imports.names import FITS, Match, NamedBody
from arrangements.imports.nobodies import names_nobody, says_nothing
from arrangements.imports.rows import Row

UNMATCHED = "“{}” could not be matched to one public body for certain."


def settled(match: Match, known: dict[str, Document]) -> Match:
    """A name that could mean two bodies means the one that is a partner already."""
    if match.sure:
        return match
    here = [
        near.body
        for near in match.near
        if near.body.code in known
        and (near.score == FITS or fold(near.body.name) == fold(match.text))
    ]
    return Match(match.text, "name", here[0], 100) if len(here) == 1 else match


def body_meant(row: Row, key: str, match: Match) -> NamedBody | None:
    """The body, or a problem on the row that offers the near names."""
    nobody = None if match.body else names_nobody(match.text)
    if nobody:
        match = Match(match.text, "unknown")
    row.bodies.append(
        {
            "text": match.text,
            "body_id": match.body.code if match.body else None,
            "how": match.how,
            "score": match.score or (match.near[0].score if match.near else 0),
        }
        | ({} if match.body else {"near": [near.body.code for near in match.near]})
    )
    if match.body:
        return match.body
    if nobody:
        row.problem(key, "body_unknown", *nobody, about=match.text)
        return None
    offered = "; ".join(f"{near.body.name} ({near.body.years})" for near in match.near[:3])
    row.problem(
        key,
        "body_unclear" if match.how == "suggested" else "body_unknown",
        f"{UNMATCHED.format(match.text[:100])} {match.why}".rstrip(),
        f"Did you mean: {offered}? Write the full name or the code."
        if offered
        else "No body of a like name is known. Choose it from all bodies, or make a new one.",
        about=match.text,
    )
    return None


def take_no_body(row: Row, key: str) -> None:
    """A cell that says there is no body, or none yet, is as good as empty; it is noted."""
    text = row.values.get(key)
    if isinstance(text, str) and says_nothing(text):
        del row.values[key]
        row.problem(
            key, "no_body_said", f"“{text[:60]}” names no body, so none was taken.", note=True
        )
