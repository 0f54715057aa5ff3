"""What to settle before sharing a service, in our words, with the lessons that bear it out.

A lesson is named by its arrangement's reference and its number there.
"""

from __future__ import annotations

from dataclasses import dataclass

from arrangements.choices import Topic


@dataclass(frozen=True)
class Point:
    """Something to be sure of, why, and which lessons of the catalogue say so."""

    topic: Topic
    claim: str
    why: str
    lessons: tuple[str, ...]


POINTS = (
    Point(
        Topic.WHY_SHARE,
        "Each of us can say what sharing is for",
        "Money is one reason. Specialists nobody can afford alone, and posts nobody can fill, are"
        " others. Partners may differ, as long as each says its own.",
        ("SS0287 1", "SS0389 2", "SS0465 3", "SS0418 2"),
    ),
    Point(
        Topic.WHY_SHARE,
        "We have done the sums, doing nothing among them",
        "Some began with a pilot or a study and went on; others looked, and did not.",
        ("SS0079 1", "SS0332 1", "SS0135 1", "SS0172 1"),
    ),
    Point(
        Topic.WHY_SHARE,
        "Our partner wants it as much as we do, wherever it is",
        "Two who are willing may move faster than a whole region, and need not be next door.",
        ("SS0340 1", "SS0418 1", "SS0475 2", "SS0323 1"),
    ),
    Point(
        Topic.WHY_SHARE,
        "We have shared something smaller with them before",
        "A shared post, a joint purchase or one system shows what working together is like.",
        ("SS0066 1", "SS0493 2", "SS0465 1", "SS0188 1"),
    ),
    Point(
        Topic.WHO_LEADS,
        "Leaders and chief executives on every side back it in the open",
        "And so do the groups that may be in power after the next election.",
        ("SS0303 1", "SS0287 3", "SS0265 3", "SS0282 1"),
    ),
    Point(
        Topic.WHO_LEADS,
        "No partner will learn of anything through the press",
        "Some arrangements ended not over the service but over trust.",
        ("SS0236 1", "SS0126 2", "SS0516 3"),
    ),
    Point(
        Topic.WHO_LEADS,
        "It is clear what members decide and what officers do",
        "Too many meetings draw members into detail; too few leave nobody asking.",
        ("SS0186 2", "SS0292 1", "SS0126 3", "SS0178 1"),
    ),
    Point(
        Topic.WHO_LEADS,
        "The smaller partner is not being taken over, and can see that it is not",
        "An equal vote, a chair that rotates or a say of its own each help.",
        ("SS0122 2", "SS0455 2", "SS0067 1", "SS0208 6"),
    ),
    Point(
        Topic.WHO_LEADS,
        "Scrutiny on every side can see how it is doing",
        "Accounts and papers that few can find cost confidence, and sometimes more.",
        ("SS0290 2", "SS0428 2", "SS0073 1"),
    ),
    Point(
        Topic.MODELS,
        "The model fits the law and the work",
        "Ask the lawyers early: what a company, a committee or a lead authority may do differs.",
        ("SS0290 1", "SS0287 4", "SS0255 1", "SS0492 1"),
    ),
    Point(
        Topic.MODELS,
        "How costs are split is agreed, and so is how that can change",
        "By population, by use or by time: each can come to look unfair when a partner changes.",
        ("SS0529 1", "SS0554 2", "SS0311 1", "SS0415 1"),
    ),
    Point(
        Topic.MODELS,
        "Each of us keeps what it must decide itself",
        "Policy, prices and whatever is felt to be local can stay at home.",
        ("SS0417 1", "SS0412 1", "SS0340 2", "SS0442 2"),
    ),
    Point(
        Topic.MODELS,
        "Others can join later, on terms that are known now",
        "Some agreements have a price of entry, or are written so that more can come in.",
        ("SS0256 3", "SS0273 2", "SS0237 1", "SS0287 2"),
    ),
    Point(
        Topic.PEOPLE,
        "Whose staff they will be is decided",
        "Transfer, secondment and staying with one’s own employer have all been used.",
        ("SS0478 1", "SS0392 1", "SS0149 1", "SS0006 1"),
    ),
    Point(
        Topic.PEOPLE,
        "Pay, travel and worry are thought through",
        "Different grades and longer journeys are what staff meet first.",
        ("SS0510 1", "SS0275 1", "SS0130 1", "SS0300 1"),
    ),
    Point(
        Topic.PEOPLE,
        "Vacancies and retirements are used",
        "Filling empty posts together keeps the cost of change low.",
        ("SS0118 1", "SS0416 3", "SS0110 1"),
    ),
    Point(
        Topic.CONTRACTS,
        "We know when each partner’s contracts end, and under which rules they were let",
        "The start can follow the contracts, one partner at a time.",
        ("SS0273 1", "SS0475 1", "SS0120 1", "SS0484 1"),
    ),
    Point(
        Topic.CONTRACTS,
        "What a supplier promises has been tested",
        "Ask what happens if the market moves, or the savings do not come.",
        ("SS0467 2", "SS0191 1", "SS0198 1", "SS0208 11"),
    ),
    Point(
        Topic.SYSTEMS,
        "There is a plan, and money, for one system",
        "Years of sharing do not bring systems together by themselves.",
        ("SS0122 1", "SS0289 1", "SS0390 1", "SS0430 1"),
    ),
    Point(
        Topic.SYSTEMS,
        "The move to it is in steps that can be stopped",
        "More than once a late or difficult system was followed by the end of a partnership.",
        ("SS0471 1", "SS0090 1", "SS0488 2"),
    ),
    Point(
        Topic.EQUIPMENT,
        "Buildings, vehicles and the road between sites are in the sums",
        "Two headquarters cost; a shared base or a joint fleet can save.",
        ("SS0037 2", "SS0024 3", "SS0433 1"),
    ),
    Point(
        Topic.RESOURCES,
        "What it costs to set up is known, and somebody pays for it",
        "Grants have often paid. Without one, the first years’ savings may go on it.",
        ("SS0172 2", "SS0543 1", "SS0282 2", "SS0452 1"),
    ),
    Point(
        Topic.RESOURCES,
        "There is time enough, and people with time",
        "Preparing has taken years, and has cost much where nothing came of it.",
        ("SS0254 2", "SS0115 1", "SS0167 1"),
    ),
    Point(
        Topic.GOALS,
        "What the service costs and does today is measured",
        "Without a start line nobody can show a gain, and partners may come to argue about it.",
        ("SS0198 2", "SS0516 2", "SS0478 4"),
    ),
    Point(
        Topic.GOALS,
        "The case stands up if fewer join than hoped",
        "Partners and customers that were counted on and did not come have cost some of them dear.",
        ("SS0467 1", "SS0139 2", "SS0267 1", "SS0132 3"),
    ),
    Point(
        Topic.GOALS,
        "Somebody watches the service while everything changes",
        "Errors and backlogs at the start drew criticism in several places.",
        ("SS0191 2", "SS0246 4", "SS0510 2", "SS0543 2"),
    ),
    Point(
        Topic.ENDING,
        "How to leave is written down: notice, costs, staff, data",
        "Partners do leave. What that costs is easier to agree on before anybody wants to.",
        ("SS0432 1", "SS0476 1", "SS0179 1", "SS0529 2"),
    ),
    Point(
        Topic.ENDING,
        "We have asked what reorganisation would do to it",
        "A partner that is abolished, divided or merged takes its part of the service along.",
        ("SS0107 1", "SS0260 5", "SS0392 2", "SS0290 3"),
    ),
    Point(
        Topic.ENDING,
        "We know what could stay shared if the rest ends",
        "Contracts, a legal team and other practical work have outlived a partnership.",
        ("SS0425 3", "SS0480 1", "SS0041 2"),
    ),
)
