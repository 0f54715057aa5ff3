"""What partners learned, from the whole catalogue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arrangements.exports.lessons import as_csv
from arrangements.lessonfilters import ORDER_IN_WORDS, LessonQuery
from arrangements.pages.paging import page_of
from arrangements.views.downloads import csv_file
from arrangements.views.errors import explained

PAGE_SIZE = 40


@require_safe
@explained
def lesson_list(request: HttpRequest) -> HttpResponse:
    query = LessonQuery(request.GET)
    context = {
        "query": query,
        "page": page_of(query.lessons, query.page, PAGE_SIZE),
        "order": ORDER_IN_WORDS,
    }
    return render(request, "lessons/list.html", context)


@require_safe
def lesson_csv(request: HttpRequest) -> HttpResponseBase:
    return csv_file(lambda: as_csv(LessonQuery(request.GET).lessons), "lessons")
