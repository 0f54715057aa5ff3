"""The partner finder, its page and its workbook."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from arrangements.badquery import BadQuery
from arrangements.exports.answers import workbook_of
from arrangements.exports.formats import CONTENT_TYPES
from arrangements.finderquery import FinderQuery
from arrangements.models import Body
from arrangements.pages.bodyaddresses import Meant
from arrangements.pages.finder import (
    IN_WORKBOOK,
    FinderPage,
    is_another_name,
    read_as,
    tables,
    understood,
)
from arrangements.views.errors import explained
from arrangements.views.letteraddress import for_letters

LONGEST_NAME = 200
# What was typed, where it is read as a body of another name: said on the page, no part of the
# question.
TYPED = "typed"


@require_safe
@explained
def finder(request: HttpRequest) -> HttpResponse:
    named = request.GET.get("body", "").strip()[:LONGEST_NAME]
    meant = understood(named) if named else Meant()
    if meant.body is not None and request.GET.getlist("body") != [meant.body.slug]:
        return redirect(f"{request.path}?{_asking_for(request, meant.body, named)}")
    asked = _without(request, TYPED, *(["body"] if named and meant.body is None else []))
    query = FinderQuery(asked)
    page = FinderPage(query, dt.date.today(), for_letters(request))
    context = {
        "shown": page,
        "named": named,
        "meant": meant,
        "read_as": read_as(request.GET.get(TYPED, "").strip()[:LONGEST_NAME], meant.body),
        "no_such": bool(named) and meant.body is None,
        "no_body": "body" in request.GET and not named,
        "no_service": "service" in request.GET and not query.services,
    }
    return render(request, "finder/finder.html", context, status=400 if context["no_such"] else 200)


@require_safe
def finder_xlsx(request: HttpRequest) -> HttpResponse:
    try:
        page = FinderPage(
            FinderQuery(request.GET), dt.date.today(), for_letters(request), IN_WORKBOOK
        )
        if not page.has_answer:
            raise BadQuery(
                "A workbook needs a body that exists today and a service, as in"
                " ?body=teignbridge-district-council&service=legal."
            )
    except BadQuery as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    response = HttpResponse(workbook_of(tables(page)), content_type=CONTENT_TYPES["xlsx"])
    name = f"sharedmap-finder-{dt.date.today()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asking_for(request: HttpRequest, body: Body, named: str) -> str:
    """The question with the body's own address, and with the name that was typed where that is not
    its own; an empty service stays, to be asked for."""
    asked = _without(request, TYPED)
    asked["body"] = body.slug
    if is_another_name(named, body):
        asked[TYPED] = named
    for name in [name for name in asked if name != "service" and not any(asked.getlist(name))]:
        del asked[name]
    return asked.urlencode()


def _without(request: HttpRequest, *names: str) -> QueryDict:
    asked = request.GET.copy()
    for name in names:
        asked.pop(name, None)
    return asked
