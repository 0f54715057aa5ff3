"""The panels of the page, in their order, and what stands on top of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from arrangements.circles import no_search_for_circles
from arrangements.filters import Query
from arrangements.insight.chiefs import chiefs
from arrangements.insight.distance import distance
from arrangements.insight.endings import endings
from arrangements.insight.figures import Figure, Panel
from arrangements.insight.glance import glance
from arrangements.insight.ground import Ground
from arrangements.insight.money import money
from arrangements.insight.promise import promise
from arrangements.insight.quality import quality
from arrangements.insight.reach import reach
from arrangements.insight.sharers import sharers
from arrangements.insight.whitespace import white_space
from arrangements.insight.years import years
from arrangements.models import DataStamp

PANELS: tuple[Callable[[Ground], Panel], ...] = (
    glance,
    quality,
    years,
    chiefs,
    sharers,
    distance,
    reach,
    white_space,
    endings,
    promise,
    money,
)
KEPT_FOR = 3600


@dataclass
class Insight:
    """The figures of one query. Panels are worked out once for each state of the data and day."""

    query: Query

    @cached_property
    def ground(self) -> Ground:
        return Ground(self.query)

    @cached_property
    def panels(self) -> list[Panel]:
        """Every panel; none where the query finds nothing."""
        key = self.key("panels")
        held: list[Panel] | None = cache.get(key)
        if held is None:
            with no_search_for_circles():
                held = [make(self.ground) for make in PANELS] if self.ground.rows else []
            cache.set(key, held, KEPT_FOR)
        return held

    def key(self, of: str, site: str = "") -> str:
        """A name for what is made of this query's figures, until the data or the day changes."""
        asked = f"{DataStamp.current().version} {dt.date.today()} {site} {self.query.string}"
        return f"insight-{of}-{hashlib.sha256(asked.encode()).hexdigest()[:40]}"

    @property
    def figures(self) -> dict[str, Figure]:
        return {figure.code: figure for panel in self.panels for figure in panel.figures}
