"""Python's search for objects that point at each other in a circle, and when it is not worth it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_circles() -> Iterator[None]:
    """For work that makes very many small objects which stay, and few circles among them.

    Python would look through all of them again and again, for a fifth of the time.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
