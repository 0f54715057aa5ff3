"""The record: bodies, services, arrangements and how they came in."""

from arrangements.models.arrangements import (
    Arrangement,
    ArrangementService,
    Lesson,
    Partner,
    Replacement,
    RunningPeriod,
    Saving,
    Source,
    Standing,
)
from arrangements.models.bodies import (
    Adjacency,
    Body,
    BodyCode,
    BodyName,
    GroupMember,
    Succession,
)
from arrangements.models.boundaries import Boundary, BoundarySet
from arrangements.models.imports import (
    DataStamp,
    Import,
    IssuedReference,
    RememberedHeading,
    RememberedName,
)
from arrangements.models.lookups import Listed
from arrangements.models.plans import Plan, PlanSuccession
from arrangements.models.services import Service, ServiceName

__all__ = [
    "Adjacency",
    "Arrangement",
    "ArrangementService",
    "Body",
    "BodyCode",
    "BodyName",
    "Boundary",
    "BoundarySet",
    "DataStamp",
    "GroupMember",
    "Import",
    "IssuedReference",
    "Lesson",
    "Listed",
    "Partner",
    "Plan",
    "PlanSuccession",
    "RememberedHeading",
    "RememberedName",
    "Replacement",
    "RunningPeriod",
    "Saving",
    "Service",
    "ServiceName",
    "Source",
    "Standing",
    "Succession",
]
