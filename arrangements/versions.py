"""What is worked out of the whole catalogue is kept in memory until the data change."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from uuid import UUID

from arrangements.circles import no_search_for_circles
from arrangements.models import DataStamp

T = TypeVar("T")


def once_a_version(make: Callable[[], T]) -> Callable[[], T]:
    """Keep an answer until the data stamp changes. One query where it is kept."""
    kept: tuple[UUID, T] | None = None

    @wraps(make)
    def answer() -> T:
        nonlocal kept
        version = DataStamp.current().version
        # Threads may work it out at once; each returns what it saw, so none is given another's.
        found = kept
        if found is None or found[0] != version:
            with no_search_for_circles():
                found = kept = (version, make())
        return found[1]

    return answer
