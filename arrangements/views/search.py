"""Suggestions while a search is typed, for the page's script."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arrangements.filterfields import LONGEST_SEARCH, too_long
from arrangements.search.find import current_finder
from arrangements.search.suggest import names_of_bodies, suggestions


@require_safe
@cache_control(public=True, max_age=60)
def search_json(request: HttpRequest) -> JsonResponse:
    """The pages that may be meant by the text so far: kind, text, more, address.

    With `only=bodies` bodies alone, and more of them.
    """
    text = request.GET.get("q", "")
    if len(text) > LONGEST_SEARCH:
        return JsonResponse({"error": too_long(text)}, status=400)
    only = request.GET.get("only", "")
    if only not in ("", "bodies"):
        return JsonResponse({"error": "Of “only” we know but “bodies”."}, status=400)
    suggest = names_of_bodies if only else suggestions
    found = [asdict(each) for each in suggest(text, current_finder())]
    return JsonResponse({"query": text, "found": found})
