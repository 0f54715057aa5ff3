"""Steps that are done once, and again only when what they are made from has changed.

A step that has ended well leaves a stamp: a hash of its inputs. A step that was cut short leaves
only a mark that it began, so the next set-up does it afresh.
"""

import fcntl
import hashlib
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sharedmap.setup.console import Line, Problem, say, tail
from sharedmap.setup.places import ROOT, TREE, environment


@dataclass
class Work:
    """What a step's action gets: the line to report on, and whether a former try was cut short."""

    line: Line
    log: Path
    afresh: bool

    def run(self, *command: str | Path, **extra: str) -> str:
        """The output of a command, or a Problem that ends with the last of that output."""
        with self.log.open("a+") as log:
            start = log.tell()
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=ROOT,
                env=environment(**extra),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                close_fds=False,
            )
            try:
                while (code := self._ended(process)) is None:
                    self.line.alive()
            finally:
                if process.poll() is None:
                    process.terminate()
                    process.wait()
            log.seek(start)
            output = log.read()
        if code:
            raise Problem(
                f"The command that failed was: {' '.join(map(str, command))}\n{tail(output)}"
            )
        return output

    @staticmethod
    def _ended(process: subprocess.Popen[bytes]) -> int | None:
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return None


@dataclass(frozen=True)
class Step:
    """One thing that set-up does.

    inputs: files and folders whose contents decide whether it must be done again; extra: more of
    the same as text; outputs: files that must be there for it to count as done; home: the folder
    whose stamps it belongs to; the action may return a remark for the step's line.
    """

    title: str
    action: Callable[[Work], str | None]
    inputs: Sequence[str] = ()
    extra: Callable[[], str] = str
    outputs: Sequence[Path] = ()
    home: Path = TREE
    every_time: bool = False

    @property
    def slug(self) -> str:
        return re.sub(r"\W+", "-", self.title.lower())

    @property
    def stamp(self) -> Path:
        return self.home / "stamps" / self.slug

    @property
    def begun(self) -> Path:
        return self.home / "stamps" / f"{self.slug}.begun"

    def fingerprint(self) -> str:
        digest = hashlib.sha256(self.extra().encode())
        for path in files(self.inputs):
            digest.update(f"\n{path.relative_to(ROOT)}\n".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def is_current(self) -> bool:
        return (
            not self.every_time
            and self.stamp.exists()
            and all(path.exists() for path in self.outputs)
            and self.stamp.read_text() == self.fingerprint()
        )

    def perform(self, label: str) -> None:
        line = Line(label)
        if self.is_current():
            line.end("up to date")
            return
        log = self.home / "log" / f"{self.slug}.log"
        for path in (log, self.begun):
            path.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("")
        work = Work(line, log, afresh=self.begun.exists())
        self.stamp.unlink(missing_ok=True)
        self.begun.touch()
        try:
            remark = self.action(work)
        except Problem as problem:
            line.end("failed")
            raise Problem(f"{self.title}: this step failed. {problem}") from None
        except BaseException:
            line.end("stopped")
            raise
        # The hash is taken after the work, which may itself bring its inputs up to date.
        self.stamp.write_text(self.fingerprint())
        self.begun.unlink()
        line.end(remark or f"done, {line.seconds} s")


def files(inputs: Iterable[str]) -> Iterator[Path]:
    """The files that the inputs name, in order; a folder stands for all that is in it."""
    for name in inputs:
        path = ROOT / name
        if path.is_dir():
            for found in sorted(path.rglob("*")):
                if found.is_file() and "__pycache__" not in found.parts:
                    yield found
        elif path.is_file():
            yield path


def perform(steps: Sequence[Step]) -> None:
    with only_one():
        for number, step in enumerate(steps, start=1):
            step.perform(f"{number}/{len(steps)} {step.title}")


@contextmanager
def only_one() -> Iterator[None]:
    """Waits while another set-up of this tree is at work, or something that one started.

    Commands inherit the lock, so one that outlives a set-up that was killed still holds it.
    """
    TREE.mkdir(exist_ok=True)
    with (TREE / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is at work in this folder. Waiting for it to end.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        os.set_inheritable(lock.fileno(), True)
        yield
