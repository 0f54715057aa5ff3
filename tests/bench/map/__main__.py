"""Measure the map against a bare Leaflet page of the same marks and lines, and print the ratios.

`make bench` runs it after the lists; `python -m tests.bench.map --rows 2000 --rounds 1` is a quick
look. Ends with 1 where a target is missed. Both pages come from one server, into a browser that
has seen neither, in turns; figures are medians of all rounds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from sharedmap.setup.machine import chromium
from tests.bench.map.browser import LONG_MS, Moved, first, move
from tests.bench.map.site import BenchSite
from tests.bench.measure import ROOT

# First visits in each round: they differ by a third from one to the next.
VISITS = 5


@dataclass(frozen=True)
class Line:
    """One line of the table: ours, what it is held against, and the most that ratio may be."""

    what: str
    ours: float
    against: float
    unit: str
    target: float | None

    @property
    def ratio(self) -> float:
        return self.ours / self.against if self.against else 0.0

    @property
    def is_met(self) -> bool:
        return self.target is None or self.ratio <= self.target

    def __str__(self) -> str:
        cells = [self.what, f"{self.ours:,.4g} {self.unit}", f"{self.against:,.4g} {self.unit}"]
        if self.target is None:
            cells += ["", "", ""]
        else:
            verdict = "met" if self.is_met else "MISSED"
            cells += [f"{self.ratio:.2f}", f"at most {self.target:g}", verdict]
        return f"| {' | '.join(cells)} |"


def lines(
    site: BenchSite, firsts: dict[str, list[float]], moved: dict[str, list[Moved]], most_kb: float
) -> Iterator[Line]:
    def median(who: str, of: str) -> float:
        return statistics.median(getattr(each, of) for each in moved[who])

    count = f"{site.data['count']:,} arrangements"
    yield Line(f"{count}: data, gzipped, against its limit", site.gzipped / 1e3, most_kb, "kB", 1)
    ours, bare = statistics.median(firsts["our"]), statistics.median(firsts["bare"])
    yield Line(f"{count}: from going there to drawn", ours, bare, "ms", 1.3)
    yield Line(
        f"{count}: a filter changed, against our first", median("our", "change"), ours, "ms", 0.5
    )
    long = f"frames over {LONG_MS} ms"
    yield Line(
        f"{count}: {long} in a pan", median("our", "panned"), median("bare", "panned"), "", None
    )
    yield Line(
        f"{count}: {long} while sliding through the years", median("our", "slid"), 0, "", None
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.map", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="arrangements of the large map")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured")
    options = parser.parse_args()
    os.chdir(ROOT)
    found: list[Line] = []
    with TemporaryDirectory(prefix="sharedmap-bench-") as folder, sync_playwright() as driver:
        flags = ["--disable-gpu", "--no-sandbox"] if os.geteuid() == 0 else ["--disable-gpu"]
        browser = driver.chromium.launch(executable_path=chromium(), args=flags)
        version = browser.version
        for name, arrangements, most_kb in (("shipped", None, 60), ("large", options.rows, 350)):
            site = BenchSite(Path(folder, name), arrangements)
            firsts: dict[str, list[float]] = defaultdict(list)
            moved: dict[str, list[Moved]] = defaultdict(list)
            for number in range(options.rounds):
                for _ in range(VISITS):
                    for who, address in site.pages.items():
                        firsts[who].append(first(browser, address))
                for who, address in site.pages.items():
                    moved[who].append(move(browser, address, ours=who == "our"))
                    told = f"{name} {number + 1} {who}", firsts[who][-VISITS:], moved[who][-1]
                    print(*told, file=sys.stderr, flush=True)
            found += lines(site, firsts, moved, most_kb)
            site.stop()
        browser.close()
    much = f"medians of {options.rounds} rounds, {VISITS} first visits in each"
    print(f"\nThe map, {much}; Chromium {version}, window of 1280 by 900\n")
    print("| | ours | against | ratio | target | |\n|---|---|---|---|---|---|")
    print(*found, sep="\n")
    return 0 if all(line.is_met for line in found) else 1


if __name__ == "__main__":
    sys.exit(main())
