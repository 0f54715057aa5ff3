"""What stands on top of the figures, on the page, on paper and in the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from arrangements.exports.answers import Table
from arrangements.insight.panels import Insight
from arrangements.pages.counts import data_age
from arrangements.sentences import counted

WHOLE = "The whole catalogue"


@dataclass(frozen=True)
class Cover:
    """Of what the figures are, when they were made, and of how many arrangements."""

    what: str
    when: str
    how_many: str
    age: str
    address: str


def cover(shown: Insight, absolute: Callable[[str], str]) -> Cover:
    """`absolute` makes an address of the site one that works anywhere."""
    string = shown.query.string
    today = dt.date.today()
    return Cover(
        shown.query.words or WHOLE,
        f"{today.day} {today:%B %Y}",
        counted(shown.query.count, "arrangement"),
        data_age(),
        absolute(reverse("insight") + (f"?{string}" if string else "")),
    )


def cover_sheet(shown: Insight, absolute: Callable[[str], str]) -> Table:
    """The same as the first sheet of the workbook, with what there is behind it."""
    said = cover(shown, absolute)
    rows = [
        ["Figures of", said.what],
        ["Made on", said.when],
        ["Counted", said.how_many],
        ["Age", said.age],
        ["Address", said.address],
        ["Savings", "Added within one pattern and basis only. There is no grand total."],
    ]
    for panel in shown.panels:
        rows += [[panel.title, " ".join(panel.says)]]
        rows += [["", f"{figure.title}. {figure.note}".strip()] for figure in panel.figures]
    return Table("Cover", [("Sharedmap", 28), ("Figures", 110)], rows)
