"""What every column means, and what every download can be asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arrangements.columns.help import sheets_help
from arrangements.exports.formats import CONTENT_TYPES
from arrangements.filters import Query
from arrangements.pages.queryhelp import parameters_help


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    context = {
        "sheets": sheets_help(),
        "parameters": parameters_help(Query(QueryDict())),
        "endings": list(CONTENT_TYPES),
    }
    return render(request, "about_data.html", context)
