"""Files that are no workbook at all, or only the wreck of one."""

import json
import random
import struct
import zipfile
from pathlib import Path

from tests.badfiles import ROWS, refused
from tests.badfiles.parts import compound_file, packed, parts, rows_xml, sheet_xml


def written(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def whole_workbook(folder: Path) -> bytes:
    return packed(folder / "whole.xlsx", parts(sheet_xml(rows_xml(ROWS)))).read_bytes()


@refused("not a spreadsheet")
def photo_named_xlsx(folder: Path) -> Path:
    return written(folder / "list.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 40)


@refused("PDF")
def pdf_named_xlsx(folder: Path) -> Path:
    return written(folder / "list.xlsx", b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF")


@refused("no sheet in this file")
def letter_named_xlsx(folder: Path) -> Path:
    members = parts("")
    del members["xl/workbook.xml"], members["xl/worksheets/sheet1.xml"]
    return packed(folder / "list.xlsx", members | {"word/document.xml": "<document/>"})


@refused("web page")
def web_page_named_xls(folder: Path) -> Path:
    page = "<html><body><table><tr><th>Name</th><th>Partners</th></tr></table></body></html>"
    return written(folder / "list.xls", f"\n<!doctype html>{page}")


@refused("XML")
def xml_spreadsheet_of_2003(folder: Path) -> Path:
    space = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    return written(
        folder / "list.xls",
        f'<?xml version="1.0"?><Workbook {space}><Worksheet><Table/></Worksheet></Workbook>',
    )


@refused("No row of headings")
def pointer_to_an_online_sheet(folder: Path) -> Path:
    pointer = {"url": "https://docs.example.org/d/1", "doc_id": "1", "email": "a@example.org"}
    return written(folder / "list.gsheet", json.dumps(pointer))


@refused("not a spreadsheet")
def random_bytes(folder: Path) -> Path:
    return written(folder / "list.xlsx", random.Random(7).randbytes(50_000))


@refused("This file is empty")
def nothing(folder: Path) -> Path:
    return written(folder / "list.xlsx", b"")


@refused("nothing in this file")
def white_space(folder: Path) -> Path:
    return written(folder / "list.csv", " \r\n \t \r\n")


@refused("damaged or was cut short")
def cut_short(folder: Path) -> Path:
    whole = whole_workbook(folder)
    return written(folder / "list.xlsx", whole[: len(whole) // 2])


@refused("damaged or was cut short")
def scratched(folder: Path) -> Path:
    whole = bytearray(whole_workbook(folder))
    at = whole.index(b"sheet1.xml") + 30
    whole[at : at + 60] = b"\x55" * 60
    return written(folder / "list.xlsx", bytes(whole))


@refused("not a spreadsheet that we can open")
def old_workbook_cut_short(folder: Path) -> Path:
    return written(folder / "list.xls", compound_file({"Workbook": b"\x09\x08\x10\0"})[:700])


@refused("not a spreadsheet that we can open")
def old_letter_named_xls(folder: Path) -> Path:
    return written(folder / "list.xls", compound_file({"WordDocument": b"\xec\xa5" * 300}))


@refused("has a password")
def encrypted(folder: Path) -> Path:
    streams = {"EncryptionInfo": b"\4\0\4\0" + b"x" * 200, "EncryptedPackage": b"z" * 5000}
    return written(folder / "list.xlsx", compound_file(streams))


@refused("has a password")
def zip_with_a_password(folder: Path) -> Path:
    data = bytearray(
        packed(folder / "plain.zip", {"Arrangements.csv": "Name,Partners"}).read_bytes()
    )
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.index(signature) + place
        data[at : at + 2] = struct.pack("<H", 1)
    return written(folder / "list.zip", bytes(data))


@refused("no CSV file in it")
def empty_zip(folder: Path) -> Path:
    return packed(folder / "list.zip", {})


@refused("no CSV file in it")
def zip_of_pictures(folder: Path) -> Path:
    return packed(folder / "list.zip", {"a.png": b"\x89PNG", "b.png": b"\x89PNG"})


@refused("no CSV file in it")
def numbers_document(folder: Path) -> Path:
    return packed(folder / "list.numbers", {"Index/Document.iwa": b"\0", "preview.jpg": b"\xff"})


@refused("no CSV file in it")
def bomb_in_layers(folder: Path) -> Path:
    path = packed(folder / "0.zip", {"zeros": (b"\0" * (1 << 20) for _ in range(64))})
    for layer in range(1, 5):
        data = path.read_bytes()
        path = packed(folder / f"{layer}.zip", {f"{n}.zip": data for n in range(8)})
    return path


@refused("far more than a list would")
def bomb(folder: Path) -> Path:
    sheet = (b"0" * (1 << 20) for _ in range(400))
    return packed(folder / "list.xlsx", parts("") | {"xl/worksheets/sheet1.xml": sheet})


@refused("damaged or was cut short")
def bomb_that_lies_about_its_size(folder: Path) -> Path:
    zeros = (b"0" * (1 << 20) for _ in range(400))
    path = packed(folder / "whole.zip", {"Arrangements.csv": zeros})
    with zipfile.ZipFile(path) as archive:
        size = struct.pack("<I", archive.getinfo("Arrangements.csv").file_size)
    return written(folder / "list.zip", path.read_bytes().replace(size, struct.pack("<I", 100)))


@refused("more than 5,000 parts")
def thousands_of_parts(folder: Path) -> Path:
    return packed(folder / "list.xlsx", parts("") | {f"xl/{n}.xml": "<a/>" for n in range(6000)})


@refused("no sheet in this file")
def workbook_without_its_book(folder: Path) -> Path:
    members = parts(sheet_xml(rows_xml(ROWS)))
    del members["xl/workbook.xml"]
    return packed(folder / "list.xlsx", members)


@refused("not a spreadsheet")
def database(folder: Path) -> Path:
    return written(folder / "list.csv", b"SQLite format 3\0" + b"\0\1\2" * 2000)
