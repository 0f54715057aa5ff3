"""Maps as SVG: small ones of an arrangement and of what a body shares, a large one of a query."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arrangements.badquery import BadQuery
from arrangements.filters import Query
from arrangements.map.boundaries.tiling import tilings_of
from arrangements.map.data import etag
from arrangements.map.pictures import drawing, poster
from arrangements.map.pictures.network import of_query
from arrangements.map.pictures.scene import Scene, of_arrangement, of_body
from arrangements.map.shown import taken, taken_from
from arrangements.map.sources import sources
from arrangements.models import Arrangement, Body, DataStamp
from arrangements.register import Register, current_register
from arrangements.views.unchanged import unless_unchanged

KEPT_FOR = 3600
NONE = "There is no picture of this: fewer than two of those who take part have a place on a map."


@require_safe
@cache_control(public=True, no_cache=True)
def of_one_arrangement(request: HttpRequest, reference: str) -> HttpResponse:
    held = Arrangement.objects.filter(reference=reference).first()
    if held is None:
        return _said(f"No arrangement has the reference {reference[:40]}.", 404)
    return _answer(request, lambda register: of_arrangement(held, register))


@require_safe
@cache_control(public=True, no_cache=True)
def of_one_body(request: HttpRequest, slug: str) -> HttpResponse:
    held = Body.objects.filter(slug=slug).first()
    if held is None:
        return _said(f"No body has the address {slug[:60]}.", 404)
    return _answer(request, lambda register: of_body(held, register))


@require_safe
@cache_control(public=True, no_cache=True)
def of_a_query(request: HttpRequest) -> HttpResponse:
    """The map of a query, as the map's data takes it; `width=narrow` is for small screens."""
    try:
        widths, rest = taken(request.GET, {"width": "narrow"})
        shown, asked = taken_from(rest)
        query = Query(asked)
    except BadQuery as error:
        return _said(str(error), 400)
    path = reverse("map") + (f"?{query.string}" if query.string else "")
    address = request.build_absolute_uri(path)
    tag = _tag(f"{etag(query, shown)} {widths} {address}")

    def draw() -> bytes:
        register = current_register()
        layout = poster.NARROW if widths else poster.WIDE
        said = sources(register, tilings_of(register))
        network = of_query(query, shown)
        made = poster.svg(network, register, layout, address=address, sources=said)
        return gzip.compress(made, mtime=0)

    return unless_unchanged(request, tag, lambda: _kept(tag, draw), "image/svg+xml", gzipped=True)


def _answer(request: HttpRequest, scene: Callable[[Register], Scene | None]) -> HttpResponse:
    """The picture, drawn once for each version of the data; `width=narrow` is for small screens."""
    size = drawing.NARROW if request.GET.get("width") == "narrow" else drawing.WIDE
    tag = _tag(f"{DataStamp.current().version} {size} {request.path}")

    def draw() -> bytes:
        register = current_register()
        shown = scene(register)
        return drawing.svg(shown, register, size) if shown else b""

    answer = unless_unchanged(request, tag, lambda: _kept(tag, draw), "image/svg+xml")
    return _said(NONE, 404) if answer.status_code == 200 and not answer.content else answer


def _tag(parts: str) -> str:
    """Changes with what a picture is of, and with the code that draws it."""
    return hashlib.sha256(f"{_code()} {parts}".encode()).hexdigest()[:32]


def _kept(tag: str, draw: Callable[[], bytes]) -> bytes:
    made: bytes | None = kept.get(f"picture-{tag}")
    if made is None:
        made = draw()
        kept.set(f"picture-{tag}", made, KEPT_FOR)
    return made


def _said(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, "text/plain; charset=utf-8", status=status)


@cache
def _code() -> str:
    files = sorted(Path(drawing.__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
