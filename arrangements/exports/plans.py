"""Plans of reorganisation as rows of their sheet. Imports read them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from arrangements.columns import REORGANISATION
from arrangements.exports.tables import Words, columns_written
from arrangements.folding import fold
from arrangements.imports.cells import Written
from arrangements.models import Body
from arrangements.reorganisation.documents import Document, plan_documents


def plan_rows(words: Words) -> list[list[Written]]:
    """A row for each council under each plan, without the headings. Three queries."""
    names = _names()
    return [
        [
            names[fact]
            if column.key in ("predecessor", "successor") and (fact := facts[column.key])
            else column.cell.write(facts[column.key], words.vocabulary)
            for column in columns_written(REORGANISATION)
        ]
        for facts in _facts()
    ]


def _facts() -> Iterator[Document]:
    plans = plan_documents().values()
    for plan in sorted(plans, key=lambda each: (each["area_name"], each["option"])):
        for line in plan["lines"]:
            yield plan | line


def _names() -> dict[str, str]:
    """The name of each body, with its code behind it where that name means another today, too."""
    bodies = list(Body.with_planned.values_list("code", "name", "planned"))
    counted = Counter(fold(name) for _, name, _ in bodies)
    return {
        code: name if planned or counted[fold(name)] == 1 else f"{name} [{code}]"
        for code, name, planned in bodies
    }
