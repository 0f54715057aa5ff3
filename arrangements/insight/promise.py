"""Promise against outcome: each forecast beside what was reported or audited of the same."""

from __future__ import annotations

from collections import defaultdict

from arrangements.choices import SavingBasis
from arrangements.insight.councils import share
from arrangements.insight.figures import ARRANGEMENTS, PER_CENT, Cell, Column, Figure, Panel
from arrangements.insight.ground import Ground, list_address, narrowed
from arrangements.models import Saving
from arrangements.sentences import counted
from arrangements.wording import saving_short

OUTCOMES = (SavingBasis.REPORTED, SavingBasis.AUDITED)
NOTHING = "None of these arrangements has a forecast of what it would save."


def promise(ground: Ground) -> Panel:
    claims: dict[tuple[int, bool], list[Saving]] = defaultdict(list)
    wanted = Saving.objects.filter(basis__in=[SavingBasis.FORECAST, *OUTCOMES])
    rows = wanted.select_related("source").order_by("arrangement", "number")
    for saving in rows:
        if saving.arrangement_id in ground.rows:
            claims[saving.arrangement_id, saving.basis == SavingBasis.FORECAST].append(saving)
    promised = [key for key in ground.rows if (key, True) in claims]
    title = "Promise against outcome"
    if not promised:
        return Panel("promise", title, [NOTHING], [])
    followed = {key for key in promised if (key, False) in claims}
    percent = round(100 * len(followed) / len(promised))
    says = [
        f"{counted(len(promised), 'arrangement')} had a forecast of what it would save; of"
        f" {len(followed):,} ({percent}%) we know of any result, reported or audited.",
        "A result need not be of the same service, share or years as the forecast beside it:"
        " read both before comparing them. They are never added or subtracted here.",
    ]
    with_forecast = narrowed(ground.base, basis=SavingBasis.FORECAST.value)
    outcomes = [each.value for each in OUTCOMES]
    summary = Figure(
        "followed-up",
        "Forecasts that were ever followed up",
        (
            Column("What there is"),
            Column("Arrangements", ARRANGEMENTS),
            Column("Share of those with a forecast", PER_CENT),
        ),
        [
            [
                Cell("A forecast"),
                ground.count(promised, basis=SavingBasis.FORECAST.value),
                share(len(promised), len(promised)),
            ],
            [
                Cell("A forecast, and a result reported or audited"),
                ground.within(followed, with_forecast, basis=outcomes),
                share(len(followed), len(promised)),
            ],
        ],
        picture="bars",
        bar_of=2,
    )
    beside = Figure(
        "promise",
        "Each forecast beside what was reported or audited",
        (
            Column("Arrangement"),
            Column("Forecast"),
            Column("Reported or audited"),
        ),
        [
            [ground.named(key), _words(claims[key, True]), _words(claims.get((key, False), []))]
            for key in sorted(promised, key=lambda key: key not in followed)
        ],
        as_cards=True,
        address=list_address(with_forecast),
    )
    return Panel("promise", title, says, [summary, beside])


def _words(savings: list[Saving]) -> Cell:
    said = [
        saving_short(saving) + (f" ({saving.period})" if saving.period else "")
        for saving in savings
    ]
    return Cell("; ".join(said) or "Nothing that we know of")
