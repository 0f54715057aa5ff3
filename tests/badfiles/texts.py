"""Text files: every encoding, delimiter and accident."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.badfiles import BODIES, HEADINGS, MEANT, NAME, PARTNERS, ROW, ROWS, read_as, refused
from tests.badfiles.strangers import written


def table(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


ACCENTED = (HEADINGS, ("Llyfrgelloedd Ynys Môn – “café”", *ROW[1:]))
AS_ACCENTED = MEANT | {"name": "Llyfrgelloedd Ynys Môn – “café”"}


@read_as(AS_ACCENTED)
def utf_8(folder: Path) -> Path:
    return written(folder / "list.csv", table(ACCENTED))


@read_as(AS_ACCENTED)
def utf_8_with_mark(folder: Path) -> Path:
    return written(folder / "list.csv", table(ACCENTED).encode("utf-8-sig"))


@read_as(AS_ACCENTED)
def utf_16_little(folder: Path) -> Path:
    return written(folder / "list.csv", table(ACCENTED, "\t").encode("utf-16"))


@read_as(AS_ACCENTED)
def utf_16_big(folder: Path) -> Path:
    return written(folder / "list.csv", b"\xfe\xff" + table(ACCENTED).encode("utf-16-be"))


@read_as(AS_ACCENTED)
def windows_1252(folder: Path) -> Path:
    return written(folder / "list.csv", table(ACCENTED).encode("cp1252"))


@read_as(MEANT)
def tabs(folder: Path) -> Path:
    return written(folder / "list.tsv", table(ROWS, "\t"))


@read_as(MEANT)
def semicolons(folder: Path) -> Path:
    return written(folder / "list.csv", table(ROWS, ";"))


@read_as(MEANT)
def carriage_returns_alone(folder: Path) -> Path:
    return written(folder / "list.csv", table(ROWS).replace("\r\n", "\r"))


@read_as(MEANT | {"summary": "One line,\nand another"})
def breaks_inside_cells(folder: Path) -> Path:
    rows = ((*HEADINGS, "Summary"), (*ROW, "One line,\r\nand another"))
    return written(folder / "list.csv", table(rows))


@read_as(MEANT)
def rows_of_different_lengths(folder: Path) -> Path:
    return written(folder / "list.csv", table([HEADINGS, (*ROW, "", "", "x"), (), ("",) * 9]))


@read_as(MEANT | {"name": "=1+1"})
def formula_guarded(folder: Path) -> Path:
    return written(folder / "list.csv", table([HEADINGS, ("'=1+1", *ROW[1:])]))


@read_as(MEANT | {"name": '=HYPERLINK("https://example.org")'})
def formula_as_text(folder: Path) -> Path:
    return written(
        folder / "list.csv", table([HEADINGS, ('=HYPERLINK("https://example.org")', *ROW[1:])])
    )


@read_as(MEANT)
def control_characters(folder: Path) -> Path:
    spoilt = ("\x07Audit\x0b of the \x1bestuary\x7f", *ROW[1:])
    return written(folder / "list.csv", table([HEADINGS, spoilt]))


@read_as(MEANT | {"partners": BODIES})
def characters_without_width(folder: Path) -> Path:
    spoilt = (
        "\u200bSlough\u00ad Borough\u2060 Council\ufeff; \u202eEssex\u200f County Council\u202c"
    )
    return written(folder / "list.csv", table([HEADINGS, (NAME, spoilt, *ROW[2:])]))


@read_as(MEANT | {"name": "خدمة مشتركة שירות"})
def written_from_right_to_left(folder: Path) -> Path:
    name = "\u202bخدمة مشتركة שירות\u202c"
    return written(folder / "list.csv", table([HEADINGS, (name, *ROW[1:])]))


@read_as(MEANT | {"partners": BODIES})
def hard_spaces(folder: Path) -> Path:
    return written(
        folder / "list.csv", table([HEADINGS, (NAME, PARTNERS.replace(" ", "\xa0"), *ROW[2:])])
    )


@refused("not a spreadsheet")
def zeros_in_a_text(folder: Path) -> Path:
    return written(folder / "list.csv", table(ROWS).replace("Audit", "Au\0dit"))


@refused("cannot be read as CSV")
def quotation_never_closed(folder: Path) -> Path:
    return written(folder / "list.csv", 'Name,Partners\n"' + "x,y\n" * 500_000)


@refused("more than 100,000 rows")
def rows_without_end(folder: Path) -> Path:
    return written(folder / "list.csv", "Name,Partners\n" + "a,b\n" * 100_001)


@refused("300 columns")
def columns_without_end(folder: Path) -> Path:
    return written(folder / "list.csv", "Name,Partners" + ",x" * 400)


@refused("No row of headings")
def prose(folder: Path) -> Path:
    return written(folder / "list.txt", "Dear all,\n\nplease find our list attached.\n\nRegards\n")
