"""Downloads as JSON and as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from arrangements.documents import Document
from arrangements.exports.tables import Words


def public(facts: Document, words: Words) -> dict[str, Any]:
    """A document with the names of its bodies and services beside their codes."""
    return {
        **facts,
        "page": reverse("arrangement-detail", args=[facts["reference"]]),
        "service_names": [words.vocabulary.service_names[code] for code in facts["services"]],
        "partners": [
            {**partner, "name": words.bodies[partner["body"]].name} for partner in facts["partners"]
        ],
    }


def as_json(
    documents: Iterable[Document], words: Words, *, query: str, count: int
) -> Iterator[bytes]:
    """All of the arrangements, not a page of them."""
    yield f'{{"count": {count}, "query": {json.dumps(query)}, "arrangements": ['.encode()
    for index, facts in enumerate(documents):
        yield (",\n" if index else "\n").encode()
        yield json.dumps(public(facts, words), ensure_ascii=False).encode()
    yield b"\n]}\n"


def as_geojson(documents: Iterable[Document], words: Words) -> Iterator[bytes]:
    """One Feature an arrangement: a MultiPoint of those partners whose place is known."""
    yield b'{"type": "FeatureCollection", "features": ['
    for index, facts in enumerate(documents):
        yield (",\n" if index else "\n").encode()
        yield json.dumps(_feature(facts, words), ensure_ascii=False).encode()
    yield b"\n]}\n"


def _feature(facts: Document, words: Words) -> dict[str, Any]:
    bodies = [words.bodies[partner["body"]] for partner in facts["partners"]]
    points = [[body.lon, body.lat] for body in bodies if body.lat is not None]
    return {
        "type": "Feature",
        "id": facts["reference"],
        "geometry": {"type": "MultiPoint", "coordinates": points} if points else None,
        "properties": public(facts, words),
    }
