"""What browsers and search engines ask every site for, at addresses that are not ours to choose."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

A_DAY_SECONDS = 24 * 3600
MARK = Path(settings.BASE_DIR, "static/img/favicon.svg")
# Pages for the people who keep the catalogue; a crawler would only be asked to sign in.
ROBOTS = "User-agent: *\nDisallow: /accounts/\nDisallow: /admin/\nDisallow: /imports/\n"


@require_safe
@cache_control(public=True, max_age=A_DAY_SECONDS)
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=A_DAY_SECONDS)
def favicon(request: HttpRequest) -> HttpResponse:
    """The site's mark, for what asks before it has read a page that names it."""
    return HttpResponse(MARK.read_bytes(), content_type="image/svg+xml")
