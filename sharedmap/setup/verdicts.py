"""Every check of the project, one after another, each with its verdict."""

import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from sharedmap.setup.console import Terminated, say
from sharedmap.setup.places import PYTHON, ROOT, TREE, environment

NOT_ON_POSTGRESQL = "not soak and not browser and not sqlite_only"
TWO_AT_A_TIME = ("-n", "2", "--dist", "loadfile", "--durations=20")
MADE_UP_FOR_THE_CHECK = {
    "PRODUCTION": "1",
    "DEBUG": "",
    "ALLOWED_HOSTS": "catalogue.example",
    "SECRET_KEY": "only-for-check-deploy-and-long-enough-to-satisfy-it-0123456789",
}


@dataclass(frozen=True)
class Check:
    title: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


CHECKS = [
    Check("Lint", ("-m", "ruff", "check", ".")),
    Check("Format", ("-m", "ruff", "format", "--check", ".")),
    Check("Types", ("-m", "mypy")),
    Check("Migrations", ("manage.py", "makemigrations", "--check", "--dry-run")),
    Check(
        "Production settings",
        ("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        MADE_UP_FOR_THE_CHECK,
    ),
    Check("Tests on SQLite, browser too", ("-m", "pytest", *TWO_AT_A_TIME)),
    Check(
        "Tests on PostgreSQL",
        ("-m", "pytest", *TWO_AT_A_TIME, "-p", "tests.postgres", "-m", NOT_ON_POSTGRESQL),
    ),
]

LONG_CHECKS = [
    Check("Long tests on SQLite", ("-m", "pytest", "-m", "soak")),
    Check(
        "Long tests on PostgreSQL",
        ("-m", "pytest", "-p", "tests.postgres", "-m", "soak and not sqlite_only"),
    ),
]


def judge(checks: Sequence[Check] = CHECKS) -> int:
    """Runs every check, whether or not one before it failed, and says how each ended."""
    verdicts = []
    for check in checks:
        say(f"\n── {check.title}")
        started = time.monotonic()
        code = outcome(check)
        verdicts.append((check.title, code, round(time.monotonic() - started)))
    say("\n── Verdicts")
    for title, code, seconds in verdicts:
        say(f"{title:<30} {'passed' if code == 0 else 'FAILED'}  {seconds:>4} s")
    return 1 if any(code for _, code, _ in verdicts) else 0


def outcome(check: Check) -> int:
    """The exit code of one check. When stopped, it is left time to put away what it started."""
    process = subprocess.Popen(
        [PYTHON, *check.command],
        cwd=ROOT,
        # No check may meet a database that somebody uses.
        env=environment(DATABASE_URL="", VAR_DIR=str(TREE / "test"), **check.environment),
    )
    try:
        return process.wait()
    except Terminated:
        process.send_signal(signal.SIGINT)
        process.wait()
        raise
    except KeyboardInterrupt:
        # Ctrl+C has reached the check as well.
        process.wait()
        raise
