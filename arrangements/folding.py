"""One folded form of text, so that case, accents, apostrophes and punctuation do not matter."""

from __future__ import annotations

import re
import unicodedata

_SILENT = re.compile(r"['’‘`´]")
_BREAKS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower-case words of plain letters and digits with one space between; "&" becomes "and"."""
    letters = text.replace("&", " and ").casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _BREAKS.sub(" ", _SILENT.sub("", letters)).strip()
