"""Figures of what a query finds, as a page, as CSV and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from arrangements.badquery import BadQuery
from arrangements.exports.figures import as_csv, as_xlsx
from arrangements.exports.formats import CONTENT_TYPES
from arrangements.exports.network import as_csv as edges_as_csv
from arrangements.exports.network import as_graphml
from arrangements.filters import Query
from arrangements.insight.network import Edge, edges
from arrangements.insight.panels import KEPT_FOR, Insight
from arrangements.pages.insight import cover, cover_sheet
from arrangements.views.errors import explained

NOTHING = "No arrangement matches this query, so there is nothing to count."


@require_safe
@explained
def insight(request: HttpRequest) -> HttpResponse:
    shown = Insight(Query(request.GET))
    context = {"query": shown.query, "panels": _panels(shown, request.build_absolute_uri)}
    return render(request, "insight/insight.html", context)


@require_safe
def why_no_total(request: HttpRequest) -> HttpResponse:
    return render(request, "insight/why_no_total.html")


@require_safe
def figure_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    def answer(shown: Insight) -> HttpResponseBase:
        if code not in shown.figures:
            return _said(_no_figure(shown, code), 404)
        blocks = as_csv(shown.figures[code], request.build_absolute_uri)
        return StreamingHttpResponse(blocks, content_type="text/csv; charset=utf-8")

    return _download(request, f"{code}.csv", answer)


@require_safe
def all_xlsx(request: HttpRequest) -> HttpResponseBase:
    def answer(shown: Insight) -> HttpResponseBase:
        absolute = request.build_absolute_uri
        sheet = cover_sheet(shown, absolute)
        made = as_xlsx(list(shown.figures.values()), sheet, absolute)
        return HttpResponse(made, content_type=CONTENT_TYPES["xlsx"])

    return _download(request, "figures.xlsx", answer)


@require_safe
def edges_csv(request: HttpRequest) -> HttpResponseBase:
    """Every pair of bodies in every arrangement."""
    return _edges(request, "edges.csv", edges_as_csv, "text/csv; charset=utf-8")


@require_safe
def edges_graphml(request: HttpRequest) -> HttpResponseBase:
    """The same for programs that draw and measure networks."""
    return _edges(request, "edges.graphml", as_graphml, "application/graphml+xml")


def _edges(
    request: HttpRequest,
    name: str,
    write: Callable[[Iterable[Edge]], Iterator[bytes]],
    content_type: str,
) -> HttpResponseBase:
    def answer(shown: Insight) -> HttpResponseBase:
        if not shown.ground.rows:
            return _said(NOTHING, 404)
        blocks = write(edges(shown.ground))
        return StreamingHttpResponse(blocks, content_type=content_type)

    return _download(request, name, answer)


def _panels(shown: Insight, absolute: Callable[[str], str]) -> SafeString:
    """The page's panels, drawn once for each query, state of the data and day.

    On paper they give addresses, so another name of the site is another page.
    """
    site = absolute("/")
    key = shown.key("page", site)
    held: str | None = cache.get(key)
    if held is None:
        said = cover(shown, absolute)
        context = {"shown": shown, "cover": said, "query": shown.query, "site": site}
        held = render_to_string("insight/_panels.html", context)
        cache.set(key, held, KEPT_FOR)
    return mark_safe(held)


def _download(
    request: HttpRequest, name: str, answer: Callable[[Insight], HttpResponseBase]
) -> HttpResponseBase:
    try:
        response = answer(Insight(Query(request.GET)))
    except BadQuery as error:
        return _said(str(error), 400)
    if response.status_code == 200:
        filename = f"sharedmap-{dt.date.today()}-{name}"
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _no_figure(shown: Insight, code: str) -> str:
    if not shown.figures:
        return NOTHING
    return (
        f"There is no figure “{code[:40]}” for this query. There are: {', '.join(shown.figures)}."
    )


def _said(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, "text/plain; charset=utf-8", status=status)
