"""Which of the backdrop's areas make up a body's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from arrangements.map.boundaries.tiling import tilings_of
from arrangements.models import Body
from arrangements.register import Register


def areas_of(key: int, register: Register, day: dt.date | None = None) -> list[str]:
    """The codes of the backdrop's areas that make up a body's: its own, or those of others.

    The backdrop is that of a day; without one, of all times.
    """
    return tilings_of(register).on(day).areas(key)


def areas_together(bodies: Iterable[Body], register: Register, day: dt.date) -> list[str]:
    """Those of several bodies; none where some of them have none, and much would be left out."""
    each = [areas_of(body.pk, register, day) for body in bodies]
    return sorted(set().union(*each)) if each and all(each) else []
