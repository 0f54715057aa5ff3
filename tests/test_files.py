"""Files that cannot be used: each a sentence, quickly, and nothing planned."""

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from arrangements.imports.plan import plan_file
from arrangements.imports.problems import FileProblem
from arrangements.imports.read import read

pytestmark = pytest.mark.django_db

LIMIT = 20 * 1024 * 1024
SECONDS = 30
HEADINGS = ["Reference", "Name", "Partners"]


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows or ([*HEADINGS], ["", "A test service", "Slough; Essex CC"]):
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook with parts of it changed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return packed.getvalue()


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return packed.getvalue()


def with_doctype(name: str, data: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return data
    kind = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return b'<?xml version="1.0"?>' + kind + data.partition(b"?>")[2]


def with_late_doctype(name: str, data: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return data
    return data + b" " * 1_048_600 + b'<!DOCTYPE x [<!ENTITY a "b">]>'


def far_corner() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.cell(1_048_576, 16_384, "far away")
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def bomb() -> bytes:
    return repacked(
        workbook(), lambda name, data: b" " * 400_000_000 if name.endswith("sheet1.xml") else data
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a picture": ("list.xlsx", lambda: b"\x89PNG\r\n\x1a\n\x00\x00" * 50, "not a spreadsheet"),
    "a program": ("list.csv", lambda: b"\x7fELF\x00\x00\x00" * 50, "not a spreadsheet"),
    "an empty file": ("list.csv", lambda: b"", "file is empty"),
    "only blank lines": ("list.csv", lambda: b"\n\n \n", "nothing in this file|headings"),
    "too big": ("list.csv", lambda: b"a,b\n" * (LIMIT // 4 + 9), "at most 20 MB"),
    "a PDF": ("list.xlsx", lambda: b"%PDF-1.7\n%" + bytes(range(128, 200)), "is a PDF"),
    "a zip without CSV": ("list.zip", lambda: zipped(readme__txt=b"hello"), "no CSV file in it"),
    "a workbook cut short": ("list.xlsx", lambda: workbook()[:-700], "damaged or was cut short"),
    "a workbook of nonsense": (
        "list.xlsx",
        lambda: repacked(workbook(), lambda _, data: data[: len(data) // 2]),
        "not a spreadsheet that we can open|damaged",
    ),
    "an old workbook of nonsense": ("list.xls", lambda: OLE + b"\x00" * 4000, "not a spreadsheet"),
    "no heading that we know": (
        "list.csv",
        lambda: b"Fruit,Colour\nApple,Green\n",
        "headings such as Name",
    ),
    "headings alone of another kind": (
        "list.xlsx",
        lambda: workbook(["Fruit", "Colour"], ["Apple", "Green"]),
        "headings such as Name",
    ),
    "definitions": (
        "list.xlsx",
        lambda: repacked(workbook(), with_doctype),
        "definitions in it that no spreadsheet program writes",
    ),
    "definitions far down": (
        "list.xlsx",
        lambda: repacked(workbook(), with_late_doctype),
        "definitions in it that no spreadsheet program writes",
    ),
    "a zip bomb": ("list.xlsx", bomb, "unpacks to far more"),
    "a bomb of CSV": (
        "list.zip",
        lambda: zipped(Arrangements__csv=b"a,b\n" * 90_000_000),
        "unpacks to far more",
    ),
    "a cell in the far corner": ("list.xlsx", far_corner, "row 1,048,576|damaged, or far bigger"),
    "too many rows": ("list.csv", lambda: b"Name,Partners\n" + b"a,b\n" * 100_001, "100,000 rows"),
    "too many columns": ("list.csv", lambda: b"Name," + b"," * 400 + b"\n", "300 columns"),
    "an endless cell": (
        "list.csv",
        lambda: b'Name,Partners\n"' + b"a" * 3_000_000,
        "cannot be read as CSV",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used_is_a_sentence_and_quickly(name: str, tmp_path: Path) -> None:
    filename, make, words = FILES[name]
    path = tmp_path / filename
    path.write_bytes(make())
    began = time.monotonic()
    with pytest.raises(FileProblem, match=words) as raised:
        plan_file(path, limit_bytes=LIMIT)
    assert time.monotonic() - began < SECONDS
    assert str(raised.value).endswith(".")
    assert "Traceback" not in str(raised.value)
    assert str(tmp_path) not in str(raised.value)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file or folder at"):
        call_command("import_catalogue", tmp_path / "nothing.csv")


def locked_workbook() -> bytes:
    """The outermost shell of a workbook under a password: an OLE file with an encrypted part."""
    none, end = 0xFFFFFFFF, 0xFFFFFFFE

    def entry(name: str, kind: int, child: int, right: int) -> bytes:
        wide = name.encode("utf-16-le") + b"\0\0"
        return struct.pack("<64sHBBIII36xIQ", wide, len(wide), kind, 1, none, right, child, end, 0)

    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        *(OLE, 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, end, 0, end, 0),
        *(0, *[none] * 108),
    )
    table = struct.pack("<128I", 0xFFFFFFFD, end, *[none] * 126)
    names = [
        ("Root Entry", 5, 1, none),
        ("EncryptedPackage", 2, none, 2),
        ("EncryptionInfo", 2, none, none),
    ]
    folder = b"".join(entry(*name) for name in names)
    return header + table + folder.ljust(512, b"\0")


def locked_zip() -> bytes:
    packed = bytearray(zipped(Arrangements__csv=b"Name,Partners\n"))
    for at in (6, packed.index(b"PK\x01\x02") + 8):
        packed[at] |= 1
    return bytes(packed)


@pytest.mark.parametrize(
    ("filename", "data"), [("list.xlsx", locked_workbook()), ("list.zip", locked_zip())]
)
def test_a_password_is_named_as_what_it_is(filename: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / filename).write_bytes(data)
    with pytest.raises(FileProblem, match="has a password"):
        read(tmp_path / filename, LIMIT)


CSV_FILES = {
    "commas": "Reference,Name\r\n,Été\r\n",
    "semicolons": "Reference;Name\r\n;Été\r\n",
    "tabs": "Reference\tName\n\tÉté\n",
    "a title": "Our list; July, 2012\n\nReference,Name\n,Été\n",
    "semicolons in a text": 'Reference,Name,Note\n,Été,"a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r;s"\n',
    "lines in a text": 'Reference,Name,Note\n,Été,"' + "a;b\n" * 40 + '"\n',
    "commas in a text": "Reference;Name;Note\n;Été;a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("name", CSV_FILES)
def test_a_csv_file_is_read_whatever_wrote_it(name: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "Arrangements.csv"
    path.write_bytes(CSV_FILES[name].encode(encoding))
    (sheet,) = read(path, LIMIT)
    assert sheet.name == "Arrangements"
    rows = [row[:2] for row in sheet.rows if len(row) > 1]
    assert ["Reference", "Name"] in rows
    assert rows[-1] == ["", "Été"]


def test_a_busy_machine_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arrangements.imports.read.SECONDS", 0.001)
    path = tmp_path / "list.csv"
    path.write_text("Name,Partners\nEstuary,Slough BC\n")
    with pytest.raises(FileProblem, match=r"the machine is busy .* Try again"):
        read(path, 1024)
