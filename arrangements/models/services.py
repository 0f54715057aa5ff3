"""The vocabulary of services that bodies share."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from arrangements import choices


class Service(models.Model):
    """An entry of the vocabulary. Its synonyms are what officers write for it."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=choices.ServiceKind, db_index=True)
    group = models.CharField(max_length=80)
    group_slug = models.SlugField(max_length=80, db_index=True)
    transactional = models.BooleanField(default=False)
    esd_function = models.CharField(
        max_length=10, blank=True, help_text="Number in the local government function list."
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("service-detail", args=[self.code])


class ServiceName(models.Model):
    """A word that people use for a service."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="synonyms")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
