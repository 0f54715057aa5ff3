"""Plans to replace councils by others, coded: which goes where, whole or in part."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from arrangements import choices
from arrangements.models.bodies import Body
from arrangements.models.fields import PartialDateField


class Plan(models.Model):
    """What is planned for an area; with an option, one of several proposals for it."""

    area = models.CharField(max_length=120, help_text="As the sources name it.")
    name = models.CharField(max_length=60, help_text="The area in short.")
    option = models.CharField(max_length=120, blank=True)
    slug = models.SlugField(max_length=120, unique=True)
    status = models.CharField(max_length=20, choices=choices.PlanStatus)
    decision_date = PartialDateField()
    vesting_date = PartialDateField()
    source_url = models.URLField(max_length=500)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("name", "option")
        constraints = (models.UniqueConstraint(fields=("area", "option"), name="plan_once"),)

    def __str__(self) -> str:
        return f"{self.name}: {self.option}" if self.option else self.name

    def get_absolute_url(self) -> str:
        return reverse("reorganisation-pack", args=[self.slug])


class PlanSuccession(models.Model):
    """One body is to be replaced by another, whole or in part; without one, its successor, or the
    successor of a part, was not found."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(Body, models.CASCADE, related_name="planned_successions")
    successor = models.ForeignKey(
        Body, models.CASCADE, null=True, blank=True, related_name="planned_predecessions"
    )
    extent = models.CharField(max_length=10, choices=choices.Extent, blank=True)
    source_url = models.URLField(max_length=500)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("plan", "predecessor__name", "successor__name")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "predecessor", "successor"), name="plan_succession_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor or 'not found'} ({self.plan})"
