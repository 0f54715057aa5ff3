"""What partners learned, from the whole catalogue."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arrangements.exports.lessons import as_csv
from arrangements.filters import BadQuery
from arrangements.lessonfilters import LessonQuery
from arrangements.pages.paging import page_of
from arrangements.views.errors import explained

PAGE_SIZE = 40


@require_safe
@explained
def lesson_list(request: HttpRequest) -> HttpResponse:
    query = LessonQuery(request.GET)
    context = {"query": query, "page": page_of(query.lessons, query.page, PAGE_SIZE)}
    return render(request, "lessons/list.html", context)


@require_safe
def lesson_csv(request: HttpRequest) -> HttpResponseBase:
    try:
        query = LessonQuery(request.GET)
    except BadQuery as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    response = StreamingHttpResponse(as_csv(query.lessons), content_type="text/csv; charset=utf-8")
    name = f"sharedmap-lessons-{dt.date.today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
