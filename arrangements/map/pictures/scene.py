"""What a picture is of: who stands in it, linked how, and what its words are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arrangements.choices import Sector
from arrangements.map.links import hubs_of, is_placed, links_of
from arrangements.map.parts import Part
from arrangements.models import Arrangement, Body, Partner
from arrangements.register import Register
from arrangements.sentences import counted
from arrangements.wording import listed

NAMED_IN_WORDS = 12


@dataclass(frozen=True)
class Scene:
    """Bodies with a place, the most important first, and the links between them.

    `centres` are those it is about or who lead; a link has the number of arrangements it carries.
    `title` and `words` say the same as the picture.
    """

    title: str
    words: str
    bodies: list[Body]
    centres: frozenset[int]
    links: Mapping[tuple[int, int], int]


def of_arrangement(arrangement: Arrangement, register: Register) -> Scene | None:
    """The picture of an arrangement; None where fewer than two partners have a place on a map."""
    rows = Partner.objects.filter(arrangement=arrangement).order_by("number")
    parts = [Part(body, role, "") for body, role in rows.values_list("body", "role")]
    hubs = hubs_of(parts)
    order = [*hubs, *(part.body for part in parts if part.body not in hubs)]
    return _scene(
        arrangement.name,
        frozenset(hubs),
        order,
        dict.fromkeys(links_of(parts, register), 1),
        register,
    )


def of_body(body: Body, register: Register) -> Scene | None:
    """The picture of all that a body takes part in: itself, and its partners, the closest first.

    None where it shares nothing, or fewer than two of them have a place on a map.
    """
    shared: dict[int, list[int]] = defaultdict(list)
    mine = Partner.objects.filter(body=body).values("arrangement")
    rows = Partner.objects.filter(arrangement__in=mine).order_by("arrangement", "number")
    for arrangement, partner in rows.values_list("arrangement", "body").distinct():
        shared[arrangement].append(partner)
    together = Counter(
        partner for partners in shared.values() for partner in partners if partner != body.pk
    )
    links = {(min(body.pk, other), max(body.pk, other)): count for other, count in together.items()}
    order = [body.pk, *(other for other, _ in together.most_common())]
    return _scene(body.name, frozenset([body.pk]), order, links, register)


def _scene(
    title: str,
    centres: frozenset[int],
    order: Sequence[int],
    links: Mapping[tuple[int, int], int],
    register: Register,
) -> Scene | None:
    bodies = [register.bodies[key] for key in dict.fromkeys(order)]
    placed = [body for body in bodies if is_placed(body)]
    words = words_for(bodies)
    if not words:
        return None
    known = {body.pk for body in placed}
    drawn = {pair: count for pair, count in links.items() if known.issuperset(pair)}
    return Scene(title, words, placed, centres, drawn)


def words_for(bodies: Sequence[Body]) -> str:
    """What a picture of these shows, for who cannot see it; "" where there is no picture."""
    names = [body.name for body in bodies if is_placed(body)]
    left_out = len(bodies) - len(names)
    if len(names) < 2:
        return ""
    rest = len(names) - NAMED_IN_WORDS
    if rest > 1:
        names = [*names[:NAMED_IN_WORDS], counted(rest, "more body", "more bodies")]
    words = f"Map with {listed(names)}."
    if left_out:
        words += f" {counted(left_out, 'other has', 'others have')} no place on a map."
    return words


def label_of(body: Body) -> str:
    """A council is known by its place; others need their kind said."""
    return body.short_name if body.sector == Sector.COUNCIL and body.short_name else body.name
