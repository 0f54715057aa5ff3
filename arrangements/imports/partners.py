"""Several partners in one cell: where one name ends and the next begins, and each one's role."""

from __future__ import annotations

import re
from dataclasses import dataclass

from arrangements.choices import Role
from arrangements.folding import fold
from arrangements.imports.designators import COUNCILS, place_of, shared_ending
from arrangements.imports.names import Days, Match, Names

_HARD = re.compile(r"[;\n•·▪‣]|(?:^|\s)[*–-]\s+")
_SOFT = re.compile(r"(\s*[,/]\s*(?:and\s+)?|\s+(?:and|&|with|\+)\s+)", re.IGNORECASE)
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
    for piece in _HARD.split(_ROLE_INSIDE.sub(r"\1;", cell)):
        if piece.strip():
            found += _in_piece(piece.strip(), names, days)
    return found


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
    listed = [part.strip() for part in re.split(r"[,/]", piece) if part.strip()]
    if len(listed) > 1:
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
