"""How often the finder finds, and how long it takes, on the shipped catalogue.

`make bench`, or `python -m tests.bench.finder`; `--choose` chooses the points anew.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from tests.bench.measure import ROOT, quiet

MOST_MILLISECONDS, ROUNDS = 300, 5
QUESTIONS = (
    "body=teignbridge-district-council&service=legal",
    "body=essex-county-council&service=ict",
    "body=essex-police&service=procurement&within=100",
    "body=city-of-cardiff-council&service=internal-audit&model=joint_committee",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.finder", description=__doc__)
    parser.add_argument("--choose", action="store_true", help="choose the points anew")
    options, _ = parser.parse_known_args()
    os.chdir(ROOT)
    with TemporaryDirectory(prefix="sharedmap-finder-") as folder:
        own = {
            "DATABASE_URL": f"sqlite:///{folder}/finder.sqlite3",
            "VAR_DIR": str(Path(folder) / "var"),
            "DJANGO_SETTINGS_MODULE": "sharedmap.settings",
        }
        for command in (
            ["migrate", "--verbosity=0"],
            ["load_register"],
            ["collectstatic", "--no-input", "--verbosity=0"],
            ["import_catalogue", "fixtures/catalogue", "--commit"],
        ):
            quiet(["manage.py", *command], own)
        os.environ.update(own)
        django.setup()
        return chosen_anew() if options.choose else tried()


def tried() -> int:
    from tests.finding import cases, table, the_other_way

    found = cases()
    print(f"\n{table(found)}\n{the_other_way(found)}\n")
    milliseconds = {question: taken(question) for question in QUESTIONS}
    print("| Question | Processor time |\n|---|--:|")
    for question, each in milliseconds.items():
        print(f"| {question} | {each:.0f} ms |")
    return 0 if max(milliseconds.values()) < MOST_MILLISECONDS else 1


def taken(question: str) -> float:
    """Milliseconds of processor for the whole page, the median once what is kept is there."""
    from django.test import Client

    client, times = Client(SERVER_NAME="localhost"), []
    for _ in range(ROUNDS + 1):
        begun = time.process_time()
        answer = client.get(f"/finder/?{question}")
        times.append(1000 * (time.process_time() - begun))
        if answer.status_code != 200:
            raise RuntimeError(f"{question}: {answer.status_code}")
    print(f"first {times[0]:.0f} ms: {question}", file=sys.stderr)
    return statistics.median(times[1:])


def chosen_anew() -> int:
    from arrangements.finding.points import CLUES, POINTS
    from tests.finding import cases, choose

    chosen = choose([case for case in cases() if case.chosen_on])
    for clue in CLUES:
        print(f"{clue.code:<10} {chosen[clue.code]:>3} (in use: {clue.points})")
    return 0 if chosen == POINTS else 1


if __name__ == "__main__":
    sys.exit(main())
