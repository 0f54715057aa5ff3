"""Up to five arrangements side by side, as a page and as a workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arrangements.badquery import BadQuery
from arrangements.exports.answers import workbook_of
from arrangements.exports.formats import CONTENT_TYPES
from arrangements.pages.comparing import Comparison
from arrangements.views.errors import explained


@require_safe
@explained
def compare(request: HttpRequest) -> HttpResponse:
    return render(request, "compare/compare.html", {"shown": Comparison(request.GET)})


@require_safe
def compare_xlsx(request: HttpRequest) -> HttpResponse:
    try:
        shown = Comparison(request.GET)
        if shown.unclear:
            raise BadQuery(f"No arrangement has the reference or name “{shown.unclear[0].text}”.")
        if not shown.arrangements:
            raise BadQuery("Say which arrangements to compare: /compare.xlsx?arrangement=SS0001.")
    except BadQuery as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    response = HttpResponse(workbook_of([shown.table()]), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="sharedmap-compared.xlsx"'
    return response
