"""The map alone, for a frame in somebody else's page. It is the only page that may be framed."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from arrangements.badquery import BadQuery
from arrangements.filters import Query


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded_map(request: HttpRequest) -> HttpResponse:
    """The map of a query; for one that means nothing, an empty map and the reason."""
    try:
        query, problem = Query(request.GET), ""
    except BadQuery as error:
        query, problem = Query(QueryDict()), str(error)
    context = {"query": query, "problem": problem}
    return render(request, "map/embed.html", context, status=400 if problem else 200)
