"""The site as an operator runs it, for the browser: its own process, database and port."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

from tests.prepared import catalogue_file, collect_static, copy_database, manage

PASSWORD = "a password for the tests"
SECONDS_TO_START = 60


class Site:
    """A running site. `url` has no slash at its end; `log` is what its server printed.

    Its database is a copy of the whole catalogue, or the one at the address that is given.
    """

    def __init__(self, folder: Path, database_url: str = "") -> None:
        collect_static()
        self.folder = folder
        self.database = folder / "db.sqlite3"
        if not database_url:
            copy_database(catalogue_file(), self.database)
        (folder / "static").symlink_to(settings.STATIC_ROOT)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "TEST_VAR_DIR": str(folder),
            "DATABASE_URL": database_url or f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "EDITOR_PASSWORD": PASSWORD,
            "SHAREDMAP_BIND": f"127.0.0.1:{self.port}",
            "SHAREDMAP_GREETING": "ready",
        }
        self.manage("make_editor")
        self.process = self.start()

    def manage(self, *arguments: str) -> str:
        """The output of a management command on this site's database."""
        return manage(*arguments, **self.environment)

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text()

    def start(self) -> subprocess.Popen[bytes]:
        with (self.folder / "server.log").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config", "python:sharedmap.setup.server"],
                cwd=settings.BASE_DIR,
                env={**os.environ, **self.environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        limit = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError(f"The site did not start:\n{self.log}")
            time.sleep(0.1)
        return process

    def answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError, TimeoutError):
            return False

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
