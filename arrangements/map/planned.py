"""What the map says and draws of bodies that would stand on a day to come, if plans go ahead."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.template.defaultfilters import capfirst

from arrangements.facets import tally
from arrangements.filters import Query
from arrangements.map.areas import areas_together
from arrangements.register import Register
from arrangements.reorganisation.ahead import Ahead, Coming
from arrangements.reorganisation.sources import caution
from arrangements.reorganisation.words import day_of, some, state_of
from arrangements.sentences import counted, last_reported


def sentence_ahead(query: Query, day: dt.date) -> str:
    """What is counted and how old it is: of that day nothing is known."""
    count, facts = tally(query)
    if not count:
        return "No arrangement that matches was last reported running."
    when = f"{day.day} {day:%B %Y}"
    held = f"{counted(count, 'arrangement')} {last_reported(facts)}"
    return f"If plans go ahead, on {when}: {held}."


def areas_to_come(told: Coming, register: Register, day: dt.date) -> list[str]:
    """The areas of the councils that would be part of it whole, as they are now."""
    return areas_together(told.whole, register, day)


def told_of(ahead: Ahead, body: int) -> dict[str, Any]:
    """Of one planned body: what is planned, by which source, and where those are that go to it."""
    told = ahead.coming[body]
    of = [some((each.name for each in told.whole), "other council")] if told.whole else []
    if told.parts:
        of.append(f"parts of {some(each.name for each in told.parts)}")
    return {
        "words": f"{capfirst(day_of(told.plan))}. {state_of(told.plan)}."
        f" To take the place of {', and of '.join(of)}. {caution(told.plan.source_url)}".strip(),
        "source": told.plan.source_url,
        "from": [
            [round(each.lat, 3), round(each.lon, 3)]
            for each in told.whole
            if each.lat is not None and each.lon is not None
        ],
    }
