"""Real files, damaged at random: each is refused with a sentence or planned, in time and in bounds.

What is damaged is chosen by the number of the test, so a failure comes again.
"""

import resource
import subprocess
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import openpyxl
import pytest

from arrangements.imports.plan import Plan, plan_file
from arrangements.imports.problems import FileProblem
from arrangements.models import Arrangement
from tests import independent as own
from tests.nasty import NASTY
from tests.site import PASSWORD, Site
from tests.soak.visitor import Visitor

# About files and not about the database, so once is enough.
pytestmark = [pytest.mark.soak, pytest.mark.sqlite_only]

LIMIT = 20 * 1024 * 1024
SECONDS, MEMORY = 20, 600 * 1024
FILES = range(30)
# Of those that are uploaded to a running site.
UPLOADS = range(30)
ENDINGS = ("xlsx", "ods", "csv", "xls")
TOKENS = [
    *(b"<", b">", b"&", b"&#0;", b"&#x10FFFF;", b"]]>", b'"', b"\x00", b"\xff\xfe", b"\r"),
    *(b"99999999999999999999", b"-1", b"1e308", b"NaN", b"A1048577", b"XFD1", b"\xc3\x28", b";,"),
    *(b"<!DOCTYPE a>", b'r="A0"', b's="999999"', b't="e"', b"</row>", b"<row>", b"=1+1", b"\t"),
]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Some of the catalogue in every kind of file that people send."""
    folder = tmp_path_factory.mktemp("real")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in own.SHEETS:
        sheet = book.create_sheet(name)
        rows = own.table(f"catalogue/{name}")[:60]
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.save(folder / "list.xlsx")
    for ending in ("ods", "xls"):
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                *("--convert-to", ending, "--outdir", str(folder), str(folder / "list.xlsx")),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
    text = (own.FIXTURES / "catalogue/Arrangements.csv").read_bytes()
    (folder / "list.csv").write_bytes(b"".join(text.splitlines(keepends=True)[:120]))
    return {ending: folder / f"list.{ending}" for ending in ENDINGS}


def damaged(data: bytes, chance: Random) -> bytes:
    """A few bytes changed, put in, taken out, doubled or moved."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(made) + 1)
        length = chance.choice((1, 1, 4, 40, 400))
        match chance.randrange(6):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                made[at:at] = chance.choice(TOKENS)
            case 2:
                del made[at : at + length]
            case 3:
                made[at:at] = made[at : at + length] * chance.choice((1, 2, 50))
            case 4:
                made[at : at + length] = made[chance.randrange(len(made) + 1) :][:length]
            case 5:
                made[at : at + length] = chance.choice(TOKENS)
    return bytes(made[: chance.choice((len(made), len(made), len(made) // 2))])


def damaged_inside(source: Path, target: Path, chance: Random) -> None:
    """A workbook whose packing is sound and one of whose parts is not."""
    with zipfile.ZipFile(source) as whole:
        members = {each: whole.read(each) for each in whole.namelist()}
    large = [name for name, data in members.items() if len(data) > 200]
    name = chance.choice(large)
    members[name] = damaged(members[name], chance)
    if chance.random() < 0.1:
        del members[chance.choice(sorted(members))]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for each, data in members.items():
            out.writestr(each, data)


def random_text(chance: Random) -> str:
    """A text out of odd pieces, such as no cell was made for."""
    pieces = [
        lambda: chance.choice(NASTY),
        lambda: chr(chance.randrange(32, 0xD800)),
        lambda: chance.choice("£$€%-–,./:;()[]&+'\"?!*#~\u200b\u202e\xa0 "),
        lambda: str(chance.randrange(10 ** chance.randrange(1, 20))),
        lambda: chance.choice(("million", "k", "p.a.", "and", "with", "Q1", "circa", "(lead)")),
        lambda: chance.choice(list(own.bodies().values()))["name"],
    ]
    count = chance.choice((1, 2, 3, 8, 30))
    return "".join(chance.choice(pieces)() for _ in range(count))[:32_000]


def random_cells(target: Path, chance: Random) -> None:
    """A workbook with our headings, and anything at all under them."""
    book = openpyxl.Workbook(write_only=True)
    for name in own.SHEETS:
        sheet = book.create_sheet(name)
        headings = list(own.table(f"catalogue/{name}")[0])
        sheet.append(headings)
        for _ in range(20):
            references = (None, "new", f"SS{chance.randrange(1, 600):04d}", random_text(chance))
            cells = [
                chance.choice((None, legal(random_text(chance)), chance.uniform(-1e9, 1e9)))
                for _ in headings[1:]
            ]
            sheet.append([legal(chance.choice(references)), *cells])
    book.save(target)


def legal(text: str | None) -> str | None:
    """Without what a workbook cannot hold, and never a formula."""
    if text is None:
        return None
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
    return f" {kept}" if kept.startswith("=") else kept


def made(kind: str, number: int, real: dict[str, Path], folder: Path) -> Path:
    """The file of one test."""
    chance = Random(f"{kind} {number}")
    if kind == "cells":
        target = folder / "list.xlsx"
        random_cells(target, chance)
        return target
    ending, _, inside = kind.partition(" ")
    target = folder / f"list.{ending}"
    if inside:
        damaged_inside(real[ending], target, chance)
    else:
        target.write_bytes(damaged(real[ending].read_bytes(), chance))
    return target


KINDS = ("xlsx inside", "ods inside", "cells", "csv", "xls", "xlsx", "ods")


@pytest.fixture(scope="module")
def outcomes() -> Counter[str]:
    return Counter()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused_or_planned(
    kind: str, real: dict[str, Path], tmp_path: Path, outcomes: Counter[str]
) -> None:
    before = Arrangement.objects.count()
    for number in FILES if kind not in {"xlsx", "ods"} else FILES[:10]:
        folder = tmp_path / str(number)
        folder.mkdir()
        path = made(kind, number, real, folder)
        begun = time.monotonic()
        try:
            plan = plan_file(path, limit_bytes=LIMIT)
            outcomes[f"{kind}: planned"] += 1
            assert_it_says_what_is_wrong(plan)
        except FileProblem as problem:
            outcomes[f"{kind}: refused"] += 1
            said = str(problem)
            assert said.endswith("."), (number, said)
            assert 30 < len(said) < 400, (number, said)
        assert time.monotonic() - begun < SECONDS, number
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY
    assert Arrangement.objects.count() == before


def assert_it_says_what_is_wrong(plan: Plan) -> None:
    for row in plan.rows:
        for problem in row["problems"]:
            assert problem["message"].endswith((".", "?")), problem
            assert not problem["suggestion"] or problem["suggestion"].endswith((".", "?")), problem


def test_both_happened(outcomes: Counter[str]) -> None:
    """Damage that is always noticed, or never, would test little."""
    print(f"\n{dict(sorted(outcomes.items()))}")
    for kind in ("xlsx inside", "ods inside", "csv"):
        assert outcomes[f"{kind}: planned"] > 3
    for kind in ("xlsx inside", "ods inside", "xlsx", "ods"):
        assert outcomes[f"{kind}: refused"] > 3


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    running = Site(tmp_path)
    yield running
    running.stop()


def test_the_site_takes_them_all_and_lives_on(
    site: Site, real: dict[str, Path], tmp_path: Path
) -> None:
    """Uploaded to a site as an operator runs it; every preview and every answer is a page."""
    visitor = Visitor(site.url)
    visitor.sign_in("editor", PASSWORD)
    workers = children(site.process.pid)
    found: Counter[int] = Counter()
    for number in UPLOADS:
        folder = tmp_path / str(number)
        folder.mkdir()
        answer = visitor.upload(made(KINDS[number % 5], number + 1000, real, folder))
        found[answer.status] += 1
        assert answer.status in {302, 400}, (number, answer.words)
        if answer.status == 302:
            assert visitor.get(answer.location).status == 200, number
        else:
            assert "There is a problem" in answer.words, number
    assert found.keys() == {302, 400}
    assert visitor.get("/healthz").body == b"ok"
    assert children(site.process.pid) == workers
    assert "Traceback" not in site.log


def children(pid: int) -> set[str]:
    return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
