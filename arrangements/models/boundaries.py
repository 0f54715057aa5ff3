"""True boundaries that an operator has loaded: one set for each file."""

from __future__ import annotations

from django.db import models

from arrangements.models.bodies import Body


class BoundarySet(models.Model):
    """What one file of boundaries gave."""

    name = models.CharField(max_length=255, unique=True, help_text="Of the file.")
    loaded_at = models.DateTimeField(auto_now=True)
    coordinates = models.CharField(max_length=60, help_text="What the file's were, in words.")
    year = models.PositiveSmallIntegerField(
        null=True, help_text="The latest that the file's name or its columns of codes tell."
    )
    covers = models.JSONField(
        default=list,
        help_text="For which nations and days it has every council: nation, tier, first, last.",
    )
    shapes = models.BinaryField(help_text="See map/boundaries/shapes.py.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """A body whose area is in a set."""

    set = models.ForeignKey(BoundarySet, models.CASCADE, related_name="boundaries")
    body = models.ForeignKey(Body, models.CASCADE, related_name="boundaries")

    class Meta:
        verbose_name_plural = "boundaries"
        constraints = (models.UniqueConstraint(fields=("set", "body"), name="boundary_once"),)

    def __str__(self) -> str:
        return f"{self.body} in {self.set}"
