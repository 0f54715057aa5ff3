"""The vocabulary of services, and the page of each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from arrangements.models import Service
from arrangements.pages.services import ServicePage
from arrangements.pages.servicesearch import ServiceSearch
from arrangements.views.errors import explained


@require_safe
@explained
def service_list(request: HttpRequest) -> HttpResponse:
    return render(request, "services/list.html", {"shown": ServiceSearch(request.GET)})


@require_safe
def service_detail(request: HttpRequest, code: str) -> HttpResponse:
    service = get_object_or_404(Service, code=code)
    return render(request, "services/detail.html", {"shown": ServicePage(service)})
