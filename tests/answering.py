"""Answering the questions on a preview, as a browser without scripts would send them."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from arrangements.imports.decisions import Decisions
from arrangements.models import Import
from tests.sheets import HEADINGS, TWO, workbook
from tests.uploading import preview, words

MESSY_HEADINGS = (*HEADINGS, "Cash released", "Rung by")
SLUGH = "Essex County Council; Slugh Borough Council"


def messy() -> bytes:
    """Two rows with one misspelt body, one with a body of nobody's, a twin, and odd headings."""
    firm = "Essex County Council; Estuary Digital Ltd"
    rows = [
        (None, "Estuary payroll", "Payroll", SLUGH, "Running", 2025, 2020, "£120k p.a.", "Z Quux"),
        (None, "Estuary legal", "Legal services", SLUGH, "Running", 2025, 2021, None, "Z Quux"),
        (None, "Estuary ICT", "ICT service", firm, "Running", 2025, 2019, None, None),
        (None, "3C Building Control", None, TWO, "Ended", 2024, None, None, None),
        (None, "Estuary audit", "Internal audit", TWO, "Running", None, 2018, None, None),
    ]
    return workbook({"Our list": [MESSY_HEADINGS, *rows]})


def part(soup: BeautifulSoup, what: str) -> Tag:
    """The part of the form that asks for this kind of answer."""
    found = soup.select_one(f"form#answers [data-asks={what}]")
    assert found is not None, f"nothing on the page asks for {what}"
    return found


def asks(soup: BeautifulSoup, what: str) -> list[str]:
    """What the page asks of this kind, each by its first words."""
    legends = soup.select(f"form#answers [data-asks={what}] legend")
    return [words(legend.find(string=True)) for legend in legends]


def sent_by(form: Tag) -> dict[str, Any]:
    """What a browser would send if nothing was touched."""
    data: dict[str, Any] = {}
    for field in form.select("input[name], select[name]"):
        name = str(field["name"])
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            data[name] = chosen["value"] if chosen else ""
        elif field.get("type") in {"radio", "checkbox"}:
            if field.has_attr("checked"):
                data[name] = field.get("value", "on")
        else:
            data[name] = field.get("value", "")
    return data


def answer(client: Client, record: Import, what: str, **answers: Any) -> HttpResponse:
    """Send the form with answers of one kind. Each is given by the question's words, underlined,
    and is what to set in its fields: `Slugh_Borough_Council={"body": "E06000039"}`.
    """
    soup = preview(client, record)
    data, asked = sent_by(soup.select_one("form#answers")), part(soup, what)
    for question, fields in answers.items():
        data |= {f"{prefix(asked, question.replace('_', ' '))}-{k}": v for k, v in fields.items()}
    return client.post(f"/imports/{record.pk}/decide/", data)


def prefix(asked: Tag, question: str) -> str:
    for legend in asked.select("legend"):
        if question in legend.text:
            field = legend.parent.select_one("select[name], input[name]")
            return str(field["name"]).rpartition("-")[0]
    raise AssertionError(f"the page does not ask about {question}")


def take_as(client: Client, record: Import, heading: str, column: str) -> HttpResponse:
    """Say of a heading that was understood that it is this column, or "-" for none."""
    soup = preview(client, record)
    data = sent_by(soup.select_one("form#answers"))
    (row,) = [row for row in soup.select(".columns tr") if heading in words(row.select_one("th"))]
    return client.post(
        f"/imports/{record.pk}/decide/", data | {row.select_one("select")["name"]: column}
    )


def decisions(record: Import) -> Decisions:
    record.refresh_from_db()
    return Decisions.from_json(record.decisions)


def decide(client: Client, record: Import, **data: str) -> HttpResponse:
    """Send one decision alone, as a button beside what it is about does."""
    return client.post(f"/imports/{record.pk}/decide/", data)


def totals(record: Import) -> dict[str, int]:
    record.refresh_from_db()
    return {key: number for key, number in record.plan["totals"].items() if number}
