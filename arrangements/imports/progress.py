"""How far long work has come: a small file that pages read, and a lock that only the living hold.

Never touches the database. The lock is of the operating system's, so it goes with the process that
holds it, however that ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.conf import settings

TRIES, PAUSE_SECONDS = 10, 0.05


class AlreadyGoing(Exception):
    """Somebody has started this work already."""


@dataclass(frozen=True)
class Work:
    """What is being done, and how much of it is; `total` is 0 where that cannot be told.

    Work that is neither `going` nor has an `error` was cut off.
    """

    doing: str
    done: int = 0
    total: int = 0
    error: str = ""
    going: bool = False

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


class Progress:
    """The progress of one piece of work, by its name."""

    def __init__(self, name: str) -> None:
        folder: Path = settings.PROGRESS_DIR
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file, self._lock = folder / f"{name}.json", folder / f"{name}.lock"

    def read(self) -> Work | None:
        """What is known of the work; None where there is none."""
        # Before the file: work that ends in between takes its file with it, and is not cut off.
        going = self._is_locked()
        try:
            work = Work(**json.loads(self._file.read_text()))
        except FileNotFoundError:
            return None
        return replace(work, going=going)

    def write(self, doing: str, done: int = 0, total: int = 0, error: str = "") -> None:
        draft = self._file.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(asdict(Work(doing, done, total, error))))
        draft.replace(self._file)

    def clear(self) -> None:
        self._file.unlink(missing_ok=True)

    def start(self, doing: str, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a process that holds the lock as long as it lives. Raises AlreadyGoing."""
        lock = self._taken()
        try:
            self.write(doing)
            return subprocess.Popen(  # noqa: S603 - our own command
                command, pass_fds=[lock], stdin=subprocess.DEVNULL, start_new_session=True
            )
        finally:
            os.close(lock)

    def _taken(self) -> int:
        lock = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        # A page that looks whether the lock is held holds it for a moment itself.
        for _ in range(TRIES):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(PAUSE_SECONDS)
            else:
                return lock
        os.close(lock)
        raise AlreadyGoing

    def _is_locked(self) -> bool:
        try:
            lock = os.open(self._lock, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        else:
            return False
        finally:
            os.close(lock)


@contextmanager
def one_of(name: str, most: int) -> Iterator[None]:
    """One of a few places to work in, over all processes. Raises AlreadyGoing where all are taken.

    A place is free again as soon as its holder is done or dead.
    """
    folder: Path = settings.PROGRESS_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(most):
        lock = os.open(folder / f"{name}-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            continue
        try:
            yield
        finally:
            os.close(lock)
        return
    raise AlreadyGoing
