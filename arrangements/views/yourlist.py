"""Somebody's list against ours. Anybody may ask; nothing is changed and nothing is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from arrangements.columns import ARRANGEMENTS
from arrangements.exports.answers import workbook_of
from arrangements.exports.formats import CONTENT_TYPES
from arrangements.forms import ListForm
from arrangements.imports.against import compare
from arrangements.imports.decisions import LONGEST_REMEMBERED
from arrangements.imports.problems import FileProblem
from arrangements.imports.progress import AlreadyGoing, one_of
from arrangements.imports.questions import fillable
from arrangements.imports.uploads import TooBig, passing
from arrangements.pages.lines import lines_of
from arrangements.pages.yourlist import answered, tables

# Anybody may ask, so less is read, and by fewer at once, than for editors.
AT_ONCE, MOST_BYTES = 2, 2 * 1024 * 1024
SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def your_list(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ListForm(), 200)
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, 400)
    headings = _headings(request)
    file, limit = form.cleaned_data["file"], _limit()
    try:
        with one_of("your-list", AT_ONCE), passing(file, limit) as path:
            found = compare(
                path,
                filename=file.name,
                limit_bytes=limit,
                about=form.cleaned_data["about"],
                headings=headings,
            )
    except FileProblem as problem:
        form.add_error("file", str(problem))
        return _page(request, form, 413 if isinstance(problem, TooBig) else 400)
    except AlreadyGoing:
        form.add_error("file", "Other lists are being compared. Try again in a minute.")
        response = _page(request, form, 503)
        response["Retry-After"] = "60"
        return response
    if request.POST.get("as") == "xlsx":
        response = HttpResponse(workbook_of(tables(found)), content_type=CONTENT_TYPES["xlsx"])
        response["Content-Disposition"] = 'attachment; filename="your-list-against-ours.xlsx"'
        return response
    context = {"found": found, "ours": lines_of(found.ours_alone[:SHOWN])}
    return render(request, "yourlist/answer.html", _context(form, headings) | context)


def _headings(request: HttpRequest) -> dict[str, str]:
    """What the person said that headings are: each with the key of a column of ours."""
    said = zip(request.POST.getlist("heading"), request.POST.getlist("column"), strict=False)
    allowed = {column.key for column in fillable(ARRANGEMENTS)}
    return {heading[:LONGEST_REMEMBERED]: key for heading, key in said if key in allowed}


def _limit() -> int:
    return min(settings.UPLOAD_LIMIT_BYTES, MOST_BYTES)


def _page(request: HttpRequest, form: ListForm, status: int) -> HttpResponse:
    return render(request, "yourlist/ask.html", _context(form, _headings(request)), status=status)


def _context(form: ListForm, headings: dict[str, str]) -> dict[str, Any]:
    return {"form": form, "limit": _limit() // 1024**2, "answered": answered(headings)}
