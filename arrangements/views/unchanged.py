"""Answers that are sent only to who does not have them yet."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag


def unless_unchanged(
    request: HttpRequest,
    tag: str,
    make: Callable[[], bytes],
    content_type: str = "application/json",
    *,
    gzipped: bool = False,
) -> HttpResponse:
    """The answer, or 304 to who has the one of this tag; `make` is called only for the first.

    `gzipped` says that it is made gzipped, and sent so to who can read that.
    """
    # Weak: what is gzipped on the way is the same answer.
    tag = f"W/{quote_etag(tag)}"
    answer = get_conditional_response(request, etag=tag)
    if answer is None:
        answer = HttpResponse(make(), content_type, headers={"ETag": tag})
        return as_accepted(request, answer) if gzipped else answer
    if gzipped:
        patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def as_accepted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A response whose content is gzipped, as whoever asks can read it."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response["Content-Encoding"] = "gzip"
    else:
        response.content = gzip.decompress(response.content)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
