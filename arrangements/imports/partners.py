"""Several partners in one cell: where one name ends and the next begins, and each one's role."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from arrangements.choices import Role
from arrangements.folding import fold
from arrangements.imports.designators import COUNCILS, place_of, shared_ending
from arrangements.imports.names import FITS, Days, Match, Names, Near
from arrangements.imports.nobodies import says_nothing

# Beside the marks: bullets, and numbers before names ("1. Essex CC 2. Slough BC", "(a) Essex CC").
_HARD = re.compile(
    r"[;\n•·▪‣|\\]|(?<![^\s;])(?:[*–-]|\(?(?:\d{1,2}[.)]|[a-h]\)))\s+",
    re.IGNORECASE,
)
_OUTSIDE_BRACKETS = r"(?![^()]*\))"
_SOFT = re.compile(
    rf"(\s*[,/]\s*(?:and\s+)?{_OUTSIDE_BRACKETS}"
    rf"|\s+(?:and|&|with|\+)\s+{_OUTSIDE_BRACKETS})",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"[,/]{_OUTSIDE_BRACKETS}")
_ROLE = re.compile(r"\s*\(([^()]*)\)\s*$")
_ROLES = {
    "lead": Role.LEAD,
    "lead authority": Role.LEAD,
    "lead council": Role.LEAD,
    "host": Role.HOST,
    "host authority": Role.HOST,
    "partner": Role.PARTNER,
    "client": Role.CLIENT,
    "customer": Role.CLIENT,
}
# A role in brackets ends a name, whatever stands behind it: "Essex (lead), Slough and Kent".
_ROLE_INSIDE = re.compile(
    rf"(\((?:{'|'.join(_ROLES)})\))\s*(?:[,/+&]\s*|(?:and|with)\s)", re.IGNORECASE
)
# The same said before a name ("Lead: Essex") or behind a dash ("Essex - lead").
_ROLE_BEFORE = re.compile(rf"({'|'.join(_ROLES)})s?\s*:\s*", re.IGNORECASE)
_ROLE_BEHIND_DASH = re.compile(rf"\s+[–-]\s*({'|'.join(_ROLES)})(?=\s*(?:[;,\n]|$))", re.IGNORECASE)
# What stands behind a name and is no part of it: marks of footnotes, addresses and telephones.
_FOOTNOTE = re.compile(r"[⁰¹²³⁴-⁹]+|(?<=[\w.)])\s*[(\[]\d{1,2}[)\]](?=\s*(?:[;,/&+\n]|and\b|$))")
_CONTACT = re.compile(
    r"(?<=[\w.)])(?:\s*[,(\[<]\s*|\s+[–-]\s+|\s+)(?:(?:e-?mail|tel|telephone|phone|[te])\b[.:]*\s*)?"
    r"(?:[^\s()<>,;]+@[^\s()<>,;]+\.\w+|(?:\+44|\(?0)(?:[ ()]*\d){9,10})\s*[)\]>]?",
    re.IGNORECASE,
)
MOST_SEPARATORS, UNANSWERED = 60, 100


@dataclass(frozen=True)
class Named:
    """One partner as written in a cell, with the role that stands behind it, if any."""

    match: Match
    role: str = ""


def write_role(role: str) -> str:
    """The brackets that say a role in a cell; nothing for a plain partner."""
    return f" ({role})" if role in {Role.LEAD, Role.HOST, Role.CLIENT} else ""


def partners_in(cell: str, names: Names, days: Days | None) -> list[Named]:
    """Every partner that a cell names, in order; each is resolved or a question."""
    found: list[Named] = []
    plain = _CONTACT.sub("", _FOOTNOTE.sub("", cell))
    plain = _ROLE_INSIDE.sub(r"\1;", _ROLE_BEHIND_DASH.sub(r" (\1)", plain))
    for piece in _HARD.split(plain):
        if piece.strip():
            found += _with_role_before(piece.strip(), names, days)
    return [_doubted(named) for named in found]


def _doubted(named: Named) -> Named:
    """A name with a question mark is a question, whoever can answer to it."""
    match = named.match
    if match.body is None or not match.text.rstrip(" )").endswith("?"):
        return named
    return replace(named, match=Match(match.text, "suggested", near=(Near(match.body, FITS),)))


def _with_role_before(piece: str, names: Names, days: Days | None) -> list[Named]:
    """ "Partners: Essex, Slough" gives each its role; "Lead: Essex, Slough" is a question."""
    before = _ROLE_BEFORE.match(piece)
    if before is None:
        return _in_piece(piece, names, days)
    role = _ROLES[fold(before[1])]
    found = _in_piece(piece[before.end() :], names, days)
    if len(found) > 1 and role in {Role.LEAD, Role.HOST}:
        return [Named(names.resolve(piece, days))]
    return [replace(named, role=named.role or role) for named in found]


def _in_piece(piece: str, names: Names, days: Days | None) -> list[Named]:
    role = ""
    bracket = _ROLE.search(piece)
    if bracket and bracket.start() and fold(bracket[1]) in _ROLES:
        role, piece = _ROLES[fold(bracket[1])], piece[: bracket.start()].strip()
    whole = names.resolve(piece, days)
    if whole.sure:
        return [Named(whole, role)]
    segments = _segments(piece, names, days)
    if segments is not None:
        return [Named(match, role) for match in segments]
    listed = [part.strip() for part in _LISTED.split(piece) if part.strip()]
    if len(listed) > 1 and not says_nothing(piece):
        return [named for part in listed for named in _in_piece(part, names, days)]
    return [Named(whole, role)]


def _segments(piece: str, names: Names, days: Days | None) -> list[Match] | None:
    """The bodies whose names, joined by commas or "and", make up the piece; None where none does.

    Of all the ways to part it, the one with the fewest names; a part that nothing answers to is a
    question, where other parts are answered.
    """
    text, ending = shared_ending(piece)
    parts = _SOFT.split(text)
    words, joints = parts[::2], parts[1::2]
    if not joints or len(joints) > MOST_SEPARATORS:
        return None
    best: list[tuple[int, list[Match]]] = [(0, [])]
    for stop in range(1, len(words) + 1):
        options = []
        for start in range(stop):
            if stop - start == len(words) and not ending:
                continue
            name = "".join(
                words[index] + (joints[index] if index < stop - 1 else "")
                for index in range(start, stop)
            ).strip()
            cost, before = best[start]
            if not name:
                options.append((cost, before))
                continue
            match = names.resolve(f"{name} {ending}".strip(), days, near=False)
            if match.sure or stop - start == 1:
                options.append((cost + (1 if match.sure else UNANSWERED), [*before, match]))
        best.append(min(options, key=lambda option: option[0]))
    found = best[-1][1]
    if not any(match.sure for match in found) or (
        not ending and _may_share_ending(found, names, days)
    ):
        return None
    return [match if match.sure else names.resolve(match.text, days) for match in found]


def _may_share_ending(found: list[Match], names: Names, days: Days | None) -> bool:
    """Whether a bare place in a list could be meant with the kind that another one is said to be.

    "Norfolk and Suffolk Police" may be two police forces, and is asked about.
    """
    places = [place_of(match.text) for match in found]
    bare = [match for match, place in zip(found, places, strict=True) if place.is_bare]
    if any(place.kinds is not None and not place.kinds <= COUNCILS for place in places):
        return any(match.how == "rule" for match in bare)
    last = places[-1]
    if last.is_bare:
        return False
    ending = fold(found[-1].text).removeprefix(last.name).strip()
    for match in bare:
        other = names.resolve(f"{match.text} {ending}", days, near=False)
        if other.body and match.body and other.body.code != match.body.code:
            return True
    return False
