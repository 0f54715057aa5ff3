"""What a plan is: changes to arrangements, and what a person needs to see before saying yes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from arrangements.documents import Document, packed, unpacked

OUTCOMES = ("new", "changed", "same", "problem")


@dataclass
class Change:
    """One arrangement before and after. `before` is None for a new one, `after` for one removed.

    `row` is its row in the file, as decisions name it; `said_new` that a person said it is none we
    have, however alike.
    """

    reference: str
    before: Document | None
    after: Document | None
    row: str = ""
    said_new: bool = False

    @property
    def kept(self) -> Document:
        """The arrangement after the change, where the change does not remove it."""
        if self.after is None:
            raise ValueError(f"{self.reference} is removed by this change")
        return self.after

    def as_json(self) -> dict[str, Any]:
        return {
            **vars(self),
            "before": packed(self.before) if self.before else None,
            "after": packed(self.after) if self.after else None,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Change:
        before, after = (data[key] and unpacked(data[key]) for key in ("before", "after"))
        return cls(**{**data, "before": before, "after": after})


@dataclass(frozen=True)
class PlanChange:
    """One plan of reorganisation before and after, as reorganisation/documents.py has it. `before`
    is None for a new one, `after` for one taken out."""

    slug: str
    before: Document | None
    after: Document | None

    @property
    def known(self) -> Document:
        """What it is, or was where it is taken out."""
        found = self.after or self.before
        if found is None:
            raise ValueError(f"{self.slug} neither was nor will be")
        return found


@dataclass
class Plan:
    """Everything a person needs to see before saying yes. All of it is plain JSON.

    `totals` counts arrangements; `plans` are those of reorganisation, which `plan_totals` counts,
    and `councils` are planned ones that come with them.
    """

    filename: str
    stamp: str
    totals: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    changes: list[Change] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[dict[str, str]] = field(default_factory=list)
    plans: list[PlanChange] = field(default_factory=list)
    plan_totals: dict[str, int] = field(default_factory=dict)
    councils: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            **vars(self),
            "changes": [change.as_json() for change in self.changes],
            "plans": [vars(change) for change in self.plans],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Plan:
        changes = [Change.from_json(change) for change in data["changes"]]
        plans = [PlanChange(**change) for change in data.get("plans", ())]
        return cls(**{**data, "changes": changes, "plans": plans})

    @property
    def counts_arrangements(self) -> bool:
        """Whether the file has any rows of arrangements."""
        return any(self.totals.values())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to apply."""
        return not self.changes and not self.plans

    @property
    def counted(self) -> dict[str, int]:
        """The totals, with how many plans change where any does; for lists of imports."""
        return self.totals | ({"plans": len(self.plans)} if self.plans else {})

    def report(self) -> dict[str, Any]:
        """What `--report` writes."""
        return {"totals": self.totals, "rows": self.rows}
