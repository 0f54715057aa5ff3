"""The other names by which the search in the map finds a body: former, Welsh, short and so on."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, OuterRef

from arrangements.folding import fold
from arrangements.models import BodyName, Standing


def other_names() -> dict[str, list[str]]:
    """By slug, for bodies in an arrangement at any time. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    shares = Exists(Standing.objects.filter(body=OuterRef("body")))
    rows = BodyName.objects.filter(shares).order_by("body", "kind", "name")
    for slug, official, name in rows.values_list("body__slug", "body__name", "name"):
        known = {fold(each) for each in found[slug]}
        if fold(name) not in known and fold(name) not in fold(official):
            found[slug].append(name)
    return {slug: names for slug, names in found.items() if names}
