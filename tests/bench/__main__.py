"""Measure us and the peer on the same made-up list, in turns, and print the ratios.

`make bench`, or `python -m tests.bench --rows 2000 --rounds 1` for a quick look. Ends with 1 where
a ratio misses its target. Ratios are of processor time, our child processes included, because other
work on the machine sways the clock; medians of all rounds, with the clock's ratio beside them.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from python_calamine import load_workbook

from tests.bench.measure import ROOT, Measured, measure, quiet

TURNS = (
    ("preview", "our_preview", "peer_preview"),
    ("apply", "our_apply", "peer_apply"),
    ("again", "our_preview", "peer_preview"),
    ("skipping", "", "peer_skipping"),
    ("export", "our_export", "peer_export"),
    ("export again", "our_export", ""),
)


@dataclass(frozen=True)
class Line:
    """One line of the table: how many times as good we are, or how much of theirs we need."""

    what: str
    ours: float
    theirs: float
    unit: str
    target: float
    more_is_better: bool = True
    clock: float | None = None

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours if self.more_is_better else self.ours / self.theirs

    @property
    def is_met(self) -> bool:
        return self.ratio >= self.target if self.more_is_better else self.ratio <= self.target

    def __str__(self) -> str:
        sign = "at least" if self.more_is_better else "at most"
        clock = f"{self.clock:.1f}" if self.clock else ""
        return (
            f"| {self.what} | {self.ours:,.4g} {self.unit} | {self.theirs:,.4g} {self.unit}"
            f" | {self.ratio:.2f} | {clock} | {sign} {self.target:g}"
            f" | {'met' if self.is_met else 'MISSED'} |"
        )


class Bench:
    """The places and results of one run."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder, self.rows = folder, rows
        self.list = folder / "list.xlsx"
        self.exports = {"our": folder / "ours.xlsx", "peer": folder / "theirs.xlsx"}
        self.taken: dict[tuple[str, str], list[Measured]] = defaultdict(list)

    def database(self, name: str) -> dict[str, str]:
        return {
            "DATABASE_URL": f"sqlite:///{self.folder / name}.sqlite3",
            "VAR_DIR": str(self.folder / "var"),
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        }

    def prepare(self) -> None:
        empty = self.database("empty")
        quiet(["manage.py", "migrate", "--run-syncdb"], empty)
        quiet(["manage.py", "load_register"], empty)
        quiet(["-m", "tests.bench.lists", str(self.list), str(self.rows)], empty)

    def round(self) -> None:
        for who in ("our", "peer"):
            for old in self.folder.glob(f"{who}.sqlite3*"):
                old.unlink()
            shutil.copy(self.folder / "empty.sqlite3", self.folder / f"{who}.sqlite3")
        shutil.rmtree(self.folder / "var" / "cache", ignore_errors=True)
        for what, ours, theirs in TURNS:
            for who, task in (("our", ours), ("peer", theirs)):
                if task:
                    file = self.exports[who] if "export" in what else self.list
                    taken = measure(task, file, self.database(who))
                    self.taken[what, who].append(taken)
                    print(f"{what:<13} {task:<14} {taken}", file=sys.stderr, flush=True)

    def median(self, what: str, who: str, of: str) -> float:
        return statistics.median(getattr(each, of) for each in self.taken[what, who])

    def lines(self) -> Iterator[Line]:
        for what, title, target in (
            ("preview", "Preview", 10),
            ("apply", "Apply", 5),
            ("again", "The same file again", 15),
        ):
            yield self.faster(title, what, what, target)
        yield self.faster("The same, peer told to skip unchanged rows", "again", "skipping", 15)
        for what, title in (("preview", "preview"), ("apply", "apply"), ("again", "same again")):
            ours, theirs = (self.median(what, who, "megabytes") for who in ("our", "peer"))
            yield Line(f"Peak memory, {title}", ours, theirs, "MB", 1.5, more_is_better=False)
        ours, theirs = (
            self.median("export", who, "work") / filled_cells(self.exports[who]) * 1e6
            for who in ("our", "peer")
        )
        yield Line("Export .xlsx, a cell", ours, theirs, "µs", 1, more_is_better=False)
        first, second = (self.median(what, "our", "work") for what in ("export", "export again"))
        yield Line("Whole export again, against its first", second, first, "s", 5)

    def faster(self, title: str, ours: str, theirs: str, target: float) -> Line:
        ours_work, theirs_work = (
            self.median(ours, "our", "work"),
            self.median(theirs, "peer", "work"),
        )
        clock = self.median(theirs, "peer", "seconds") / self.median(ours, "our", "seconds")
        return Line(title, ours_work, theirs_work, "s", target, clock=clock)


def filled_cells(file: Path) -> int:
    book = load_workbook(str(file))
    return sum(
        sum(value != "" for value in row)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="how long the list is")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured")
    options = parser.parse_args()
    os.chdir(ROOT)
    with TemporaryDirectory(prefix="sharedmap-bench-") as folder:
        bench = Bench(Path(folder), options.rows)
        bench.prepare()
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr, flush=True)
            bench.round()
        lines = list(bench.lines())
    print(
        f"\n{options.rows:,} rows, median of {options.rounds}; Python {platform.python_version()},"
        f" Django {version('django')}, django-import-export {version('django-import-export')},"
        f" django-simple-history {version('django-simple-history')}, SQLite\n"
    )
    print("| | ours | peer | ratio | by the clock | target | |\n|---|---|---|---|---|---|---|")
    print(*lines, sep="\n")
    return 0 if all(line.is_met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
