"""Measure the list and the search against Datasette and against plain django-filter, as ratios.

`make bench` runs it; `python -m tests.bench.reading --rows 1000 --rounds 1` is a quick look. It
takes a tenth of the rows, all of them, and ten times as many. Ends with 1 where a target is missed.
Figures are of processor time, that of PostgreSQL included, because other work sways the clock.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import ROOT, quiet
from tests.bench.reading.databases import Catalogues
from tests.bench.reading.servers import Answering, datasette, site

# Of ours and of the plain page, then of Datasette; the number that is found is the same.
WHOLE = ("", "")
FILTERED = (
    ("service=legal", "service__arraycontains=legal"),
    ("status=ended&geography=separate", "status=ended&geography=separate"),
    ("body=essex-county-council", "body__arraycontains=essex-county-council"),
    ("region=london&motive=savings", "region__arraycontains=london&motive__arraycontains=savings"),
)
SEARCHES = tuple(
    (f"q={words}", f"_search={words}")
    for words in ("waste", "legal+essex", "libraries", "internal+audit+norfolk")
)
FIGURES = "figures"
PASSES = 3
PLAIN = "tests.bench.reading.plain.settings"
DATABASES = ("SQLite", "PostgreSQL")
COUNTED = re.compile(rb"([\d,]+) (?:arrangements?\b|rows?\b)")


@dataclass(frozen=True)
class Line:
    """One line of the table: ours, what it is held against, and the most that ratio may be."""

    what: str
    ours: float
    against: float
    target: float | None

    @property
    def ratio(self) -> float:
        return self.ours / self.against

    @property
    def is_met(self) -> bool:
        return self.target is None or self.ratio <= self.target

    def __str__(self) -> str:
        verdict = ["", ""]
        if self.target is not None:
            verdict = [f"at most {self.target:g}", "met" if self.is_met else "MISSED"]
        cells = [self.what, f"{self.ours:,.0f} ms", f"{self.against:,.0f} ms", f"{self.ratio:.2f}"]
        return f"| {' | '.join([*cells, *verdict])} |"


class Readings:
    """Milliseconds of the processor by size, who answered, and what was asked."""

    def __init__(self) -> None:
        self.taken: dict[tuple[int, str, str, str], list[float]] = defaultdict(list)

    def add(self, size: int, who: str, when: str, asked: str, work: float, clock: float) -> None:
        self.taken[size, who, when, asked].append(work)
        took = f"{work:>9,.1f} ms of work {clock:>9,.1f} ms"
        print(f"{size:>8,} {who:<20} {when:<5} {took}  {asked}", file=sys.stderr, flush=True)

    def median(self, size: int, who: str, when: str, *asked: str) -> float:
        """The mean, over what was asked, of the medians."""
        medians = [statistics.median(self.taken[size, who, when, each]) for each in asked]
        return statistics.fmean(medians)


class Round:
    """Everyone started anew for one size, and asked in turns."""

    def __init__(self, readings: Readings, catalogues: Catalogues, size: int) -> None:
        self.readings, self.size = readings, size
        self.stack = ExitStack()
        self.servers: dict[str, Answering] = {}
        self.catalogues = catalogues

    def run(self, *, with_datasette: bool) -> None:
        with self.stack:
            self._start(with_datasette=with_datasette)
            for who in self.servers:
                self._ask(who, "cold", *WHOLE)
                if who.startswith("ours"):
                    self._ask_figures(who)
            for _ in range(PASSES):
                self._turn("warm", (WHOLE, *FILTERED))
            self._turn("first", SEARCHES[:1], searching=True)
            for _ in range(PASSES):
                self._turn("warm", SEARCHES, searching=True)

    def _start(self, *, with_datasette: bool) -> None:
        held = self.catalogues
        for name, url, behind in (
            (DATABASES[0], held.sqlite(self.size), None),
            (DATABASES[1], held.postgresql(self.size), held.postgresql_process),
        ):
            own = held.environment(url)
            self._keep(f"ours, {name}", site(own, behind=behind))
            self._keep(f"plain, {name}", site(own, PLAIN, behind))
        if with_datasette:
            self._keep("Datasette", datasette(held.datasette(self.size)))

    def _keep(self, who: str, server: Answering) -> None:
        self.stack.callback(server.stop)
        self.servers[who] = server

    def _turn(
        self, when: str, asked: tuple[tuple[str, str], ...], *, searching: bool = False
    ) -> None:
        for ours, theirs in asked:
            for who in self.servers:
                if not (searching and who.startswith("plain")):
                    self._ask(who, when, ours, theirs)
                if searching and who == "Datasette":
                    self._ask(who, when, f"{ours}, no facets", f"{theirs}&_nofacet=1")

    def _ask(self, who: str, when: str, ours: str, theirs: str) -> None:
        address = f"/arrangements/?{ours}"
        if who == "Datasette":
            address = f"/d{self.size}/arrangements?{theirs}"
        work, clock = self.servers[who].taken(address)
        self.readings.add(self.size, who, when, ours, work, clock)

    def _ask_figures(self, who: str) -> None:
        """All figures, the first time after the list, and again."""
        for when in ("first", "warm"):
            work, clock = self.servers[who].taken("/insight/")
            self.readings.add(self.size, who, when, FIGURES, work, clock)

    def check(self) -> None:
        """That all find the same number, before anything is measured."""
        with self.stack:
            self._start(with_datasette=True)
            for ours, theirs in (WHOLE, *FILTERED):
                found = set()
                for who, server in self.servers.items():
                    address = f"/arrangements/?{ours}"
                    if who == "Datasette":
                        address = f"/d{self.size}/arrangements?{theirs}"
                    match = COUNTED.search(server.fetch(address))
                    found.add(match and match[1].replace(b",", b""))
                if len(found) != 1:
                    raise RuntimeError(f"{ours or 'everything'}: not the same everywhere: {found}")


def lines(readings: Readings, sizes: tuple[int, ...]) -> Iterator[Line]:
    middle, largest = sizes[1], sizes[-1]
    filtered = [ours for ours, _ in FILTERED]
    searches = [ours for ours, _ in SEARCHES]
    bare = [f"{each}, no facets" for each in searches]
    for name in DATABASES:
        ours, plain = f"ours, {name}", f"plain, {name}"

        def line(what: str, when: str, asked: list[str], than: str, target: float | None) -> Line:
            taken = readings.median(middle, ours, when, *asked)  # noqa: B023 - called at once
            return Line(
                f"{name}: {what}",  # noqa: B023
                taken,
                readings.median(middle, than, when, *asked),
                target,
            )

        yield line("list, cold, Datasette", "cold", [""], "Datasette", 0.4)
        yield line("list, Datasette", "warm", [""], "Datasette", 0.2)
        yield line("list with filters, Datasette", "warm", filtered, "Datasette", 0.2)
        yield line("list, plain page", "warm", [""], plain, 1.5)
        yield line("list with filters, plain page", "warm", filtered, plain, 1.5)
        yield line("search, Datasette with its facets", "warm", searches, "Datasette", 1)
        yield Line(
            f"{name}: search, Datasette without facets",
            readings.median(middle, ours, "warm", *searches),
            readings.median(middle, "Datasette", "warm", *bare),
            None,
        )
        yield Line(
            f"{name}: figures, first time, the list's first",
            readings.median(middle, ours, "first", FIGURES),
            readings.median(middle, ours, "cold", ""),
            3,
        )
        yield Line(
            f"{name}: figures again, the list",
            readings.median(middle, ours, "warm", FIGURES),
            readings.median(middle, ours, "warm", ""),
            1,
        )
        yield Line(
            f"{name}: list, {largest:,} against {middle:,}",
            readings.median(largest, ours, "warm", "", *filtered),
            readings.median(middle, ours, "warm", "", *filtered),
            4,
        )


def by_size(readings: Readings, sizes: tuple[int, ...]) -> Iterator[str]:
    """A line for each thing asked of each who answers: what it took at every size."""
    asked = {
        "list, cold": ("cold", [""]),
        "list": ("warm", [""]),
        "list with filters": ("warm", [ours for ours, _ in FILTERED]),
        "first search": ("first", [SEARCHES[0][0]]),
        "search": ("warm", [ours for ours, _ in SEARCHES]),
        "figures, first time": ("first", [FIGURES]),
        "figures again": ("warm", [FIGURES]),
        "search without facets": ("warm", [f"{ours}, no facets" for ours, _ in SEARCHES]),
    }
    for who in dict.fromkeys(who for _, who, _, _ in readings.taken):
        for what, (when, each) in asked.items():
            if (sizes[0], who, when, each[0]) in readings.taken:
                cells = [
                    f"{readings.median(size, who, when, *each):,.0f} ms"
                    if (size, who, when, each[0]) in readings.taken
                    else "not asked"
                    for size in sizes
                ]
                yield f"| {who}: {what} | {' | '.join(cells)} |"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="arrangements of the middle size")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured")
    options = parser.parse_args()
    os.chdir(ROOT)
    sizes = (options.rows // 10, options.rows, options.rows * 10)
    readings = Readings()
    with TemporaryDirectory(prefix="sharedmap-bench-") as folder, ExitStack() as stack:
        catalogues = Catalogues(Path(folder), sizes)
        stack.callback(catalogues.stop)
        own = catalogues.environment(catalogues.sqlite(sizes[0]))
        quiet(["manage.py", "collectstatic", "--no-input", "--verbosity=0"], own)
        Round(readings, catalogues, sizes[1]).check()
        for _ in range(options.rounds):
            for size in sizes:
                # Of the largest list Datasette counts for a minute a page or more.
                ask = size != sizes[-1]
                Round(readings, catalogues, size).run(with_datasette=ask)
    print(
        f"\nThe list and the search, medians of {options.rounds} rounds; Python"
        f" {platform.python_version()}, Django {version('django')}, django-filter"
        f" {version('django-filter')}, Datasette {version('datasette')}\n"
    )
    print(f"| {options.rows:,} arrangements | ours | against | ratio | target | |")
    print("|---|--:|--:|--:|---|---|")
    found = list(lines(readings, sizes))
    print(*found, sep="\n")
    print("\n| | " + " | ".join(f"{size:,}" for size in sizes) + " |\n|---|--:|--:|--:|")
    print(*by_size(readings, sizes), sep="\n")
    return 0 if all(line.is_met for line in found) else 1


if __name__ == "__main__":
    sys.exit(main())
