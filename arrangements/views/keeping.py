"""Pages that are the same for every stranger, made once."""

from __future__ import annotations

import datetime as dt
import functools
import gzip
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from arrangements.models import DataStamp
from arrangements.views.unchanged import as_accepted

View = Callable[..., HttpResponse]
KEPT_FOR = 3600


def kept_for_strangers(view: View) -> View:
    """Keeps a page without a query, gzipped, until the data or the day changes.

    Only for who sends no cookies: they are nobody, have no language and no message waiting. So it
    holds no secret either, and needs none of the padding that hides the length of one.
    """

    @functools.wraps(view)
    def keeping(request: HttpRequest) -> HttpResponse:
        if request.COOKIES or request.GET or request.method != "GET":
            return view(request)
        stamp = DataStamp.current().version
        key = f"page-{request.path}-{stamp}-{dt.date.today()}"
        gzipped: bytes | None = cache.get(key)
        if gzipped is not None:
            response = as_accepted(request, HttpResponse(gzipped))
            patch_vary_headers(response, ["Cookie"])
            return response
        response = view(request)
        if response.status_code == 200 and not response.cookies:
            cache.set(key, gzip.compress(response.content, mtime=0), KEPT_FOR)
        return response

    return keeping
