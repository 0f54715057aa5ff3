"""Downloads of exactly what a query shows."""

from __future__ import annotations

import datetime as dt
import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from arrangements.documents import documents
from arrangements.exports.formats import CONTENT_TYPES, Download
from arrangements.exports.jsons import public
from arrangements.exports.tables import Words
from arrangements.exports.template import template as empty_workbook
from arrangements.filters import BadQuery, Query

JSON_ENDINGS = {"json", "geojson"}


@require_safe
def arrangements(request: HttpRequest, ending: str) -> HttpResponseBase:
    try:
        download = Download(Query(request.GET), ending)
    except BadQuery as error:
        if ending in JSON_ENDINGS:
            return HttpResponse(
                json.dumps({"error": str(error)}), status=400, content_type="application/json"
            )
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    response = StreamingHttpResponse(download.blocks(), content_type=download.content_type)
    if ending not in JSON_ENDINGS:
        name = f"sharedmap-arrangements-{dt.date.today()}.{ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook to fill in."""
    response = HttpResponse(empty_workbook(), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="sharedmap-template.xlsx"'
    return response


@require_safe
def arrangement(request: HttpRequest, reference: str) -> HttpResponse:
    """One arrangement as JSON."""
    held = documents([reference])
    if reference not in held:
        raise Http404(f"There is no arrangement {reference}.")
    return HttpResponse(
        json.dumps(public(held[reference], Words.now()), ensure_ascii=False),
        content_type="application/json",
    )
