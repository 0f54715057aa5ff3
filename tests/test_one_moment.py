"""An answer is of one moment, though something is written between two of its readings."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests.prepared import catalogue_file, copy_database, manage

# Run in a process and a database of its own: an arrangement goes while an answer is being made.
MEANWHILE = """
import json, threading, time
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from arrangements.models import Arrangement, RunningPeriod
from arrangements.people import add_editor
from sharedmap.onemoment import one_moment

def write():
    begun = time.monotonic()
    RunningPeriod.objects.all().delete()
    connection.close()
    seconds.append(time.monotonic() - begun)

def meanwhile():
    writer = threading.Thread(target=write)
    writer.start()
    writer.join()

seconds, seen = [], []
with one_moment():
    seen.append(RunningPeriod.objects.count())
    meanwhile()
    seen.append(RunningPeriod.objects.count())
seen.append(RunningPeriod.objects.count())

def again():
    Arrangement.objects.filter(reference="SS0001").update(name="Anew")
    connection.close()

class Between:
    done = False
    def __call__(self, execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if not self.done and 'FROM "arrangements_arrangement"' in sql:
            self.done = True
            writer = threading.Thread(target=again)
            writer.start()
            writer.join()
        return answer

with connection.execute_wrapper(Between()):
    answer = Client().get("/arrangements.json?service=transformation")
    first = json.loads(b"".join(answer.streaming_content))["arrangements"][0]["name"]
answer = Client().get("/arrangements.json?service=transformation")
then = json.loads(b"".join(answer.streaming_content))["arrangements"][0]["name"]
class Opened:
    def __call__(self, execute, sql, params, many, context):
        if "arrangements_" in sql:
            opened[address] = connection.in_atomic_block
        return execute(sql, params, many, context)

opened, editor = {}, Client()
user = User.objects.create_user("an-editor")
add_editor(user)
editor.force_login(user)
with connection.execute_wrapper(Opened()):
    for address in ("/imports/", "/arrangements/"):
        editor.get(address)
print(json.dumps([seen, seconds, [first, then], opened]))
"""


@pytest.mark.sqlite_only
def test_what_is_written_meanwhile_is_seen_afterwards(tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    copy_database(catalogue_file(), database)
    told = manage("shell", "--no-imports", "-c", MEANWHILE, DATABASE_URL=f"sqlite:///{database}")
    seen, seconds, names, opened = json.loads(told.splitlines()[-1])
    assert seen[0] == seen[1] > seen[2] == 0
    assert seconds[0] < 5, "the writer waited for the reader"
    assert names == ["2020 Partnership (2020 Vision)", "Anew"]
    assert opened == {"/imports/": False, "/arrangements/": True}


@pytest.mark.django_db
def test_a_reader_inside_of_a_transaction_stays_in_it(stranger: Client) -> None:
    assert connection.in_atomic_block
    assert stranger.get("/arrangements/").status_code == 200
    assert connection.in_atomic_block
    assert not connection.needs_rollback
