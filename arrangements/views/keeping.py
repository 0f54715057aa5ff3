"""Pages that are the same for every stranger, made once."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from arrangements.models import DataStamp

View = Callable[..., HttpResponse]
KEPT_FOR = 3600


def kept_for_strangers(view: View) -> View:
    """Keeps a page without a query, until the data or the day changes.

    Only for who sends no cookies: they are nobody, have no language and no message waiting.
    """

    @functools.wraps(view)
    def keeping(request: HttpRequest) -> HttpResponse:
        if request.COOKIES or request.GET or request.method != "GET":
            return view(request)
        stamp = DataStamp.current().version
        key = f"page-{request.path}-{stamp}-{dt.date.today()}"
        content: bytes | None = cache.get(key)
        if content is not None:
            return HttpResponse(content)
        response = view(request)
        if response.status_code == 200 and not response.cookies:
            cache.set(key, response.content, KEPT_FOR)
        return response

    return keeping
