"""Fixtures for every test.

Each test that uses the database finds the register and the shipped catalogue in it, loaded once
a run by the commands that an operator uses. The three people are `editor`, `reader` (signed in,
no rights) and `stranger`; the fixtures for the browser are in tests/browser.py.
"""

import gc
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from arrangements.people import add_editor
from tests.browser import (
    browser,
    context,
    editor_page,
    own_site,
    page,
    shared_site,
    site,
)
from tests.figures import figure, figure_pages
from tests.guard import (
    pytest_collection_modifyitems,
    pytest_collectreport,
    pytest_runtest_logreport,
    pytest_sessionfinish,
    pytest_terminal_summary,
)
from tests.prepared import catalogue_file, collect_static, copy_database, load_commands

__all__ = [
    "browser",
    "context",
    "editor_page",
    "figure",
    "figure_pages",
    "own_site",
    "page",
    "pytest_collection_modifyitems",
    "pytest_collectreport",
    "pytest_runtest_logreport",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "shared_site",
    "site",
]

# Python's search for objects in circles took three tenths of the time of the tests.
gc.set_threshold(100_000, 50, 50)

REGISTER = {
    "adjacency",
    "body",
    "bodycode",
    "bodyname",
    "groupmember",
    "plan",
    "plansuccession",
    "service",
    "servicename",
    "succession",
}


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    collect_static()


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    """Each test writes uploads and progress where no other test looks."""
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        load()


def load() -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy_database(catalogue_file(), connection.connection)
    else:
        for command in load_commands():
            call_command(*command, verbosity=0)


@pytest.fixture
def catalogue(db: None) -> None:
    """The whole catalogue, which is there for every test that uses the database."""


@pytest.fixture
def empty_catalogue(db: None) -> None:
    """The database without arrangements, imports and references; the register stays."""
    empty(keep=REGISTER)


@pytest.fixture
def empty_database(db: None) -> None:
    """The database without anything of ours."""
    empty(keep=set())


def empty(keep: set[str]) -> None:
    tables = [
        model._meta.db_table
        for model in apps.get_app_config("arrangements").get_models(include_auto_created=True)
        if model._meta.model_name not in keep
    ]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=True):
            cursor.execute(statement)


@pytest.fixture
def stranger() -> Client:
    return Client()


@pytest.fixture
def reader(db: None) -> Client:
    return signed_in(User.objects.create_user("reader"))


@pytest.fixture
def editor(db: None) -> Client:
    user = User.objects.create_user("an-editor")
    add_editor(user)
    return signed_in(user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
