"""The map's page and its data, each for the query string that the list takes too."""

from __future__ import annotations

import datetime as dt
import json

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arrangements.badquery import BadQuery
from arrangements.filters import Query
from arrangements.map.data import etag, map_json
from arrangements.map.detail import detail
from arrangements.map.loosen import loosened
from arrangements.map.names import other_names
from arrangements.map.shown import taken_from
from arrangements.models import Arrangement, DataStamp
from arrangements.reorganisation.ahead import planned_days
from arrangements.views.keeping import kept_for_strangers
from arrangements.views.unchanged import unless_unchanged

ROWS = 25


@require_safe
@kept_for_strangers
def map_page(request: HttpRequest) -> HttpResponse:
    """The map; for a query that means nothing the map with nothing on it, and why."""
    try:
        query, problem = Query(request.GET), ""
    except BadQuery as error:
        query, problem = Query(QueryDict()), str(error)
    today = dt.date.today()
    context = {
        "query": query,
        "problem": problem,
        "today": today,
        "planned_days": planned_days(today),
        "loosen": [] if problem else loosened(query),
        "lines": [] if problem else query.arrangements.prefetch_related("partners__body")[:ROWS],
    }
    return render(request, "map/map.html", context, status=400 if problem else 200)


@require_safe
@cache_control(public=True, no_cache=True)
def map_data(request: HttpRequest) -> HttpResponse:
    try:
        shown, asked = taken_from(request.GET)
        query = Query(asked)
    except BadQuery as error:
        return JsonResponse({"error": str(error)}, status=400)
    tag = etag(query, shown)
    return unless_unchanged(request, tag, lambda: map_json(query, shown), gzipped=True)


@require_safe
@cache_control(public=True, no_cache=True)
def map_names(request: HttpRequest) -> HttpResponse:
    tag = DataStamp.current().version.hex
    return unless_unchanged(request, tag, lambda: json.dumps(other_names()).encode())


@require_safe
def map_arrangement(request: HttpRequest, reference: str) -> HttpResponse:
    arrangement = Arrangement.objects.for_page().filter(reference=reference).first()
    if arrangement is None:
        return JsonResponse({"error": f"No arrangement has the reference {reference}."}, status=404)
    return JsonResponse(detail(arrangement))
