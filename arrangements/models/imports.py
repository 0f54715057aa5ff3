"""What was brought in, by whom, and what it changed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from arrangements.models.bodies import Body
from arrangements.models.fields import PackedJSONField


class Import(models.Model):
    """One file and the plan made from it: previewed, then applied in one transaction, or left."""

    class State(models.TextChoices):
        PLANNED = "planned", "Waiting to be confirmed"
        APPLIED = "applied", "Applied"
        UNDONE = "undone", "Taken back"

    filename = models.CharField(max_length=255)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="imports"
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    plan = PackedJSONField(default=dict)
    totals = models.JSONField(default=dict, help_text="Those of the plan, for lists of imports.")
    kept_as = models.CharField(
        max_length=40,
        blank=True,
        default="",
        help_text="The name, in the folder of uploads, of its file.",
    )
    decisions = models.JSONField(default=dict, help_text="See imports/decisions.py.")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("import-detail", args=[self.pk])


class RememberedHeading(models.Model):
    """A heading that an editor once matched to a column; it matches itself from then on."""

    folded = models.CharField(max_length=200, unique=True)
    heading = models.CharField(max_length=200)
    key = models.CharField(max_length=40, blank=True, help_text="The column; empty to leave out.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("heading",)

    def __str__(self) -> str:
        return self.heading


class RememberedName(models.Model):
    """A name that an editor once matched to a body, to be understood so from then on."""

    folded = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    body = models.ForeignKey(Body, models.CASCADE, related_name="remembered_names")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class DataStamp(models.Model):
    """One row that changes whenever the catalogue or the register does; caches hang on it."""

    version = models.UUIDField(default=uuid.uuid4)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def current(cls) -> DataStamp:
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def change(cls) -> None:
        """Say that the data changed. A random version, so that one rolled back never returns."""
        cls.objects.update_or_create(pk=1, defaults={"version": uuid.uuid4()})


class IssuedReference(models.Model):
    """The number of every public reference ever issued, so that none is used again."""

    number = models.PositiveIntegerField(unique=True)

    def __str__(self) -> str:
        return f"SS{self.number:04d}"
