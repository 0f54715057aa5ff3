"""Made-up catalogues of several sizes, each in SQLite, in PostgreSQL and as Datasette reads it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import psycopg

from tests.bench.measure import quiet
from tests.postgres import Server


class Catalogues:
    """One database grows through the sizes, and is copied at each."""

    def __init__(self, folder: Path, sizes: tuple[int, ...]) -> None:
        self.folder, self.sizes = folder, sizes
        self.server = Server()
        self.server.start()
        try:
            for url in (f"sqlite:///{folder}/growing.sqlite3", self._made("growing")):
                self._grow(url)
        except BaseException:
            self.server.stop()
            raise

    def _grow(self, url: str) -> None:
        own = self.environment(url)
        quiet(["manage.py", "migrate", "--verbosity=0"], own)
        quiet(["manage.py", "load_register"], own)
        held = 0
        for size in self.sizes:
            print(f"{url.partition(':')[0]}: {size:,} arrangements", file=sys.stderr, flush=True)
            quiet(["manage.py", "make_sample", str(size - held), "--add"], own)
            held = size
            if url.startswith("sqlite"):
                shutil.copy(self.folder / "growing.sqlite3", self.folder / f"s{size}.sqlite3")
                copy = ["-m", "tests.bench.reading.datasette_copy", str(self.datasette(size))]
                quiet(copy, self.environment(self.sqlite(size)))
            else:
                self._made(f"s{size}", like="growing")

    def _made(self, name: str, like: str = "template1") -> str:
        """A new database, its statistics as a server at work would have them."""
        folder = str(self.server.folder)
        with psycopg.connect(
            host=folder, user="sharedmap", dbname="postgres", autocommit=True
        ) as link:
            link.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        with psycopg.connect(host=folder, user="sharedmap", dbname=name, autocommit=True) as link:
            link.execute("VACUUM ANALYZE")
        return self.server.url.removesuffix("sharedmap") + name

    def environment(self, url: str) -> dict[str, str]:
        return {
            "DATABASE_URL": url,
            "VAR_DIR": str(self.folder / "var"),
            "DJANGO_SETTINGS_MODULE": "sharedmap.settings",
            "DEBUG": "",
        }

    def sqlite(self, size: int) -> str:
        return f"sqlite:///{self.folder}/s{size}.sqlite3"

    def postgresql(self, size: int) -> str:
        return self.server.url.removesuffix("sharedmap") + f"s{size}"

    @property
    def postgresql_process(self) -> int:
        assert self.server.process
        return self.server.process.pid

    def datasette(self, size: int) -> Path:
        return self.folder / f"d{size}.db"

    def stop(self) -> None:
        self.server.stop()
