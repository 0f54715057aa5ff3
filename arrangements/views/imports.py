"""Uploading a spreadsheet: what it would change, and the word that makes it so."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arrangements.badquery import BadQuery
from arrangements.exports.workbookback import MARKED_TYPES, annotated
from arrangements.forms import UploadForm
from arrangements.imports.apply import CatalogueMoved
from arrangements.imports.decisions import Decisions
from arrangements.imports.importing import (
    NoSource,
    confirm,
    decide,
    start_upload,
    take_back,
    throw_away,
    unread,
    work_on,
)
from arrangements.imports.plan import Plan
from arrangements.imports.preview import TITLES
from arrangements.imports.problems import FileProblem
from arrangements.imports.progress import AlreadyGoing, Work
from arrangements.imports.undo import CannotUndo
from arrangements.imports.uploads import TooBig, kept_file, opened
from arrangements.models import Import
from arrangements.pages.imports import ImportPage, UndoPage, applied_in_words
from arrangements.pages.paging import page_of
from arrangements.views.access import editors_only
from arrangements.views.errors import explained

PAGE_SIZE, SECTION_SIZE, MOST_SAID, LONGEST_NUMBER = 25, 100, 5, 10
LOOK_AGAIN_SECONDS = 2
BUSY = "Somebody is working on this import at the moment. Wait until that is done."


@require_GET
@editors_only
@explained
def import_list(request: HttpRequest) -> HttpResponse:
    page = page_of(_imports().defer("plan"), request.GET.get("page", "1"), PAGE_SIZE)
    listed = [(each, "" if each.totals else unread(each)) for each in page]
    return render(request, "imports/list.html", {"page": page, "listed": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def import_new(request: HttpRequest) -> HttpResponse:
    """Upload a file; `after` names an import whose answers hold for this one too."""
    after = _named(request.POST.get("after") or request.GET.get("after", ""))
    said = Decisions.from_json(after.decisions).carried() if after else Decisions()
    if request.method != "POST":
        held = {"said_by": said.said_by, "said_in": said.said_in}
        return _upload_page(request, UploadForm(initial=held), after, 200)
    form = UploadForm(request.POST, request.FILES)
    status = 400
    if form.is_valid():
        said.said_by, said.said_in = (form.cleaned_data[key] for key in ("said_by", "said_in"))
        try:
            file = form.cleaned_data["file"]
            return redirect(start_upload(file, user=request.user, decisions=said))
        except FileProblem as problem:
            form.add_error("file", str(problem))
            status = 413 if isinstance(problem, TooBig) else 400
    return _upload_page(request, form, after, status)


def _named(number: str) -> Import | None:
    """The import with this number; nothing where none is given."""
    if not number:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER):
        raise Http404("There is no such import.")
    return get_object_or_404(Import.objects.defer("plan"), pk=int(number))


def _upload_page(
    request: HttpRequest, form: UploadForm, after: Import | None, status: int
) -> HttpResponse:
    limit = settings.UPLOAD_LIMIT_BYTES // 1024**2
    context = {"form": form, "after": after, "limit": limit}
    context["kept_days"] = settings.UPLOAD_KEPT_FOR.days
    return render(request, "imports/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
@explained
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, pk)
    record = _import(pk)
    try:
        applied = confirm(record, user=request.user, seen=request.POST.get("seen", ""))
    except NoSource:
        return _shown(request, ImportPage(record, source_is_wanted=True), status=400)
    except CatalogueMoved as error:
        return _page(request, pk, error=str(error), status=409)
    except AlreadyGoing:
        return _page(request, pk, error=BUSY, status=409)
    if applied is not None:
        plans = record.totals.get("plans", 0)
        messages.success(
            request, f"Applied: {applied_in_words(len(applied), plans)} added or changed."
        )
    return redirect(record)


@require_POST
@editors_only
def import_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person's answers, and plan the file anew with them."""
    record = _import(pk)
    page = ImportPage(record, request.POST)
    change = page.change()
    if change is None:
        return _shown(request, page, status=400)
    try:
        decide(record, change, user=request.user)
    except AlreadyGoing:
        return _page(request, pk, error=BUSY, status=409)
    except (CatalogueMoved, FileProblem) as error:
        return _page(request, pk, error=str(error), status=409)
    is_row = "leave" in request.POST or request.POST.get("take-back", "").startswith("row:")
    return redirect(f"{record.get_absolute_url()}#{'left-out' if is_row else 'questions'}")


@require_POST
@editors_only
def import_throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    record = _import(pk)
    try:
        throw_away(record)
    except AlreadyGoing:
        return _page(request, pk, error=BUSY, status=409)
    except CatalogueMoved as error:
        return _page(request, pk, error=str(error), status=409)
    messages.success(request, f"“{record.filename}” was thrown away, and its file deleted.")
    return redirect("import-list")


def _imports() -> QuerySet[Import]:
    return Import.objects.select_related("made_by", "applied_by", "undone_by")


def _import(pk: int) -> Import:
    return get_object_or_404(_imports(), pk=pk)


def _page(request: HttpRequest, pk: int, *, error: str = "", status: int = 200) -> HttpResponse:
    work = work_on(pk)
    record = _import(pk)
    if work and work.going:
        return _progress(request, record, work, error, status)
    if not record.plan:
        context = {"record": record, "work": work, "can_try": kept_file(record) is not None}
        return render(request, "imports/stopped.html", context)
    if work and not error:
        error = _broke_off(work)
    return _shown(request, ImportPage(record), error=error, status=status)


def _progress(
    request: HttpRequest, record: Import, work: Work, error: str = "", status: int = 200
) -> HttpResponse:
    """How far long work has come, on a page that looks again by itself."""
    context = {"record": record, "work": work, "error": error}
    response = render(request, "imports/progress.html", context, status=status)
    response["Refresh"] = f"{LOOK_AGAIN_SECONDS}; url={record.get_absolute_url()}"
    return response


def _broke_off(work: Work) -> str:
    return work.error or f"“{work.doing}” was cut off, and nothing of it was kept. Try again."


def _shown(
    request: HttpRequest, page: ImportPage, *, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "record": page.record,
        "plan": page.plan,
        "preview": page.preview,
        "shown": page,
        "error": error,
        "kept_days": settings.UPLOAD_KEPT_FOR.days,
    }
    section = request.GET.get("show")
    if section is None:
        return render(request, "imports/detail.html", context, status=status)
    if section not in page.preview.sections:
        raise BadQuery(
            f"“{section[:40]}” is not a part of this page. The parts are:"
            f" {', '.join(page.preview.sections)}."
        )
    part = page_of(page.preview.sections[section], request.GET.get("page", "1"), SECTION_SIZE)
    title = TITLES.get(section, section.capitalize())
    context |= {"section": section, "section_title": title, "section_string": f"show={section}"}
    context["page"] = part
    return render(request, "imports/section.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking an import back would do; and doing it."""
    work = work_on(pk)
    record = _import(pk)
    if work and work.going:
        return _progress(request, record, work)
    try:
        if request.method != "POST":
            context = {"record": record, "shown": UndoPage(record), "error": ""}
            return render(request, "imports/undo.html", context)
        left = take_back(record, user=request.user)
    except (CannotUndo, CatalogueMoved) as error:
        context = {"record": record, "shown": None, "error": str(error)}
        return render(request, "imports/undo.html", context, status=409)
    except AlreadyGoing:
        return _page(request, pk, error=BUSY, status=409)
    if left is not None:
        messages.success(request, "Taken back.")
        for sentence in left[:MOST_SAID]:
            messages.info(request, sentence)
    return redirect(record)


@require_GET
@editors_only
def import_file(request: HttpRequest, pk: int) -> FileResponse:
    record = get_object_or_404(Import.objects.defer("plan"), pk=pk)
    path = kept_file(record)
    if path is None:
        raise Http404("The file of this import is no longer kept.")
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=record.filename,
        content_type="application/octet-stream",
    )


@require_GET
@editors_only
def import_marked(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Their workbook, with the problems marked in it."""
    record = _import(pk)
    if not record.plan or kept_file(record) is None:
        raise Http404("The file of this import is no longer kept.")
    try:
        with opened(record) as path:
            ending, data = annotated(
                path, record.filename, Plan.from_json(record.plan), settings.UPLOAD_LIMIT_BYTES
            )
    except FileProblem as problem:
        return _page(request, pk, error=str(problem), status=409)
    name = f"{Path(record.filename).stem} with problems marked.{ending}"
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=name, content_type=MARKED_TYPES[ending]
    )
