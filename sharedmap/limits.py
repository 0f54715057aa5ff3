"""What is too big to be read at all."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# A form holds a little more than the file in it.
ROOM_FOR_THE_FORM = 1024 * 1024


class BodyLimitMiddleware:
    """Refuses a far too big post unread. Django would keep it on disk before asking who sent it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.UPLOAD_LIMIT_BYTES + ROOM_FOR_THE_FORM:
            limit = settings.UPLOAD_LIMIT_BYTES // 1024**2
            return render(request, "errors/413.html", {"limit": limit}, status=413)
        return self.get_response(request)
