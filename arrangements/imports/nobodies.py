"""Words that stand where a body's name should, and name none."""

from __future__ import annotations

import re

from arrangements.folding import fold
from arrangements.imports.unsaid import SAYS_NOTHING

_NOTHING = SAYS_NOTHING | {"nil", "no", "not yet known"}
_REPEATED = re.compile(
    r"(?:same )?(?:as|see) (?:the )?(?:above|before|row above|previous)|ditto|do"
)
_OTHERS = re.compile(
    r"(?:and )?(?:\d+ |several |some |various |many )?(?:others?|more)|et al|etc|various|several"
    r"|(?:other |various |several |multiple )(?:partners?|councils?|authorities|bodies|districts)"
)
_SEVERAL = r"(?:districts|councils|boroughs|authorities|forces|partners|bodies|trusts)"
_MANY = re.compile(
    rf"(?:and )?(?:all|both|each of|the rest of|remaining)\b.*"
    rf"|(?:and )?(?:the )?(?:other |remaining )?\d+ (?:.* )?{_SEVERAL}"
    r"|[a-z ]+ (?:districts|boroughs)"
)


def says_nothing(text: str) -> bool:
    """Whether a cell says that there is no body, or none yet ("n/a", "TBC", "-")."""
    return fold(text) in _NOTHING or (
        not any(char.isalnum() for char in text) and not _is_ditto(text)
    )


def names_nobody(text: str) -> tuple[str, str] | None:
    """What to say of words that are no name at all: a sentence, and what to do."""
    said, shown = fold(text), text[:100]
    if _is_ditto(text) or _REPEATED.fullmatch(said):
        return (
            f"“{shown}” repeats another cell, and each row is read by itself.",
            "Write the names out.",
        )
    if says_nothing(text) or _OTHERS.fullmatch(said):
        return (
            f"“{shown}” names no body.",
            "Name each, or take the words out and say no under “All partners listed”.",
        )
    if _MANY.fullmatch(said):
        return f"“{shown}” stands for several bodies.", "Write the name of each."
    return None


def _is_ditto(text: str) -> bool:
    return text.strip() in {'"', "''", "“", "”", "″", "〃", '" "', "^"}
