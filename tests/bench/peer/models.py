"""The facts that are in the benchmark's list, as a project with django-import-export keeps them.

Text may be NULL, as that importer makes of an empty cell.
"""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from arrangements.models import Body, Service


class Shared(models.Model):
    reference = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=300)
    summary = models.TextField(null=True, blank=True)
    services = models.ManyToManyField(Service, related_name="+")
    partners = models.ManyToManyField(Body, related_name="+")
    model = models.CharField(max_length=60, null=True, blank=True)
    status = models.CharField(max_length=40, null=True, blank=True)
    status_as_of = models.PositiveSmallIntegerField(null=True, blank=True)
    start = models.CharField(max_length=30, null=True, blank=True)
    end = models.CharField(max_length=30, null=True, blank=True)
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    motives = models.CharField(max_length=255, null=True, blank=True)
    motives_text = models.TextField(null=True, blank=True)
    setup_cost = models.BigIntegerField(null=True, blank=True)
    contact_page = models.CharField(max_length=1000, null=True, blank=True)
    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.name
