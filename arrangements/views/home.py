"""The home page: search, map, counts with their age, and ways in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arrangements.filters import Query
from arrangements.pages.counts import Way, counts
from arrangements.pages.picks import picks


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    counted = counts()
    unknown = counted.arrangements - sum(way.count for way in counted.geographies)
    not_known = [Way("Not known", unknown, "")] if unknown else []
    partners = (
        ("Sector", counted.sectors),
        ("Mix", counted.mixes),
        ("Neighbours", [*counted.geographies, *not_known]),
    )
    context = {
        "query": Query(QueryDict()),
        "counts": counted,
        "partners": partners,
        "picks": picks(),
    }
    return render(request, "home.html", context)
