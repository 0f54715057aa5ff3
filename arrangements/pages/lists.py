"""Lists worth having: questions that people ask again and again, each with how many it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from arrangements.filters import Query


@dataclass(frozen=True)
class Saved:
    """A question, the query string that answers it, and what it is good for."""

    title: str
    string: str
    words: str


@dataclass(frozen=True)
class Found:
    saved: Saved
    count: int
    sentence: str


LISTS: tuple[tuple[str, Sequence[Saved]], ...] = (
    (
        "At the top",
        (
            Saved(
                "Shared chief executives",
                "service=chief-executive",
                "One person at the head of two bodies. Before taking that step, read what was "
                "learned about who leads, and about trust.",
            ),
            Saved(
                "Shared management teams",
                "service=management-team",
                "Directors and heads of service across councils. Look at what became of the "
                "councils themselves: some merged, and some parted.",
            ),
        ),
    ),
    (
        "With whom",
        (
            Saved(
                "Partnerships that leap over neighbours",
                "geography=separate",
                "The partners’ areas do not touch. What brought them together was not distance, "
                "and that is what one can learn from them.",
            ),
            Saved(
                "Police partnerships that cross regions",
                "sector=police&mix=across-regions",
                "A police body and partners in more than one region. See who leads, and how each "
                "force keeps its say.",
            ),
            Saved(
                "Across tiers",
                "mix=across-tiers",
                "Counties with districts, or either with a single-tier council. Where such "
                "councils are replaced together, what they share comes to be inside one council.",
            ),
            Saved(
                "Councils with health",
                "pairing=council-health",
                "Adult social care, commissioning and joint posts of councils and NHS bodies. "
                "Where the NHS body is gone, its page says who followed.",
            ),
            Saved(
                "Councils with police",
                "pairing=council-police",
                "Community safety, buildings and back offices that councils and police forces run "
                "together. Ask which security standards the police have to keep.",
            ),
            Saved(
                "Councils with fire and rescue",
                "pairing=council-fire",
                "Where a fire and rescue service shares with a council. See what each of them kept"
                " for itself, and under which model.",
            ),
            Saved(
                "Police forces with each other",
                "pairing=police-police",
                "From aircraft and dogs to whole back offices, many by agreements under sections "
                "22A to 23I of the Police Act 1996. Each page says who leads.",
            ),
        ),
    ),
    (
        "On the front line",
        (
            Saved(
                "Social care",
                "service=adult-social-care&service=childrens-services",
                "Adults’ and children’s services that councils share with one another or with "
                "health. Look at how each council keeps its own legal duties.",
            ),
            Saved(
                "Waste",
                "service=waste-collection&service=waste-disposal",
                "Collection and disposal, by joint committee, contract or company. The end of a "
                "contract is a time to join, or to leave.",
            ),
        ),
    ),
    (
        "How it goes",
        (
            Saved(
                "The largest",
                "sort=partners",
                "All arrangements, those with the most partners first. See how they came to be "
                "many, and how they decide.",
            ),
            Saved(
                "Ended, and why",
                "status=ended&status=superseded&sort=newest",
                "Those that ended or were replaced by something else, the newest first. Each page "
                "says why, as far as a source does.",
            ),
            Saved(
                "Not pursued",
                "status=abandoned",
                "Planned and given up before they began. What stopped them is cheaper to learn "
                "here than at home.",
            ),
            Saved(
                "Oldest known running",
                "status=live&sort=longest",
                "Running when last reported, and known to have run for longest. Ask them what has "
                "changed since they began.",
            ),
            Saved(
                "With a figure for savings",
                "savings=yes&sort=saving",
                "Each figure with its pattern, basis and source, forecasts of a yearly saving "
                "first. They are claims, and are never added up.",
            ),
        ),
    ),
)


def lists() -> list[tuple[str, list[Found]]]:
    """Every list with how many arrangements it holds now and how old they are."""
    return [(title, [_found(saved) for saved in some]) for title, some in LISTS]


def _found(saved: Saved) -> Found:
    query = Query(QueryDict(saved.string))
    return Found(saved, query.count, query.sentence)
