"""Where the answer to each parameter stands: filters narrow by it, facets count by it."""

from __future__ import annotations

# Of at least one of an arrangement's services; the names are those of Service.
OF_SERVICES = {"service": "code", "service_group": "group_slug", "service_kind": "kind"}

# Of at least one partner's body; the names are those of Body.
OF_BODIES = {
    "body_kind": "kind",
    "tier": "tier",
    "sector": "sector",
    "nation": "nation",
    "region": "region",
}

# A word of the arrangement itself. An empty one is not known, where that can be asked for.
WORDS = ("model", "status", "geography")
UNKNOWN = "unknown"

# A list of codes of the arrangement itself.
CODES = {"mix": "mixes", "pairing": "pairings", "motive": "motives", "why": "ended_why"}

# What figures link to and no form offers, so that nothing is counted beside its values.
UNCOUNTED = (
    "began",
    "ended",
    "seen",
    "basis",
    "total",
    "left_out",
    "apart",
    "size",
    "has",
    "lacks",
    "among",
    "planned",
)
