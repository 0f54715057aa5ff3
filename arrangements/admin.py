"""The admin: people and their groups, and a look at the register, the catalogue and its imports.

Only people are changed here. The register's master is its fixtures, and the catalogue changes
through imports, which keep its derived facts, its history and its stamp in step.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet, URLField
from django.http import HttpRequest

from arrangements.models import Arrangement, Body, BodyCode, BodyName, Import, Service, ServiceName


class ToLookAt:
    """What can be seen here and changed elsewhere."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class BodyNames(ToLookAt, admin.TabularInline):
    model = BodyName
    extra = 0


class BodyCodes(ToLookAt, admin.TabularInline):
    model = BodyCode
    extra = 0


class ServiceNames(ToLookAt, admin.TabularInline):
    model = ServiceName
    extra = 0


@admin.register(Body)
class BodyAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ("name", "code", "kind", "region", "start", "end")
    list_filter = ("sector", "kind", "nation", "region")
    search_fields = ("name", "code", "names__name", "codes__code")
    inlines = (BodyNames, BodyCodes)


@admin.register(Service)
class ServiceAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ("name", "code", "kind", "group")
    list_filter = ("kind", "group")
    search_fields = ("name", "code", "synonyms__name")
    inlines = (ServiceNames,)


@admin.register(Arrangement)
class ArrangementAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ("reference", "name", "model", "status", "status_as_of")
    list_filter = ("status", "model")
    search_fields = ("reference", "name")
    formfield_overrides: ClassVar = {URLField: {"assume_scheme": "https"}}


@admin.register(Import)
class ImportAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ("filename", "made_at", "made_by", "state", "applied_at", "applied_by")
    list_filter = ("state",)
    date_hierarchy = "made_at"
    fields = ("filename", "made_at", "made_by", "state", "applied_at", "applied_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # A plan can be megabytes long, and nothing here shows it.
        return super().get_queryset(request).defer("plan")
