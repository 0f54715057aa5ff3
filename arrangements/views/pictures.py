"""Small maps as SVG: of an arrangement, and of what a body shares."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arrangements.map.pictures import drawing
from arrangements.map.pictures.scene import Scene, of_arrangement, of_body
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
        return _absent(f"No arrangement has the reference {reference[:40]}.")
    return _answer(request, lambda register: of_arrangement(held, register))


@require_safe
@cache_control(public=True, no_cache=True)
def of_one_body(request: HttpRequest, slug: str) -> HttpResponse:
    held = Body.objects.filter(slug=slug).first()
    if held is None:
        return _absent(f"No body has the address {slug[:60]}.")
    return _answer(request, lambda register: of_body(held, register))


def _answer(request: HttpRequest, scene: Callable[[Register], Scene | None]) -> HttpResponse:
    """The picture, drawn once for each version of the data."""
    parts = f"{DataStamp.current().version} {_code()} {request.path}"
    tag = hashlib.sha256(parts.encode()).hexdigest()[:32]

    def picture() -> bytes:
        made: bytes | None = kept.get(f"picture-{tag}")
        if made is None:
            register = current_register()
            shown = scene(register)
            made = drawing.svg(shown, register) if shown else b""
            kept.set(f"picture-{tag}", made, KEPT_FOR)
        return made

    answer = unless_unchanged(request, tag, picture, "image/svg+xml")
    return _absent(NONE) if answer.status_code == 200 and not answer.content else answer


def _absent(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, "text/plain; charset=utf-8", status=404)


@cache
def _code() -> str:
    files = sorted(Path(drawing.__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
