"""The register of bodies, and the page of each."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from arrangements.bodyfilters import BodyQuery
from arrangements.exports.bodies import as_csv
from arrangements.models import Body
from arrangements.pages.body import BodyPage
from arrangements.pages.bodyaddresses import meant_by
from arrangements.pages.paging import page_of
from arrangements.pages.searching import further_bodies
from arrangements.views.downloads import csv_file
from arrangements.views.errors import explained

PAGE_SIZE = 50


@require_safe
@explained
def body_list(request: HttpRequest) -> HttpResponse:
    query = BodyQuery(request.GET)
    page = page_of(query.bodies, query.page, PAGE_SIZE)
    context = {"query": query, "page": page, "further": further_bodies(query)}
    return render(request, "bodies/list.html", context)


@require_safe
def body_csv(request: HttpRequest) -> HttpResponseBase:
    return csv_file(lambda: as_csv(BodyQuery(request.GET).bodies), "bodies")


@require_safe
def body_detail(request: HttpRequest, slug: str) -> HttpResponse:
    body = Body.objects.select_related("parent", "combined_authority").filter(slug=slug).first()
    if body is not None:
        return render(request, "bodies/detail.html", {"shown": BodyPage(body, dt.date.today())})
    if Body.with_planned.filter(slug=slug).exists():
        return redirect("reorganisation-pack", slug)
    meant = meant_by(slug)
    if meant.body is not None:
        return redirect(meant.body, permanent=meant.for_good)
    context = {"slug": slug, "offered": meant.offered}
    return render(request, "bodies/not_found.html", context, status=404)
