"""The other names by which the search in the map finds a body: former, Welsh, short and so on."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, OuterRef

from arrangements.choices import NameKind
from arrangements.folding import fold
from arrangements.models import BodyName, Standing


def other_names() -> dict[str, list[str]]:
    """By slug, for bodies in an arrangement at any time. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    shares = Exists(Standing.objects.filter(body=OuterRef("body")))
    rows = BodyName.objects.filter(shares).values_list("body__slug", "body__name", "name", "kind")
    # Of two names by which one is found, the former one says more than what we call it ourselves.
    for slug, official, name, _ in sorted(rows, key=lambda row: (row[3] != NameKind.FORMER, row)):
        known = {fold(each) for each in found[slug]}
        if fold(name) not in known and fold(name) not in fold(official):
            found[slug].append(name)
    return {slug: names for slug, names in found.items() if names}
