"""The map's page and its data, each for the query string that the list takes too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arrangements.filters import BadQuery, Query
from arrangements.map.data import etag, map_json
from arrangements.views.errors import explained


@require_safe
@explained
def map_page(request: HttpRequest) -> HttpResponse:
    return render(request, "map/map.html", {"query": Query(request.GET)})


@require_safe
@cache_control(public=True, no_cache=True)
def map_data(request: HttpRequest) -> HttpResponse:
    try:
        query = Query(request.GET)
    except BadQuery as error:
        return JsonResponse({"error": str(error)}, status=400)
    tag = quote_etag(etag(query))
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    return HttpResponse(map_json(query), "application/json", headers={"ETag": tag})
