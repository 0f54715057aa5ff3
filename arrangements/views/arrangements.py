"""The list of arrangements, and the page of each."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from arrangements.facets import tally
from arrangements.filters import Query
from arrangements.models import Arrangement, IssuedReference
from arrangements.pages.arrangement import Profile
from arrangements.pages.lines import lines_of
from arrangements.pages.paging import page_of
from arrangements.pages.reorganisation import fates_of
from arrangements.pages.searching import SearchAnswer
from arrangements.pages.sidebar import sorts
from arrangements.pages.similar import similar_to
from arrangements.views.errors import explained, gone

PAGE_SIZE = 25
DOWNLOADS = (
    ("xlsx", "Excel"),
    ("csv", "CSV"),
    ("zip", "CSV of every sheet (zip)"),
    ("json", "JSON"),
    ("geojson", "GeoJSON"),
)


@require_safe
@explained
def arrangement_list(request: HttpRequest) -> HttpResponse:
    query = Query(request.GET)
    query.told(*tally(query))
    page = page_of(query.arrangements, query.page, PAGE_SIZE, query.count)
    context = {
        "query": query,
        "page": page,
        "lines": lines_of(page, query.search),
        "answer": SearchAnswer(query),
        "sorts": sorts(query),
        "downloads": DOWNLOADS,
    }
    return render(request, "arrangements/list.html", context)


@require_safe
def arrangement_detail(request: HttpRequest, reference: str) -> HttpResponse:
    arrangement = Arrangement.objects.for_page().filter(reference=reference.upper()).first()
    if arrangement is None:
        if was_issued(reference):
            return gone(request, reference.upper())
        return never_issued(request, reference)
    if reference != arrangement.reference:
        return redirect(arrangement, permanent=True)
    context = {
        "a": arrangement,
        "profile": Profile(arrangement),
        "similar": similar_to(arrangement),
        "fates": fates_of(arrangement),
    }
    return render(request, "arrangements/detail.html", context)


def was_issued(reference: str) -> bool:
    """Whether the reference once stood for an arrangement that has since been removed."""
    match = re.fullmatch(r"SS(\d{4,9})", reference.upper(), re.ASCII)
    return match is not None and IssuedReference.objects.filter(number=int(match[1])).exists()


def never_issued(request: HttpRequest, reference: str) -> HttpResponse:
    """A page that says what references look like, and offers the one that may be meant."""
    digits = re.sub(r"\D", "", reference, flags=re.ASCII)[:9].lstrip("0")
    meant = Arrangement.objects.filter(reference=f"SS{digits:0>4}").first() if digits else None
    context = {
        "reference": reference[:40],
        "meant": meant,
        "first": Arrangement.objects.order_by("reference").first(),
    }
    return render(request, "arrangements/not_found.html", context, status=404)
