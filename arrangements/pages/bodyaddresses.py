"""Which body an address means, where it is not a body's own slug."""

from __future__ import annotations

from dataclasses import dataclass, field

from arrangements.choices import NameKind
from arrangements.imports.catalogue import names
from arrangements.models import Body, BodyCode, BodyName

# Bare place names, which several bodies have shared: what they mean is decided by a rule.
PLACES = (NameKind.SHORT, NameKind.ONS)


@dataclass(frozen=True)
class Meant:
    """The body that is meant, and whether for good; or else the bodies that may be meant."""

    body: Body | None = None
    for_good: bool = False
    offered: list[Body] = field(default_factory=list)


def meant_by(slug: str) -> Meant:
    """What an address means that is no body's own: an old name, a code, a place or a typo."""
    once = _once_at(slug)
    if len(once) == 1:
        return Meant(once[0], for_good=True)
    match = names().resolve(slug.replace("-", " "))
    codes = [match.body.code] if match.body else [near.body.code for near in match.near]
    held = {body.code: body for body in Body.objects.filter(code__in=codes)}
    near = [held[code] for code in codes]
    if match.body and not once:
        return Meant(near[0])
    return Meant(offered=list(dict.fromkeys([*once, *near])))


def _once_at(slug: str) -> list[Body]:
    """The bodies that have or had this name or code."""
    by_name = BodyName.objects.filter(slug=slug).exclude(kind__in=PLACES).values("body")
    by_code = BodyCode.objects.filter(code__iexact=slug).values("body")
    found = Body.objects.filter(pk__in=by_name) | Body.objects.filter(pk__in=by_code)
    return list(found | Body.objects.filter(code__iexact=slug))
