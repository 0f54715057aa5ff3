"""The map's backdrop with true boundaries, for a day and a level of detail."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arrangements.map.boundaries.drawing import backdrop_gz, backdrop_key
from arrangements.map.boundaries.shapes import LEVELS
from arrangements.map.boundaries.tiling import current_tilings
from arrangements.views.unchanged import unless_unchanged


@require_safe
@cache_control(public=True, no_cache=True)
def backdrop_json(request: HttpRequest) -> HttpResponse:
    """`on` is a day, all times without it; `level` is 0 from afar, which it is unless given."""
    try:
        day, level = _asked(request)
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=400)
    tilings = current_tilings()
    tiling = tilings.on(day)
    return unless_unchanged(
        request,
        backdrop_key(tilings, tiling, level),
        lambda: backdrop_gz(tilings, tiling, level),
        gzipped=True,
    )


def _asked(request: HttpRequest) -> tuple[dt.date | None, int]:
    for name in request.GET:
        if name not in ("on", "level"):
            raise ValueError(f"“{name[:40]}” is not known here. Known are: on, level.")
    on, level = request.GET.get("on", ""), request.GET.get("level", "0")
    try:
        day = dt.date.fromisoformat(on) if on else None
    except ValueError:
        raise ValueError(f"“{on[:40]}” is not a day. Give one as in 2012-06-30.") from None
    if level not in map(str, range(len(LEVELS))):
        raise ValueError(f"“{level[:40]}” is not a level. The levels are 0 to {len(LEVELS) - 1}.")
    return day, int(level)
