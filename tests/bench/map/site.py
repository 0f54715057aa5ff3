"""A site with the shipped or a made-up catalogue, and the bare page beside it, on one server."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.bench.measure import ROOT, quiet
from tests.mapdata import unpacked

BARE = Path(__file__).parent / "bare"
SECONDS_TO_START = 60
WARMING = 12


class BenchSite:
    """A running site. `url` has no slash at its end."""

    def __init__(self, folder: Path, arrangements: int | None) -> None:
        """arrangements: how many to make up; the shipped catalogue where it is None."""
        folder.mkdir()
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "sharedmap.settings",
            "SHAREDMAP_BIND": f"127.0.0.1:{self.port}",
            "SHAREDMAP_GREETING": "ready",
            "DEBUG": "",  # with it on, files come slowly and not packed
        }
        self.manage("migrate")
        self.manage("load_register")
        if arrangements is None:
            self.manage("import_catalogue", "fixtures/catalogue", "--commit")
        else:
            self.manage("make_sample", str(arrangements))
        self.manage("collectstatic", "--no-input")
        (folder / "static/bench").mkdir()
        self.process = self.start()
        self.data, self.gzipped = self.fetch()
        self.stop()
        self.write_bare()
        self.process = self.start()
        self.warm()

    def manage(self, *arguments: str) -> None:
        quiet(["manage.py", *arguments], self.environment)

    def start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:sharedmap.setup.server"],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
        )
        limit = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                urlopen(f"{self.url}/healthz", timeout=5).close()
            except (URLError, ConnectionError, TimeoutError):
                if process.poll() is not None or time.monotonic() > limit:
                    raise
                time.sleep(0.1)
            else:
                return process

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def fetch(self) -> tuple[dict, int]:
        """The map's data as it is, and how many bytes of it travel."""
        asked = Request(f"{self.url}/map/data.json", headers={"Accept-Encoding": "gzip"})
        with urlopen(asked, timeout=300) as answer:
            travelled = answer.read()
        return json.loads(gzip.decompress(travelled)), len(travelled)

    def warm(self) -> None:
        """Lets each worker of the server make what it keeps, as for all but the first visitors."""
        with ThreadPoolExecutor(WARMING) as visitors:
            list(visitors.map(lambda _: self.fetch(), range(WARMING)))
            list(visitors.map(lambda _: urlopen(self.pages["our"]).read(), range(WARMING)))

    def write_bare(self) -> None:
        """The bare page's files, in place before the server starts and so served as ours are."""
        target = self.folder / "static/bench"
        data = unpacked(self.data)
        bodies, links = data["bodies"], data["links"]
        marks = [
            [body["lat"], body["lon"], body["count"], body["name"]]
            for body in bodies
            if body["lat"] is not None
        ]
        lines = [
            [
                *(bodies[link[end]][axis] for end in "ab" for axis in ("lat", "lon")),
                len(link["arrangements"]),
            ]
            for link in links
        ]
        text = json.dumps({"marks": marks, "lines": lines}, separators=(",", ":"))
        (target / "drawn.json").write_text(text)
        for name in ("bare.html", "bare.js"):
            shutil.copy(BARE / name, target / name)
        for path in [*target.iterdir()]:
            Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes(), 9))

    @property
    def pages(self) -> dict[str, str]:
        return {"our": f"{self.url}/map/", "bare": f"{self.url}/static/bench/bare.html"}
