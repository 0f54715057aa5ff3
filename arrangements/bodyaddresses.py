"""Which body an address means, where it is not a body's own slug."""

from __future__ import annotations

from arrangements.imports.catalogue import names
from arrangements.models import Body, BodyCode, BodyName


def bodies_once_at(slug: str) -> list[Body]:
    """The bodies that have or had a name or a code that reads so in an address."""
    by_name = BodyName.objects.filter(slug=slug).values("body")
    by_code = BodyCode.objects.filter(code__iexact=slug).values("body")
    found = Body.objects.filter(pk__in=by_name) | Body.objects.filter(pk__in=by_code)
    return list(found | Body.objects.filter(code__iexact=slug))


def bodies_near(slug: str) -> list[Body]:
    """Bodies with a name much like it, best first."""
    match = names().resolve(slug.replace("-", " "))
    codes = [match.body.code] if match.body else [near.body.code for near in match.near]
    held = {body.code: body for body in Body.objects.filter(code__in=codes)}
    return [held[code] for code in codes]
