"""The edge list as CSV, and as GraphML for programs that draw and measure networks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from arrangements.choices import Status
from arrangements.exports.texts import csv_of
from arrangements.insight.network import Edge
from arrangements.models import Body

PARTIAL = "year, month or day"

EDGE: tuple[tuple[str, str, Callable[[Edge], Any]], ...] = (
    ("reference", "Reference", lambda edge: edge.arrangement.reference),
    ("arrangement", "Arrangement", lambda edge: edge.arrangement.name),
    ("services", "Services", lambda edge: "; ".join(edge.services)),
    ("status", "Status", lambda edge: _status(edge)),
    ("status_as_of", "Status as of (year)", lambda edge: edge.arrangement.status_as_of),
    ("start", f"Start ({PARTIAL})", lambda edge: edge.arrangement.start),
    ("end", f"End ({PARTIAL})", lambda edge: edge.arrangement.end),
    ("both_from", f"Both in it from ({PARTIAL})", lambda edge: edge.since),
    ("both_until", f"Both in it until ({PARTIAL})", lambda edge: edge.until),
    ("km", "Between their points (km)", lambda edge: edge.km),
    ("neighbours", "Neighbours", lambda edge: edge.neighbours),
)
ENDS: tuple[tuple[str, Callable[[Edge], Any]], ...] = (
    ("Body code", lambda edge: edge.a.code),
    ("Body", lambda edge: edge.a.name),
    ("With body code", lambda edge: edge.b.code),
    ("With body", lambda edge: edge.b.name),
)
NODE: tuple[tuple[str, Callable[[Body], Any]], ...] = (
    ("name", lambda body: body.name),
    ("kind", lambda body: body.get_kind_display()),
    ("sector", lambda body: body.get_sector_display()),
    ("nation", lambda body: body.get_nation_display()),
    ("region", lambda body: body.get_region_display()),
    ("start", lambda body: body.start),
    ("end", lambda body: body.end),
    ("lat", lambda body: body.lat),
    ("lon", lambda body: body.lon),
)
TYPES = {"status_as_of": "int", "km": "double", "lat": "double", "lon": "double"}

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
)


def as_csv(edges: Iterable[Edge]) -> Iterator[bytes]:
    """A line for each pair of bodies in each arrangement."""
    return csv_of([*ENDS, *((heading, get) for _, heading, get in EDGE)], edges)


def as_graphml(edges: Iterable[Edge]) -> Iterator[bytes]:
    """The same: two bodies have as many edges as arrangements. What is not known has no data."""
    held = list(edges)
    yield HEAD.encode()
    for what, names in (("node", [n for n, _ in NODE]), ("edge", [n for n, _, _ in EDGE])):
        for name in names:
            yield (
                f'<key id="{what}_{name}" for="{what}" attr.name="{name}"'
                f' attr.type="{TYPES.get(name, "string")}"/>\n'
            ).encode()
    yield b'<graph id="sharing" edgedefault="undirected">\n'
    bodies = {body.code: body for edge in held for body in (edge.a, edge.b)}
    for code, body in sorted(bodies.items()):
        data = _data("node", ((name, get(body)) for name, get in NODE))
        yield f"<node id={quoteattr(code)}>{data}</node>\n".encode()
    for edge in held:
        a, b = quoteattr(edge.a.code), quoteattr(edge.b.code)
        name = quoteattr(f"{edge.arrangement.reference} {edge.a.code} {edge.b.code}")
        data = _data("edge", ((name, get(edge)) for name, _, get in EDGE))
        yield f"<edge id={name} source={a} target={b}>{data}</edge>\n".encode()
    yield b"</graph>\n</graphml>\n"


def _status(edge: Edge) -> str:
    return str(Status(edge.arrangement.status or Status.UNKNOWN).label)


def _data(what: str, values: Iterable[tuple[str, Any]]) -> str:
    return "".join(
        f'<data key="{what}_{name}">{escape(str(value))}</data>'
        for name, value in values
        if value not in ("", None)
    )
