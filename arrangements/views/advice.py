"""Where to begin: lists worth having, and whether sharing is right at all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arrangements.exports.answers import workbook_of
from arrangements.exports.formats import CONTENT_TYPES
from arrangements.pages.lists import lists
from arrangements.pages.readiness import sections, table
from arrangements.views.keeping import kept_for_strangers


@require_safe
@kept_for_strangers
def saved_lists(request: HttpRequest) -> HttpResponse:
    return render(request, "lists/lists.html", {"lists": lists()})


@require_safe
def is_sharing_right(request: HttpRequest) -> HttpResponse:
    return render(request, "readiness/points.html", {"sections": sections()})


@require_safe
def is_sharing_right_xlsx(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(workbook_of([table()]), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="is-sharing-right-for-us.xlsx"'
    return response
