"""The catalogue: arrangements with their partners, savings, sources and lessons."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from arrangements import choices
from arrangements.models.bodies import Body
from arrangements.models.fields import CodesField, PartialDateField
from arrangements.models.services import Service
from arrangements.querysets import ArrangementQuerySet


class Arrangement(models.Model):
    """One shared service, or set of services, between two or more partners."""

    reference = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    services: models.ManyToManyField[Service, ArrangementService] = models.ManyToManyField(
        Service, through="ArrangementService", related_name="+"
    )
    bodies: models.ManyToManyField[Body, Partner] = models.ManyToManyField(
        Body, through="Partner", related_name="arrangements"
    )
    partners_complete = models.BooleanField(null=True, blank=True)
    model = models.CharField(max_length=30, choices=choices.Model, blank=True, db_index=True)
    model_form = models.CharField(max_length=20, choices=choices.ModelForm, blank=True)
    status = models.CharField(max_length=20, choices=choices.Status, blank=True, db_index=True)
    status_as_of = models.PositiveSmallIntegerField(null=True, blank=True)
    first_seen_running = models.PositiveSmallIntegerField(null=True, blank=True)
    start = PartialDateField()
    end = PartialDateField()
    end_decided = PartialDateField()
    ended_why = CodesField()
    ended_note = models.TextField(blank=True)
    agreement_ends = PartialDateField()
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts"
    )
    replaces: models.ManyToManyField[Arrangement, Replacement] = models.ManyToManyField(
        "self", through="Replacement", symmetrical=False, blank=True, related_name="replaced_by"
    )
    motives = CodesField()
    motives_text = models.TextField(blank=True)
    setup_cost = models.BigIntegerField(null=True, blank=True, help_text="Pounds.")
    payback = models.CharField(max_length=200, blank=True)
    no_figure_reason = models.CharField(max_length=30, choices=choices.NoFigure, blank=True)
    contact_role = models.CharField(max_length=200, blank=True)
    contact_page = models.URLField(max_length=1000, blank=True)
    contact_mailbox = models.EmailField(blank=True)
    checked_on = PartialDateField()
    checked_by = models.CharField(max_length=10, choices=choices.CheckedBy, blank=True)
    note = models.TextField(blank=True)

    # Worked out from the facts above by derive.py, never entered.
    geography = models.CharField(
        max_length=12, choices=choices.Geography, blank=True, db_index=True, editable=False
    )
    mixes = CodesField(editable=False)
    pairings = CodesField(max_length=500, editable=False)
    partner_count = models.PositiveSmallIntegerField(default=0, editable=False)
    days_known = models.PositiveIntegerField(
        default=0, editable=False, help_text="On how many days it is known to have run."
    )
    last_seen = PartialDateField(
        editable=False, help_text="When its status was last true, or it was last checked."
    )
    sort_name = models.CharField(max_length=300, blank=True, editable=False, db_index=True)

    objects = ArrangementQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=[
            "geography",
            "mixes",
            "pairings",
            "partner_count",
            "days_known",
            "last_seen",
            "sort_name",
        ]
    )

    class Meta:
        ordering = ("sort_name", "reference")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("arrangement-detail", args=[self.reference])


class ArrangementService(models.Model):
    """A service of an arrangement, in the order in which the source names them."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="service_rows")
    service = models.ForeignKey(Service, models.PROTECT, related_name="arrangement_rows")
    position = models.PositiveSmallIntegerField()
    history = HistoricalRecords()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("arrangement", "service"), name="service_once"),
        )

    def __str__(self) -> str:
        return self.service.name


class Replacement(models.Model):
    """One arrangement took over from another."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="replacement_rows")
    replaced = models.ForeignKey(Arrangement, models.CASCADE, related_name="replaced_by_rows")
    history = HistoricalRecords()

    class Meta:
        ordering = ("replaced__reference",)
        constraints = (
            models.UniqueConstraint(fields=("arrangement", "replaced"), name="replacement_once"),
        )

    def __str__(self) -> str:
        return f"{self.arrangement} replaces {self.replaced}"


class Numbered(models.Model):
    """A row of an arrangement's own, known by its number within it."""

    number = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class Source(Numbered):
    """Where facts of an arrangement come from."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="sources")
    title = models.CharField(max_length=500)
    url = models.URLField(max_length=2000, blank=True)
    published = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=choices.SourceKind, blank=True)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("arrangement", "number")
        constraints = (
            models.UniqueConstraint(fields=("arrangement", "number"), name="source_number"),
        )

    def __str__(self) -> str:
        return self.title


class Partner(Numbered):
    """One body's part in one arrangement."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="partners")
    body = models.ForeignKey(Body, models.PROTECT, related_name="partnerships")
    role = models.CharField(max_length=10, choices=choices.Role, blank=True)
    joined = PartialDateField()
    left = PartialDateField()
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("arrangement", "number")
        constraints = (
            models.UniqueConstraint(fields=("arrangement", "number"), name="partner_number"),
            models.UniqueConstraint(fields=("arrangement", "body"), name="partner_once"),
        )

    def __str__(self) -> str:
        return f"{self.body} in {self.arrangement}"


class Saving(Numbered):
    """One claim of what an arrangement saved or would save; never added to another kind."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="savings")
    amount = models.BigIntegerField(null=True, blank=True, help_text="Pounds.")
    amount_high = models.BigIntegerField(
        null=True, blank=True, help_text="Pounds; the upper end of a range."
    )
    qualifier = models.CharField(max_length=10, choices=choices.Qualifier, blank=True)
    pattern = models.CharField(max_length=12, choices=choices.SavingPattern, blank=True)
    basis = models.CharField(max_length=12, choices=choices.SavingBasis, blank=True)
    nature = models.CharField(max_length=20, choices=choices.SavingNature, blank=True)
    scope = models.CharField(max_length=10, choices=choices.SavingScope, blank=True)
    gross_or_net = models.CharField(max_length=5, choices=choices.GrossOrNet, blank=True)
    whose_share = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="savings"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ("arrangement", "number")
        constraints = (
            models.UniqueConstraint(fields=("arrangement", "number"), name="saving_number"),
        )

    def __str__(self) -> str:
        return f"£{self.amount}"


class Lesson(Numbered):
    """Something that the partners learned, in our words."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="lessons")
    text = models.TextField()
    topic = models.CharField(max_length=12, choices=choices.Topic, blank=True, db_index=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="lessons"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ("arrangement", "number")
        constraints = (
            models.UniqueConstraint(fields=("arrangement", "number"), name="lesson_number"),
        )

    def __str__(self) -> str:
        return self.text


class Standing(models.Model):
    """The days on which a body takes part in an arrangement, itself or by succession. Derived."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="standings")
    body = models.ForeignKey(Body, models.CASCADE, related_name="standings")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="standings")
    first_day = models.DateField()
    last_day = models.DateField()
    by_succession = models.BooleanField(default=False)

    class Meta:
        ordering = ("arrangement", "first_day", "body__name")
        indexes = (models.Index(fields=("body", "first_day", "last_day")),)

    def __str__(self) -> str:
        return f"{self.body}, {self.first_day} to {self.last_day}"


class RunningPeriod(models.Model):
    """Days on which an arrangement is known to have run, or may have run. Derived.

    On every other day it is known not to have run.
    """

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="running_periods")
    known = models.BooleanField(help_text="Known to have run; otherwise it may have.")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ("arrangement", "first_day")
        indexes = (models.Index(fields=("known", "first_day", "last_day")),)

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"
