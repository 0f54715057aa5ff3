"""The database settings that an address stands for."""

from pathlib import Path
from typing import Any

import dj_database_url

from sharedmap import env

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# Writers wait for one another instead of failing, and readers never wait.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def from_url(variable: str, default: Path) -> dict[str, Any]:
    """Django's settings for the database that the environment variable names.

    Raises BadSetting where it names none that this project supports.
    """
    url = env.text(variable)
    if not url:
        return {"ENGINE": SQLITE, "NAME": default, "OPTIONS": dict(SQLITE_OPTIONS)}
    advice = "give sqlite:///PATH or postgres://USER:PASSWORD@HOST:PORT/NAME"
    # The address itself can hold a password, so it is never repeated.
    try:
        found = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError) as problem:
        raise env.BadSetting(f"{variable} is not a database address: {advice}.") from problem
    if found["ENGINE"] == SQLITE and found["NAME"]:
        return {**found, "CONN_MAX_AGE": 0, "OPTIONS": dict(SQLITE_OPTIONS)}
    if found["ENGINE"] == POSTGRESQL and found["NAME"]:
        return found
    raise env.BadSetting(f"{variable} is not a database this project can use: {advice}.")
