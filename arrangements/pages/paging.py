"""Pages of a list, and the two ways in which a page number can be wrong."""

from __future__ import annotations

import re
from typing import Any

from django.core.paginator import Page, Paginator


class BadPage(ValueError):
    """What was given as a page is not a page number; the text says so in a sentence."""


class PastTheEnd(Exception):
    """The list has fewer pages."""

    def __init__(self, asked: int, last: int) -> None:
        super().__init__(f"There is no page {asked:,}: the last page is {last:,}.")
        self.last = last


def page_of(items: Any, asked: str, size: int, count: int | None = None) -> Page[Any]:
    """One page of a queryset or list, counted unless told. Raises BadPage or PastTheEnd."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", asked):
        raise BadPage(f"“{asked[:40]}” is not a page number. Pages are numbered 1, 2, 3 and so on.")
    pages: Paginator[Any] = Paginator(items, size)
    if count is not None:
        pages.count = count
    number = int(asked)
    if number > pages.num_pages:
        raise PastTheEnd(number, pages.num_pages)
    return pages.page(number)
