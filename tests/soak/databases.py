"""Databases that processes can share: copies of one with the whole catalogue in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from tests.prepared import ROOT, catalogue_file, copy_database, load_commands, manage

SECONDS = 300


class Database:
    """One database, by its address, and the processes that work on it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.soak.work", *map(str, arguments)],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": self.url,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, *arguments: object) -> Any:
        """What a process answers that ends well."""
        process = self.start(*arguments)
        output, errors = process.communicate("go\n", timeout=SECONDS)
        assert process.returncode == 0, errors
        return json.loads(output.splitlines()[-1])

    def look(self) -> Any:
        return self.ask("look")

    def wait_until_idle(self) -> None:
        """Until the server has noticed that a process which it worked for is dead."""
        if self.url.startswith("sqlite"):
            return
        server, _, name = self.url.rpartition("/")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            limit = time.monotonic() + SECONDS
            while connection.execute(
                "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND state <> 'idle'", [name]
            ).fetchone():
                assert time.monotonic() < limit
                time.sleep(0.05)


class Copies:
    """Makes copies of a database, by whatever kind this run is about."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, 0
        self.on_postgresql = os.environ.get("TEST_DATABASE") == "postgresql"

    def whole_catalogue(self) -> Database:
        if not self.on_postgresql:
            path = self._next_path()
            copy_database(catalogue_file(), path)
            return Database(f"sqlite:///{path}")
        database = self._create("template0")
        for command in [["migrate", "--verbosity=0"], *load_commands()]:
            manage(*command, DATABASE_URL=database.url)
        return database

    def of(self, original: Database) -> Database:
        if not self.on_postgresql:
            path = self._next_path()
            copy_database(Path(original.url.removeprefix("sqlite:///")), path)
            return Database(f"sqlite:///{path}")
        return self._create(original.url.rpartition("/")[2])

    def _next_path(self) -> Path:
        self.made += 1
        return self.folder / f"{self.made}.sqlite3"

    def _create(self, template: str) -> Database:
        self.made += 1
        name = f"soak_{self.folder.name.replace('-', '_')}_{self.made}"
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # type: ignore[call-overload]
        return Database(f"{server}/{name}")
