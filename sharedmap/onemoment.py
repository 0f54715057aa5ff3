"""Everything that one answer says is of one moment, whatever is written meanwhile.

An answer takes many readings: a count, then the rows, then their partners. Without this, an import
that is applied between two of them would be in the one and not in the other.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager

from django.db import connection, transaction
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

READING = ("GET", "HEAD")
# These pages say how far work has come, which they look up in a file before they read the rest.
AS_IT_GOES = "/imports/"


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside is what was there at the first reading. For reading alone."""
    if connection.in_atomic_block:
        yield
        return
    # The mode is set by connecting, so that comes first.
    connection.ensure_connection()
    with ExitStack() as stack:
        mode = getattr(connection, "transaction_mode", None)
        if connection.vendor == "sqlite":
            # As a writer it would wait for every other writer, and keep them waiting.
            setattr(connection, "transaction_mode", "DEFERRED")  # noqa: B010
        try:
            stack.enter_context(transaction.atomic())
        finally:
            if connection.vendor == "sqlite":
                setattr(connection, "transaction_mode", mode)  # noqa: B010
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


class OneMomentMiddleware:
    """Each page and each download is of one moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING or request.path.startswith(AS_IT_GOES):
            return self.get_response(request)
        with one_moment():
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = _read_on(iter(response))
        return response


def _read_on(blocks: Iterable[bytes]) -> Iterator[bytes]:
    with one_moment():
        yield from blocks
