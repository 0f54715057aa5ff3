"""Facts in words, the same on every page, on the map and in what search engines read.

Nothing here rounds a figure or makes up a date: what a source does not say is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from arrangements.choices import (
    GrossOrNet,
    Qualifier,
    SavingBasis,
    SavingNature,
    SavingPattern,
    SavingScope,
    Status,
)
from arrangements.models import Arrangement, Saving
from arrangements.partialdate import PartialDate

NOT_SAID = "Not known"

_ENDS = {Status.ENDED: "Ended", Status.SUPERSEDED: "Replaced or merged"}
_YEAR_JOINS = {
    Status.PROPOSED: "Proposed in {}",
    Status.AGREED: "Agreed by {}",
    Status.IN_DEVELOPMENT: "Being set up in {}",
    Status.LIVE: "Running in {}",
    Status.NOTICE_GIVEN: "Notice given by {}",
    Status.ENDED: "Ended by {}",
    Status.ABANDONED: "Not pursued, as of {}",
    Status.SUPERSEDED: "Replaced or merged by {}",
    Status.UNKNOWN: "Not known, as of {}",
}
_QUALIFIERS = {
    Qualifier.ABOUT: "about {}",
    Qualifier.UP_TO: "up to {}",
    Qualifier.AT_LEAST: "at least {}",
}
_PATTERNS = {
    SavingPattern.ONE_OFF: "once",
    SavingPattern.ANNUAL: "a year",
    SavingPattern.CUMULATIVE: "in all",
}
_BASES = {
    SavingBasis.FORECAST: "forecast",
    SavingBasis.REPORTED: "reported",
    SavingBasis.AUDITED: "audited",
    SavingBasis.DISPUTED: "disputed",
}
_BASES_AT_LENGTH = {
    SavingBasis.FORECAST: "a forecast",
    SavingBasis.REPORTED: "reported by the bodies themselves",
    SavingBasis.AUDITED: "audited by somebody else",
    SavingBasis.DISPUTED: "disputed",
}
_NATURES = {
    SavingNature.CASHABLE: "Cashable.",
    SavingNature.COST_AVOIDED: "A cost avoided, not money freed.",
    SavingNature.INCOME: "Income, not a cost saved.",
    SavingNature.DIVIDEND: "A dividend, not a cost saved.",
    SavingNature.LOSS_PREVENTED: "A loss prevented, not a cost saved.",
}
_NO_SAVING = (SavingNature.INCOME, SavingNature.DIVIDEND, SavingNature.LOSS_PREVENTED)


def money(pounds: int) -> str:
    """ "£325,000", "£1.5 million", "£1.34 billion": short where that loses nothing."""
    sign, amount = ("−" if pounds < 0 else ""), abs(pounds)
    for unit, word in ((10**9, "billion"), (10**6, "million")):
        if amount >= unit and amount % (unit // 1000) == 0:
            return f"{sign}£{amount / unit:,.3f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{sign}£{amount:,}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; a comma before the last where items have an "and" within."""
    names = [*items]
    *first, final = names or [""]
    comma = "," if any(f" {last} " in name for name in names) else ""
    return f"{', '.join(first)}{comma} {last} {final}" if first else final


def in_mid_sentence(name: str) -> str:
    """With a small letter, unless it begins with initials such as ICT."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def date(value: str) -> str:
    """ "2010", "October 2010" or "1 October 2010"; nothing for no date."""
    return PartialDate(value).in_words if value else ""


def when(value: str) -> str:
    """A date after its preposition: "in 2010", "on 1 October 2010"."""
    return f"{'on' if len(value) == 10 else 'in'} {date(value)}" if value else ""


class HowItStood(Protocol):
    """What is told of how an arrangement stood; the model has it, and rows of it."""

    @property
    def status(self) -> str: ...
    @property
    def status_as_of(self) -> int | None: ...
    @property
    def end(self) -> str: ...


def status(arrangement: HowItStood) -> str:
    """How it stood and when: "Running in 2014", never "running" alone."""
    code, year = arrangement.status or Status.UNKNOWN, arrangement.status_as_of
    if code in _ENDS and arrangement.end:
        return f"{_ENDS[Status(code)]} in {arrangement.end[:4]}"
    if year:
        return _YEAR_JOINS[Status(code)].format(year)
    label = Status(code).label
    return label if code == Status.UNKNOWN else f"{label}, year not known"


def started(arrangement: Arrangement) -> str:
    """ "Since October 2010", "First seen running in 2012" or "Start not known"."""
    if arrangement.start:
        match arrangement.status:
            case Status.LIVE | Status.NOTICE_GIVEN:
                return f"Since {date(arrangement.start)}"
            case Status.ABANDONED:
                return f"Was to start {when(arrangement.start)}"
            case Status.PROPOSED | Status.AGREED | Status.IN_DEVELOPMENT:
                return f"To start {when(arrangement.start)}"
        return f"Started {when(arrangement.start)}"
    if arrangement.first_seen_running:
        return f"First seen running in {arrangement.first_seen_running}"
    return "Start not known"


def amount(saving: Saving) -> str:
    """ "about £325,000", "£2 million to £3 million"."""
    if saving.amount is None:
        return "An amount that is not given"
    figure = money(saving.amount)
    if saving.amount_high is not None:
        figure = f"{figure} to {money(saving.amount_high)}"
    return _QUALIFIERS[Qualifier(saving.qualifier)].format(figure) if saving.qualifier else figure


def saving_short(saving: Saving) -> str:
    """ "£325,000 a year, forecast in 2011": the figure never without its pattern and basis."""
    pattern = (
        f" {_PATTERNS[SavingPattern(saving.pattern)]}"
        if saving.pattern
        else ", not said whether once or each year"
    )
    basis = _BASES[SavingBasis(saving.basis)] if saving.basis else "basis not known"
    if saving.source and saving.source.published:
        basis = f"{basis} in {saving.source.published}"
    nature = ""
    if saving.nature and saving.nature != SavingNature.CASHABLE:
        nature = f" ({SavingNature(saving.nature).label.lower()})"
    figure = amount(saving)
    return f"{figure[0].upper()}{figure[1:]}{pattern}{nature}, {basis}"


def saving_labelled(saving: Saving) -> str:
    """The short form after a word for what it is, where no heading says so."""
    figure = saving_short(saving)
    word = "Money" if saving.nature in _NO_SAVING else "Saving"
    return f"{word}: {figure[0].lower()}{figure[1:]}"


def saving_sentences(saving: Saving) -> list[str]:
    """Everything that qualifies the figure, a sentence each; the period and share as given."""
    net = GrossOrNet(saving.gross_or_net).label.lower() if saving.gross_or_net else ""
    if saving.basis:
        said = [_BASES_AT_LENGTH[SavingBasis(saving.basis)], net]
        sentences = [f"This is {', '.join(filter(None, said))}."]
    else:
        sentences = ["It is not known whether this is a forecast or a result."]
        sentences += [f"It is {net}."] if net else []
    if saving.pattern == SavingPattern.CUMULATIVE:
        sentences.append("It is added up over a period, not a sum each year.")
    elif not saving.pattern:
        sentences.append("It is not said whether once or each year.")
    if saving.nature:
        sentences.append(_NATURES[SavingNature(saving.nature)])
    if saving.scope == SavingScope.WIDER:
        sentences.append("It covers more than this arrangement.")
    if saving.period:
        sentences.append(f"Period: {saving.period}.")
    if saving.whose_share:
        sentences.append(f"Whose: {saving.whose_share}.")
    return sentences


def headline_saving(savings: Sequence[Saving]) -> Saving | None:
    """The claim to show where there is room for one: the arrangement's own before wider ones."""
    own = [
        saving
        for saving in savings
        if saving.scope != SavingScope.WIDER and saving.nature not in _NO_SAVING
    ]
    return next(iter([*own, *savings]), None)
