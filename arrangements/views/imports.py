"""Uploading a spreadsheet: what it would change, and the word that makes it so."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from arrangements.filters import BadQuery
from arrangements.forms import UploadForm
from arrangements.imports.apply import CatalogueMoved
from arrangements.imports.catalogue import vocabulary
from arrangements.imports.importing import apply_import
from arrangements.imports.plan import Plan
from arrangements.imports.preview import bodies_in, preview
from arrangements.imports.problems import FileProblem
from arrangements.imports.uploads import TooBig, kept_file, start_upload
from arrangements.models import Body, Import
from arrangements.paging import page_of
from arrangements.views.access import editors_only
from arrangements.views.errors import explained

PAGE_SIZE, SECTION_SIZE = 25, 100


@require_GET
@editors_only
@explained
def import_list(request: HttpRequest) -> HttpResponse:
    imports = (
        Import.objects.select_related("made_by", "applied_by")
        .defer("plan")
        .annotate(totals=F("plan__totals"))
    )
    page = page_of(imports, request.GET.get("page", "1"), PAGE_SIZE)
    return render(request, "imports/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def import_new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, UploadForm(), 200)
    form = UploadForm(request.POST, request.FILES)
    status = 400
    if form.is_valid():
        try:
            return redirect(start_upload(form.cleaned_data["file"], user=request.user))
        except FileProblem as problem:
            form.add_error("file", str(problem))
            status = 413 if isinstance(problem, TooBig) else 400
    return _upload_page(request, form, status)


def _upload_page(request: HttpRequest, form: UploadForm, status: int) -> HttpResponse:
    limit = settings.UPLOAD_LIMIT_BYTES // 1024**2
    context = {"form": form, "limit": limit, "kept_days": settings.UPLOAD_KEPT_FOR.days}
    return render(request, "imports/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
@explained
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Import.objects.select_related("made_by", "applied_by"), pk=pk)
    if request.method != "POST":
        return _page(request, record)
    try:
        applied = apply_import(record, user=request.user)
    except CatalogueMoved as error:
        return _page(request, record, error=str(error), status=409)
    count = f"{len(applied):,} arrangement{'' if len(applied) == 1 else 's'}"
    messages.success(request, f"Applied: {count} added or changed.")
    return redirect(record)


def _page(
    request: HttpRequest, record: Import, *, error: str = "", status: int = 200
) -> HttpResponse:
    plan = Plan.from_json(record.plan)
    names = Body.objects.filter(code__in=bodies_in(plan)).values_list("code", "name")
    shown = preview(plan, dict(names), vocabulary())
    context = {
        "record": record,
        "plan": plan,
        "preview": shown,
        "error": error,
        "file_is_kept": kept_file(record) is not None,
        "kept_days": settings.UPLOAD_KEPT_FOR.days,
    }
    section = request.GET.get("show")
    if section is None:
        return render(request, "imports/detail.html", context, status=status)
    if section not in shown.sections:
        raise BadQuery(
            f"“{section[:40]}” is not a part of this page. The parts are:"
            f" {', '.join(shown.sections)}."
        )
    page = page_of(shown.sections[section], request.GET.get("page", "1"), SECTION_SIZE)
    context |= {"section": section, "page": page, "section_string": f"show={section}"}
    return render(request, "imports/section.html", context)


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
