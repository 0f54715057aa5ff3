"""Downloads of exactly what a query shows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from arrangements.badquery import BadQuery
from arrangements.documents import documents
from arrangements.exports.formats import CONTENT_TYPES, Download
from arrangements.exports.jsons import public
from arrangements.exports.tables import Words
from arrangements.exports.template import template as empty_workbook
from arrangements.filters import Query
from arrangements.views.arrangements import was_issued

JSON_ENDINGS = {"json", "geojson"}


@require_safe
def arrangements(request: HttpRequest, ending: str) -> HttpResponseBase:
    try:
        download = Download(Query(request.GET), ending)
    except BadQuery as error:
        if ending in JSON_ENDINGS:
            return _json({"error": str(error)}, status=400)
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    response = StreamingHttpResponse(download.blocks(), content_type=download.content_type)
    if ending not in JSON_ENDINGS:
        name = f"sharedmap-arrangements-{dt.date.today()}.{ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_file(blocks: Callable[[], Iterator[bytes]], what: str) -> HttpResponseBase:
    """The CSV of what a query asks for, or why it cannot be asked."""
    try:
        response = StreamingHttpResponse(blocks(), content_type="text/csv; charset=utf-8")
    except BadQuery as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    name = f"sharedmap-{what}-{dt.date.today()}.csv"
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
    """One arrangement as JSON; as on its page, one that was removed is gone and not unknown."""
    held = documents([reference])
    if reference in held:
        return _json(public(held[reference], Words.now()))
    if was_issued(reference):
        return _json({"error": f"{reference} was removed from the catalogue."}, status=410)
    return _json({"error": f"No arrangement has the reference {reference[:40]}."}, status=404)


def _json(answer: dict[str, Any], status: int = 200) -> HttpResponse:
    text = json.dumps(answer, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type="application/json")
