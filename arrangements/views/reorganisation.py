"""Planned reorganisation: the overview, and the pack of an area or a council."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arrangements.exports.answers import Table, workbook_of
from arrangements.exports.formats import CONTENT_TYPES
from arrangements.pages.lookingback import LookingBack
from arrangements.pages.mergedregister import MergedRegister, register_tables
from arrangements.pages.mycouncil import MyCouncil, asked_for
from arrangements.pages.pack import NoPlan, Pack, with_letters
from arrangements.pages.packtables import tables
from arrangements.pages.partition import NoArea, Partition
from arrangements.pages.planspicture import picture_of
from arrangements.pages.reorganisation import Overview
from arrangements.views.errors import explained
from arrangements.views.keeping import kept_for_strangers
from arrangements.views.letteraddress import for_letters


@require_safe
@kept_for_strangers
@explained
def overview(request: HttpRequest) -> HttpResponse:
    shown = Overview(dt.date.today())
    mine = MyCouncil(asked_for(request.GET), shown.outlook)
    context = {"shown": shown, "mine": mine, "picture": picture_of(shown)}
    return render(request, "reorganisation/overview.html", context)


@require_safe
@kept_for_strangers
def past(request: HttpRequest) -> HttpResponse:
    return render(request, "reorganisation/past.html", {"shown": LookingBack()})


@require_safe
@explained
def partition(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        shown = Partition(slug, request.GET)
    except NoArea:
        return _no_plan(request, NoPlan(None), slug)
    return render(request, "reorganisation/partition.html", {"shown": shown})


@require_safe
@explained
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    letters = with_letters(request.GET)
    try:
        shown = Pack(slug, dt.date.today(), for_letters(request))
    except NoPlan as error:
        return _no_plan(request, error, slug)
    context = {"shown": shown, "letters": letters}
    return render(request, "reorganisation/pack.html", context)


@require_safe
def pack_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        shown = Pack(slug, dt.date.today(), for_letters(request))
    except NoPlan as error:
        return _no_plan(request, error, slug)
    return _workbook(tables(shown), slug)


@require_safe
@explained
def register(request: HttpRequest) -> HttpResponse:
    shown = MergedRegister(request.GET, dt.date.today())
    return render(request, "reorganisation/register.html", {"shown": shown})


@require_safe
@explained
def register_xlsx(request: HttpRequest) -> HttpResponse:
    shown = MergedRegister(request.GET, dt.date.today())
    return _workbook(register_tables(shown), "register")


def _workbook(tables: list[Table], name: str) -> HttpResponse:
    response = HttpResponse(workbook_of(tables), content_type=CONTENT_TYPES["xlsx"])
    name = f"sharedmap-{name}-{dt.date.today()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _no_plan(request: HttpRequest, error: NoPlan, slug: str) -> HttpResponse:
    context = {"body": error.body, "slug": slug[:80]}
    return render(request, "reorganisation/no_plan.html", context, status=404)
