"""What people see when an answer is not what they asked for: always a sentence and a way on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from arrangements.badquery import BadQuery
from arrangements.pages.paging import BadPage, PastTheEnd

View = Callable[..., HttpResponse]


def explained(view: View) -> View:
    """A view whose bad query strings and page numbers are answered with a page that says why."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BadQuery as error:
            return bad_query(request, error)
        except BadPage as error:
            return bad_query(request, BadQuery(str(error)))
        except PastTheEnd as error:
            return past_the_end(request, error)

    return answer


def bad_query(request: HttpRequest, error: BadQuery) -> HttpResponse:
    context = {"error": error, "start_again": request.path}
    return render(request, "errors/bad_query.html", context, status=400)


def past_the_end(request: HttpRequest, error: PastTheEnd) -> HttpResponse:
    query = request.GET.copy()
    query["page"] = str(error.last)
    context = {"sentence": str(error), "last": error.last, "last_url": f"?{query.urlencode()}"}
    return render(request, "errors/past_the_end.html", context, status=404)


def gone(request: HttpRequest, reference: str) -> HttpResponse:
    return render(request, "errors/gone.html", {"reference": reference}, status=410)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Django's own reasons are for programmers; ours are sentences for the person.
    reason = str(exception) if str(exception).endswith(".") else ""
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    # Nothing here may ask the database, which may be what has failed.
    return render(None, "errors/500.html", status=500)
