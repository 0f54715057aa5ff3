"""What the page of figures says, read from the page as people see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

Numbers = dict[str, list[str]]


@pytest.fixture(scope="module")
def figure_pages() -> dict[str, BeautifulSoup]:
    """The pages that a file of tests has read, by their query."""
    return {}


@pytest.fixture
def figure(stranger: Client, figure_pages: dict[str, BeautifulSoup]) -> Callable[..., Numbers]:
    """What a figure of the page says for a query: for each row's words its cells."""

    def read(code: str, query: str = "") -> Numbers:
        if query not in figure_pages:
            answer = stranger.get(f"/insight/?{query}")
            assert answer.status_code == 200
            figure_pages[query] = BeautifulSoup(answer.content, "html.parser")
        rows = figure_pages[query].select(f"#figure-{code} table")[-1].select("tbody tr")
        return {
            " ".join(row.th.text.split()): [
                cell.text.strip() for cell in row.select("td:not(.figure__bar)")
            ]
            for row in rows
        }

    return read
