"""The programs that answer, each one process on a port of its own, and how long an answer takes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from tests.bench.measure import ROOT, told

SECONDS_TO_START = 60
PATIENCE_S = 1_200
MANY, LONG_MS = 5_000, 1_200_000


class Answering:
    """A program that has been started and answers; `stop` ends it.

    `behind` is the process of the database server that works for it, where there is one.
    """

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str],
        port: int,
        ready: str,
        behind: int | None = None,
    ) -> None:
        self.port, self.behind = port, behind
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        limit = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                self.fetch(ready)
            except OSError:
                if self.process.poll() is not None or time.monotonic() > limit:
                    raise
                time.sleep(0.1)
            else:
                return

    def fetch(self, address: str) -> bytes:
        link = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            link.request("GET", address)
            answer = link.getresponse()
            text = answer.read()
        finally:
            link.close()
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}\n{text[:500].decode()}")
        return text

    def taken(self, address: str) -> tuple[float, float]:
        """Milliseconds of the processor, all its processes together, and by the clock."""
        before, begun = self.work(), time.perf_counter()
        self.fetch(address)
        clock = time.perf_counter() - begun
        work = sum(so_far - before.get(task, 0) for task, so_far in self.work().items())
        return work / 1e6, 1000 * clock

    def work(self) -> dict[str, int]:
        """Nanoseconds of the processor so far, by thread."""
        first = [self.process.pid, *([self.behind] if self.behind else [])]
        return {
            task: int((told(pid, f"task/{task}/schedstat").split() or ["0"])[0])
            for each in first
            for pid in with_children(each)
            for task in threads(pid)
        }

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)


def threads(pid: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []


def with_children(pid: int) -> Iterator[int]:
    yield pid
    for child in told(pid, f"task/{pid}/children").split():
        yield from with_children(int(child))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def site(
    environment: dict[str, str], settings: str = "sharedmap.settings", behind: int | None = None
) -> Answering:
    port = free_port()
    own = {
        **environment,
        "DJANGO_SETTINGS_MODULE": settings,
        "SHAREDMAP_BIND": f"127.0.0.1:{port}",
        "SHAREDMAP_GREETING": "ready",
    }
    server = ["gunicorn", "--config", "python:sharedmap.setup.server", "--workers", "1"]
    return Answering([sys.executable, "-m", *server], own, port, "/healthz", behind)


def datasette(file: Path) -> Answering:
    """Told that the file does not change, and to take the time it needs for every facet."""
    port = free_port()
    settings = {
        "facet_time_limit_ms": LONG_MS,
        "sql_time_limit_ms": LONG_MS,
        "default_facet_size": MANY,
        "max_returned_rows": MANY,
        "default_page_size": 25,
        "suggest_facets": "off",
    }
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(file)]
    command += ["--metadata", str(file.with_suffix(".json")), "--port", str(port)]
    for name, value in settings.items():
        command += ["--setting", name, str(value)]
    return Answering(command, {}, port, "/-/versions.json")
