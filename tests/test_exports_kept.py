"""The file of the whole catalogue is made once for each state of the data, and kept."""

import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from arrangements.exports import files
from arrangements.imports.read import read
from arrangements.models import Arrangement, DataStamp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EXPORTS_DIR = tmp_path / "cache"
    return tmp_path / "cache"


def got(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.getvalue()


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "geojson", "zip"])
def test_the_second_time_it_comes_from_the_file(
    client: Client, folder: Path, ending: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = got(client, f"/arrangements.{ending}")
    [kept] = folder.iterdir()
    assert kept.read_bytes() == first
    with django_assert_num_queries(1):  # the data stamp
        assert got(client, f"/arrangements.{ending}") == first


def test_changed_data_are_seen_at_once_and_old_files_go(client: Client, folder: Path) -> None:
    got(client, "/arrangements.csv")
    got(client, "/arrangements.json")
    assert len(list(folder.iterdir())) == 2
    Arrangement.objects.filter(reference="SS0001").update(name="Another name")
    DataStamp.change()
    assert b"Another name" in got(client, "/arrangements.csv")
    [kept] = folder.iterdir()
    assert kept.name.endswith(".csv")


def test_a_query_is_not_answered_with_the_whole(client: Client, folder: Path) -> None:
    whole = got(client, "/arrangements.csv")
    some = got(client, "/arrangements.csv?service=legal")
    assert len(some) < len(whole)
    assert len(list(folder.iterdir())) == 1


def test_the_day_on_the_cover_is_today(
    client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got(client, "/arrangements.json")

    class Tomorrow(date):
        @classmethod
        def today(cls) -> "Tomorrow":
            return cls.fromordinal(date.today().toordinal() + 1)

    was = {path.name for path in folder.iterdir()}
    monkeypatch.setattr(files, "date", Tomorrow)
    got(client, "/arrangements.json")
    assert {path.name for path in folder.iterdir()}.isdisjoint(was)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The end of a request leaves the connection open that the test stands on."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def begun(address: str) -> tuple[HttpResponseBase, Iterator[bytes]]:
    """An answer as a server has it, of which two blocks have been sent."""
    handler = BaseHandler()
    handler.load_middleware()
    answer = handler.get_response(RequestFactory().get(address))
    blocks = iter(answer)
    assert next(blocks)
    assert next(blocks)
    return answer, blocks


def test_half_a_file_is_not_kept(one_connection: None, folder: Path) -> None:
    """A reader who stops, or data that change meanwhile, leave nothing behind."""
    answer, _ = begun("/arrangements.csv")
    assert list(folder.iterdir())
    answer.close()
    assert not list(folder.iterdir())

    answer, blocks = begun("/arrangements.csv")
    DataStamp.change()
    assert len(list(blocks)) > 2
    assert not list(folder.iterdir())
    answer.close()


def test_what_a_stopped_process_left_is_swept(client: Client, folder: Path) -> None:
    folder.mkdir()
    old, young = folder / "draft-old", folder / "draft-young"
    for path in (old, young):
        path.write_bytes(b"half")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    got(client, "/arrangements.csv")
    assert not old.exists()
    assert young.exists()


def test_a_kept_workbook_reads_back(client: Client, tmp_path: Path) -> None:
    got(client, "/arrangements.xlsx")
    file = tmp_path / "kept.xlsx"
    file.write_bytes(got(client, "/arrangements.xlsx"))
    sheets = {sheet.name: sheet for sheet in read(file, 1 << 24)}
    assert len(sheets["Arrangements"].rows) == 563
