"""A PostgreSQL server for one run of the tests: `python -m pytest -p tests.postgres`.

It lives in a temporary folder, listens on a Unix socket there and nowhere else, and ends with the
run. PostgreSQL refuses to run as root, so root starts it as `postgres`, the account that Debian's
package makes.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from sharedmap.setup.machine import postgresql

SECONDS_TO_START = 30
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class Server:
    def __init__(self) -> None:
        programs = postgresql()
        if not programs:
            raise pytest.UsageError(
                "The tests on PostgreSQL need its server programs: install the package postgresql."
            )
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="sharedmap-pg-"))
        self.account: dict[str, Any] = {}
        if os.geteuid() == 0:
            self.account = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self.folder, "postgres", "postgres")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://sharedmap@{quote(str(self.folder), safe='')}/sharedmap"

    def start(self) -> None:
        data, log = self.folder / "data", self.folder / "log"
        made = subprocess.run(
            [
                self.programs / "initdb",
                *("-D", data, "-U", "sharedmap", "-A", "trust", "-N"),
                *("--encoding=UTF8", "--locale=C"),
            ],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **self.account,
        )
        if made.returncode:
            raise pytest.UsageError(f"PostgreSQL could not make a database:\n{made.stderr}")
        options = [part for setting in QUICK for part in ("-c", setting)]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", data, "-k", self.folder, *options],
                cwd=self.folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                **self.account,
            )
        limit = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > limit:
                raise pytest.UsageError(f"PostgreSQL did not start:\n{log.read_text()}")
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            psycopg.connect(host=str(self.folder), user="sharedmap", dbname="postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)


server: Server | None = None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Before pytest-django, which reads the settings in this same hook."""
    global server
    # The workers of a parallel run have the controller's environment, and so its server.
    if os.environ.get("TEST_DATABASE") != "postgresql":
        server = Server()
        server.start()
        os.environ["DATABASE_URL"] = server.url
        os.environ["TEST_DATABASE"] = "postgresql"
    yield


def opens_a_database(item: pytest.Item) -> bool:
    """Whether it may: pytest-django refuses the others. Long tests do so in other processes."""
    asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    marks = (item.get_closest_marker(name) for name in ("django_db", "soak"))
    return bool(asked) or any(marks)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What opens no database has its one answer from the run on SQLite."""
    elsewhere = [item for item in items if not opens_a_database(item)]
    items[:] = [item for item in items if opens_a_database(item)]
    config.hook.pytest_deselected(items=elsewhere)


def pytest_unconfigure() -> None:
    if server:
        server.stop()
