"""One task in a process of its own, and what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
SECONDS_BETWEEN_LOOKS = 0.01


@dataclass(frozen=True)
class Measured:
    """Seconds by the clock and of the processor; the most memory of a process with its children.

    Memory is what all of them held at one time: shared pages count for each.
    """

    seconds: float
    work: float
    megabytes: float
    totals: dict[str, int]

    def __str__(self) -> str:
        found = ", ".join(f"{count:,} {name}" for name, count in self.totals.items() if count)
        return (
            f"{self.seconds:7.2f} s  {self.work:7.2f} s of work  {self.megabytes:4.0f} MB  {found}"
        )


def measure(task: str, file: Path, environment: dict[str, str]) -> Measured:
    """Run a task of tests.bench.tasks. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "tests.bench.tasks", task, str(file)]
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(held_by, family(process.pid))))
        time.sleep(SECONDS_BETWEEN_LOOKS)
    output, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    found = json.loads(output)
    return Measured(found["seconds"], found["work"], most / 1024**2, found["totals"])


def quiet(arguments: list[str], environment: dict[str, str]) -> None:
    """Run Python with these arguments; its output shows only where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it.

    Not a child that has yet to become another program: until then its memory is its parent's.
    """
    yield pid
    for child in told(pid, f"task/{pid}/children").split():
        if told(int(child), "cmdline") != told(pid, "cmdline"):
            yield from family(int(child))


def told(pid: int, name: str) -> str:
    """What the system tells of a process; nothing where there is none any more."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:
        return ""


def held_by(pid: int) -> int:
    """The bytes of memory that a process holds."""
    pages = told(pid, "statm").split()
    return int(pages[1]) * PAGE_BYTES if pages else 0
