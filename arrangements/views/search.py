"""Suggestions while a search is typed, for the page's script."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arrangements.filterfields import LONGEST_SEARCH, too_long
from arrangements.search.find import current_finder
from arrangements.search.suggest import (
    names_of_arrangements,
    names_of_bodies,
    names_of_councils,
    packs,
    suggestions,
)

KINDS = {
    "": suggestions,
    "bodies": names_of_bodies,
    "councils": names_of_councils,
    "arrangements": names_of_arrangements,
    "packs": packs,
}


@require_safe
@cache_control(public=True, max_age=60)
def search_json(request: HttpRequest) -> JsonResponse:
    """The pages that may be meant by the text so far: kind, text, more, address.

    With `only` these alone, and more of them: bodies, councils of today, arrangements, or the packs
    of councils that a plan has to do with.
    """
    text = request.GET.get("q", "")
    if len(text) > LONGEST_SEARCH:
        return JsonResponse({"error": too_long(text)}, status=400)
    only = request.GET.get("only", "")
    if only not in KINDS:
        sentence = "Of “only” we know but “bodies”, “councils”, “arrangements” and “packs”."
        return JsonResponse({"error": sentence}, status=400)
    found = [asdict(each) for each in KINDS[only](text, current_finder())]
    return JsonResponse({"query": text, "found": found})
