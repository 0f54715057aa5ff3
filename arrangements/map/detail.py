"""One arrangement in the words that the map's panel says beside what is drawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from arrangements import wording
from arrangements.models import Arrangement, Partner, Source, Standing
from arrangements.partialdate import PartialDate

CLAIMS = 3


def detail(arrangement: Arrangement) -> dict[str, Any]:
    """An arrangement fetched `for_page()`, as texts. One query more."""
    savings = list(arrangement.savings.all())
    sources = list(arrangement.sources.all())
    return {
        "reference": arrangement.reference,
        "summary": arrangement.summary,
        "model": "" if arrangement.model == "unknown" else arrangement.get_model_display(),
        "started": wording.started(arrangement),
        "end": wording.date(arrangement.end),
        "agreement": _agreement(arrangement),
        "money": [wording.saving_labelled(saving) for saving in savings[:CLAIMS]],
        "claims": len(savings),
        "sources": _sources(sources),
        "checked": _checked(arrangement),
        "partners": _partners(arrangement),
    }


def _agreement(arrangement: Arrangement) -> str:
    ends = arrangement.agreement_ends
    return f"Ends {wording.when(ends)}" if ends else ""


def _sources(sources: list[Source]) -> dict[str, Any]:
    if not sources:
        return {"count": 0, "title": "", "url": "", "about": ""}
    first = sources[0]
    kind = first.get_kind_display().lower() if first.kind else "kind not said"
    return {
        "count": len(sources),
        "title": first.title,
        "url": first.url,
        "about": f"{kind}, {first.published or 'no date'}",
    }


def _checked(arrangement: Arrangement) -> str:
    if not arrangement.checked_on:
        return ""
    by = f", by {arrangement.get_checked_by_display().lower()}" if arrangement.checked_by else ""
    return f"{wording.date(str(arrangement.checked_on))}{by}"


def _partners(arrangement: Arrangement) -> list[dict[str, Any]]:
    after: dict[int, list[Standing]] = {}
    for standing in arrangement.standings.select_related("body"):
        if standing.by_succession:
            after.setdefault(standing.partner_id, []).append(standing)
    return [
        {
            "slug": partner.body.slug,
            "times": _times(partner),
            "after": [
                {
                    "slug": standing.body.slug,
                    "name": standing.body.name,
                    "since": _in_words(standing.first_day),
                }
                for standing in after.get(partner.pk, [])
            ],
        }
        for partner in arrangement.partners.all()
    ]


def _times(partner: Partner) -> str:
    times = [("joined", partner.joined), ("left", partner.left)]
    return ", ".join(f"{word} {wording.when(day)}" for word, day in times if day)


def _in_words(day: dt.date) -> str:
    return PartialDate(day.isoformat()).in_words
