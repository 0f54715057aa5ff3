"""The register: bodies, their codes and names, who followed whom, who lies next to whom."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.urls import reverse

from arrangements import choices
from arrangements.models.fields import PartialDateField


class BodyQuerySet(models.QuerySet["Body"]):
    def on(self, date: dt.date) -> BodyQuerySet:
        """Bodies that existed on a day; one without a start has always existed."""
        return self.filter(first_day__lte=date, last_day__gte=date)

    def current(self) -> BodyQuerySet:
        return self.filter(last_day=dt.date.max)


class ThatExist(models.Manager["Body"].from_queryset(BodyQuerySet)):  # type: ignore[misc]
    """Bodies that exist or existed. What is only planned takes part in nothing yet."""

    def get_queryset(self) -> BodyQuerySet:
        found: BodyQuerySet = super().get_queryset().filter(planned=False)
        return found


class Body(models.Model):
    """A public body, or a company, charity or university, that takes part in arrangements."""

    code = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200, db_index=True)
    short_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40, choices=choices.BodyKind, db_index=True)
    tier = models.CharField(max_length=10, choices=choices.Tier, blank=True, db_index=True)
    sector = models.CharField(max_length=10, choices=choices.Sector, db_index=True)
    nation = models.CharField(max_length=20, choices=choices.Nation, db_index=True)
    region = models.CharField(max_length=30, choices=choices.Region, blank=True, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="districts"
    )
    combined_authority = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="constituents"
    )
    met_county = models.CharField(max_length=80, blank=True)
    legal_form = models.CharField(max_length=200, blank=True)
    start = PartialDateField()
    end = PartialDateField(help_text="The last day on which it existed.")
    first_day = models.DateField(default=dt.date.min, editable=False, db_index=True)
    last_day = models.DateField(default=dt.date.max, editable=False, db_index=True)
    town = models.CharField(max_length=80, blank=True)
    lat = models.FloatField(null=True, blank=True, help_text="Degrees north, WGS 84.")
    lon = models.FloatField(null=True, blank=True, help_text="Degrees east, WGS 84.")
    point_basis = models.CharField(max_length=120, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    area_km2 = models.FloatField(null=True, blank=True)
    area_councils = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="serving_bodies",
        help_text="The councils, of 2010, whose areas make up this body's area.",
    )
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)
    planned = models.BooleanField(
        default=False, help_text="To come, by a plan; its start is the planned day."
    )

    objects = ThatExist()
    with_planned = BodyQuerySet.as_manager()

    class Meta:
        ordering = ("name", "-last_day")
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("body-detail", args=[self.slug])

    @property
    def is_current(self) -> bool:
        return self.last_day == dt.date.max

    def successors(self) -> BodyQuerySet:
        """The bodies that took over from this one directly."""
        return Body.objects.filter(came_by__predecessor=self)

    def predecessors(self) -> BodyQuerySet:
        """The bodies that this one took over from directly."""
        return Body.objects.filter(went_by__successor=self)


class BodyCode(models.Model):
    """A code that stands for a body in some official list."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=80, db_index=True)

    class Meta:
        ordering = ("scheme", "code")
        constraints = (
            models.UniqueConstraint(fields=("body", "scheme", "code"), name="body_code_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} ({self.scheme})"


class BodyName(models.Model):
    """A name that a body has or had besides its official one."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, db_index=True)
    kind = models.CharField(max_length=10, choices=choices.NameKind)
    start = PartialDateField()
    end = PartialDateField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One body took over, wholly or in part, from another."""

    predecessor = models.ForeignKey(Body, models.CASCADE, related_name="went_by")
    successor = models.ForeignKey(Body, models.CASCADE, related_name="came_by")
    date = PartialDateField(help_text="The successor's first day.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("date", "predecessor__name", "successor__name")
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class GroupMember(models.Model):
    """A body that belongs, or belonged, to a class of bodies."""

    group = models.ForeignKey(Body, models.CASCADE, related_name="members")
    member = models.ForeignKey(Body, models.CASCADE, related_name="member_of")
    joined = PartialDateField()
    left = PartialDateField()

    class Meta:
        ordering = ("member__name",)

    def __str__(self) -> str:
        return f"{self.member} in {self.group}"


class Adjacency(models.Model):
    """How two councils' areas lie to each other, as drawn in 2010 or in 2025."""

    body_a = models.ForeignKey(Body, models.CASCADE, related_name="adjacent_as_a")
    body_b = models.ForeignKey(Body, models.CASCADE, related_name="adjacent_as_b")
    vintage = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=choices.AdjacencyKind)
    shared_km = models.FloatField(null=True, help_text="Length of the common boundary.")
    gap_m = models.FloatField(null=True, help_text="Width of the water between, in metres.")
    basis = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "adjacencies"
        constraints = (
            models.UniqueConstraint(
                fields=("body_a", "body_b", "vintage", "kind"), name="adjacency_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_a} – {self.body_b} ({self.kind}, {self.vintage})"
