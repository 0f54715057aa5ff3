"""Which of the backdrop's areas make up a body's."""

from __future__ import annotations

import datetime as dt

from arrangements.map.boundaries.tiling import tilings_of
from arrangements.register import Register


def areas_of(key: int, register: Register, day: dt.date | None = None) -> list[str]:
    """The codes of the backdrop's areas that make up a body's: its own, or those of others.

    The backdrop is that of a day; without one, of all times.
    """
    return tilings_of(register).on(day).areas(key)
