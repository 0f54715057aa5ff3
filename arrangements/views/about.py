"""What the catalogue holds, how it came about and how old it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arrangements.pages.counts import counts, sources_by_kind


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    counted = counts()
    context = {"counts": counted, "edge": counted.edge, "sources": sources_by_kind()}
    return render(request, "about.html", context)
