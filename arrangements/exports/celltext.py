"""Text as a cell of a workbook can hold it."""

from __future__ import annotations

import re

LONGEST = 32_767
# What a reader would take for an escaped character, and what XML cannot hold.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cell_text(text: str) -> str:
    """The text without control characters, and with anything like _x0041_ kept as it is written."""
    return _ESCAPE.sub("_x005F_", _NOT_XML.sub("", text))


def cut(text: str) -> str:
    """At most as much as a cell takes."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
