"""A large JSON file read piece by piece, so that no more of it is in memory than one feature."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

PIECE = 1 << 20
_BLANK = re.compile(r"[ \t\r\n]*")


class BadJson(ValueError):
    """It is not JSON; the text says where."""


class Members:
    """The members of a JSON object one after the other.

    A member that is a list and whose name is in `lists` comes element by element, each under the
    name; any other comes whole. Raises BadJson.
    """

    def __init__(self, file: TextIO, lists: frozenset[str]) -> None:
        self.file, self.lists = file, lists
        self.text, self.at, self.gone, self.ended = "", 0, 0, False
        self.decode = json.JSONDecoder().raw_decode

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        self._take("{")
        if self._ahead() == "}":
            return
        while True:
            name = self._value()
            if not isinstance(name, str):
                raise self._bad("a name in quotes was expected")
            self._take(":")
            if name in self.lists and self._ahead() == "[":
                for element in self._elements():
                    yield name, element
            else:
                yield name, self._value()
            if self._take(",}") == "}":
                break
        if self._ahead():
            raise self._bad("there is something after the end")

    def _elements(self) -> Iterator[Any]:
        self._take("[")
        if self._ahead() == "]":
            self._take("]")
            return
        while True:
            yield self._value()
            if self._take(",]") == "]":
                return

    def _ahead(self) -> str:
        """The next character that is no blank, not taken; "" at the end."""
        while True:
            blank = _BLANK.match(self.text, self.at)
            self.at = blank.end() if blank else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._read_on():
                return ""

    def _take(self, allowed: str) -> str:
        found = self._ahead()
        if not found:
            raise self._bad("it ends too early")
        if found not in allowed:
            raise self._bad(f"“{found}” where {' or '.join(allowed)} was expected")
        self.at += 1
        return found

    def _value(self) -> Any:
        if not self._ahead():
            raise self._bad("it ends too early")
        while True:
            try:
                value, end = self.decode(self.text, self.at)
                # What touches the end of what has been read may go on.
                if end < len(self.text) or not self._read_on():
                    self.at = end
                    return value
            except json.JSONDecodeError as error:
                # Far from the end more text mends nothing.
                near_the_end = error.pos > len(self.text) - 40 or "Unterminated" in error.msg
                if near_the_end and self._read_on():
                    continue
                self.at = error.pos
                raise self._bad(
                    "it ends too early"
                    if self.ended and error.pos >= len(self.text.rstrip()) - 1
                    else f"JSON says: {error.msg}"
                ) from None
            except RecursionError:
                raise self._bad("brackets within brackets without an end") from None

    def _read_on(self) -> bool:
        """Reads as much again as is held, so that a long value is not begun over too often."""
        if self.ended:
            return False
        self.gone += self.at
        held = self.text[self.at :]
        self.at = 0
        more = self.file.read(max(PIECE, len(held)))
        self.ended = not more
        self.text = held + more
        return bool(more)

    def _bad(self, reason: str) -> BadJson:
        return BadJson(f"{reason} (at character {self.gone + self.at + 1:,})")
