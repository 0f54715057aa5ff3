"""Pictures that the server draws, read back."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.test import Client

SVG = "{http://www.w3.org/2000/svg}"


def drawn(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    found: Element = fromstring(answer.content)
    return found


def words(picture: Element) -> set[str]:
    return {text.text or "" for text in picture.iter(f"{SVG}text")}


def marks(picture: Element) -> list[Element]:
    return [*picture.iter(f"{SVG}circle"), *picture.iter(f"{SVG}polygon")]
