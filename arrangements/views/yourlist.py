"""Somebody's list against ours. Anybody may ask; nothing is changed and nothing is kept."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from arrangements.exports.answers import workbook_of
from arrangements.exports.formats import CONTENT_TYPES
from arrangements.forms import FileForm
from arrangements.imports.against import compare
from arrangements.imports.problems import FileProblem
from arrangements.imports.progress import AlreadyGoing, one_of
from arrangements.imports.uploads import TooBig, passing
from arrangements.pages.yourlist import tables

# Anybody may ask, so less is read, and by fewer at once, than for editors.
AT_ONCE, MOST_BYTES = 2, 2 * 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def your_list(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, FileForm(), 200)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, 400)
    file, limit = form.cleaned_data["file"], _limit()
    try:
        with one_of("your-list", AT_ONCE), passing(file, limit) as path:
            found = compare(path, filename=file.name, limit_bytes=limit)
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
    return render(request, "yourlist/answer.html", {"found": found})


def _limit() -> int:
    return min(settings.UPLOAD_LIMIT_BYTES, MOST_BYTES)


def _page(request: HttpRequest, form: FileForm, status: int) -> HttpResponse:
    context = {"form": form, "limit": _limit() // 1024**2}
    return render(request, "yourlist/ask.html", context, status=status)
