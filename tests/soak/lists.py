"""Lists to import: new arrangements, changed ones, and some to be taken out."""

import csv
from collections.abc import Iterable
from pathlib import Path

HEADINGS = ("Reference", "Name", "Summary", "Partners", "Services", "Start", "Remove")
PARTNERS = "Devon County Council (lead); Slough Borough Council; Kent Police"


def write_list(
    path: Path,
    label: str,
    *,
    new: int = 0,
    changed: Iterable[int] = (),
    removed: Iterable[int] = (),
) -> Path:
    """The label is in every name and text, so that what came from which list can be told."""
    rows = [
        (
            "new",
            f"{label} {number}",
            f"From {label}.",
            PARTNERS,
            "Libraries; Parking",
            "2012-04",
            "",
        )
        for number in range(new)
    ]
    rows += [(f"SS{number:04d}", "", f"Changed by {label}.", "", "", "", "") for number in changed]
    rows += [(f"SS{number:04d}", "", "", "", "", "", "yes") for number in removed]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path
