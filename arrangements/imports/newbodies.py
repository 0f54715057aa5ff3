"""Bodies that an import brings with it: made with it, and taken away again with it."""

from __future__ import annotations

from django.db.models import ProtectedError, Q, QuerySet
from django.utils.text import slugify

from arrangements.choices import BodyKind, Nation
from arrangements.imports.decisions import NewBody
from arrangements.imports.plan import Plan
from arrangements.models import Body, BodyName, Partner

SOURCE = "made by an editor, for an import"
REGION_TOO = frozenset({Nation.SCOTLAND, Nation.WALES, Nation.NORTHERN_IRELAND})


def bodies_called(new: NewBody) -> QuerySet[Body]:
    """The bodies that have or had the name of a new one, or nearly so."""
    slug = slugify(new.name)
    others = BodyName.objects.filter(slug=slug).values("body")
    same = Q(code=new.code) | Q(slug=slug) | Q(name__iexact=new.name) | Q(pk__in=others)
    return Body.objects.filter(same)


def make_bodies(plan: Plan, named: set[str]) -> bool:
    """Make the bodies of a plan that are named and not there, and note in it which those are."""
    made = False
    for body in plan.bodies:
        if body["code"] not in named or Body.objects.filter(code=body["code"]).exists():
            continue
        slug = slugify(body["name"])[:110]
        Body.objects.create(
            code=body["code"],
            slug=body["code"] if Body.objects.filter(slug=slug).exists() else slug,
            name=body["name"],
            short_name=body["name"],
            kind=BodyKind.OTHER,
            sector=body["sector"],
            nation=body["nation"],
            region=body["nation"] if body["nation"] in REGION_TOO else "",
            source=SOURCE,
        )
        body["made"] = "yes"
        made = True
    return made


def made_by(plan: Plan) -> QuerySet[Body]:
    """The bodies that this plan, once applied, made."""
    return Body.objects.filter(code__in=[each["code"] for each in plan.bodies if "made" in each])


def needed_besides(plan: Plan, undoing: Plan) -> QuerySet[Body]:
    """Of the bodies a plan made, those that arrangements name still when it is undone."""
    touched = [change.reference for change in undoing.changes]
    users = Partner.objects.exclude(arrangement__reference__in=touched)
    after = {
        partner["body"]
        for change in undoing.changes
        if change.after
        for partner in change.after["partners"]
    }
    return made_by(plan).filter(Q(partnerships__in=users) | Q(code__in=after)).distinct()


def drop_bodies(plan: Plan) -> bool:
    """Take away the bodies that a plan made, but for those that something else needs."""
    dropped = False
    for body in made_by(plan):
        try:
            body.delete()
            dropped = True
        except ProtectedError:
            continue
    return dropped
