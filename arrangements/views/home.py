"""The home page: search, map, counts with their age, and ways in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.views.decorators.http import require_safe

from arrangements.counts import counts
from arrangements.filters import Query
from arrangements.picks import picks


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    counted = counts()
    partners = (
        ("Sector", counted.sectors),
        ("Mix", counted.mixes),
        ("Neighbours", counted.geographies),
    )
    context = {
        "query": Query(QueryDict()),
        "counts": counted,
        "partners": partners,
        "picks": picks(),
        "map": map_is_there(),
    }
    return render(request, "home.html", context)


def map_is_there() -> bool:
    try:
        get_template("map/_map.html")
    except TemplateDoesNotExist:
        return False
    return True
