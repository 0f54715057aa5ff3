"""The numbers on the page of figures, worked out again from the fixtures with the csv module alone.

Nothing here asks the code under test; `tests.independent` is the second reading of the catalogue.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from statistics import median

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import independent as own
from tests.figures import Numbers
from tests.independent import arrangements, bodies, listed, table

pytestmark = pytest.mark.django_db

DAYS = ("2008-06-30", "2012-06-30", "2019-04-01")
KINDS = {
    "Management": "management",
    "Back office": "back_office",
    "Front office": "front_office",
    "Front line": "frontline",
}
COUNCILS = {
    "Upper tier (county)": {"county"},
    "Lower tier (district)": {"district"},
    "Single tier": {
        "unitary",
        "metropolitan_borough",
        "london_borough",
        "city_corporation",
        "scottish_council",
        "welsh_council",
        "ni_district",
    },
}
OVER = {"Ended", "Replaced or merged"}


@cache
def running(day: str) -> frozenset[str]:
    return frozenset(own.running(day))


def facts(references: Iterable[str], column: str) -> Counter[str]:
    return Counter(
        part for each in references for part in set(listed(arrangements()[each][column]))
    )


def said(numbers: dict[str, int] | Counter[str]) -> Numbers:
    return {words: [f"{number:,}"] for words, number in numbers.items() if number}


@pytest.mark.parametrize("day", ["", *DAYS])
def test_by_service_and_kind(figure: Callable[..., Numbers], day: str) -> None:
    there = running(day) if day else set(arrangements())
    query = f"on={day}" if day else ""
    assert figure("by-service", query) == said(facts(there, "Services"))
    kind_of = {row["name"]: row["kind"] for row in table("services")}
    kinds = Counter(
        kind
        for each in there
        for kind in {kind_of[name] for name in listed(arrangements()[each]["Services"])}
    )
    assert figure("by-kind", query) == said({word: kinds[code] for word, code in KINDS.items()})


@pytest.mark.parametrize("day", ["", *DAYS])
def test_by_pairing(figure: Callable[..., Numbers], day: str) -> None:
    there = running(day) if day else set(arrangements())
    found = Counter(pairing for each in there for pairing in own.pairings(each))
    shown = figure("by-pairing", f"on={day}" if day else "")
    words = {"single": "single tier", "fire": "fire and rescue", "other": "other body"}
    assert shown == {
        " with ".join(words.get(part, part) for part in code.split("-")).capitalize(): [str(number)]
        for code, number in found.items()
    }


@pytest.mark.parametrize("day", ["", *DAYS])
def test_by_status(figure: Callable[..., Numbers], day: str) -> None:
    there = running(day) if day else set(arrangements())
    statuses = facts(there, "Status")
    wanted = {f"Status: {status}": number for status, number in statuses.items()}
    wanted["All arrangements"] = len(there)
    wanted["Last reported running"] = statuses["Running"] + statuses["Notice given"]
    assert figure("by-status", f"on={day}" if day else "") == said(wanted)


def councils_on(references: Iterable[str], day: str, kinds: set[str]) -> set[str]:
    date = dt.date.fromisoformat(day)
    found = set().union(*(own.taking_part(each, date) for each in references))
    return {code for code in found if bodies()[code]["kind"] in kinds}


@pytest.mark.parametrize("day", DAYS)
def test_councils_that_take_part_as_a_share_of_those_that_existed(
    figure: Callable[..., Numbers], day: str
) -> None:
    date = dt.date.fromisoformat(day)
    shown = figure("councils", f"on={day}")
    for label, kinds in (*COUNCILS.items(), ("All councils", set().union(*COUNCILS.values()))):
        part = len(councils_on(running(day), day, kinds))
        there = sum(
            body["kind"] in kinds and own.exists(code, date) for code, body in bodies().items()
        )
        assert shown[label] == [str(part), str(there), f"{round(100 * part / there, 1)}%"]


def test_the_last_catalogues_figures_beside_ours(figure: Callable[..., Numbers]) -> None:
    shown = figure("published")
    services = {
        "march 2011: revenues and benefits": {"Revenues and benefits"},
        "march 2011: legal services": {"Legal services"},
        "march 2011: chief executive or management team": {"Chief executive", "Management team"},
    }
    published = {"32": 0, "27": 1, "25": 2}
    for (label, names), number in zip(services.items(), published, strict=True):
        row = next(cells for words, cells in shown.items() if words.lower() == label)
        there = [
            each
            for each in running("2011-03-31")
            if names & set(listed(arrangements()[each]["Services"]))
        ]
        assert row[:2] == [number, str(len(there))]
    assert shown["March 2011: arrangements operating"][:2] == [
        "132",
        str(len(running("2011-03-31"))),
    ]
    england = {
        code
        for code in councils_on(
            running("2013-03-31"), "2013-03-31", set().union(*COUNCILS.values())
        )
        if bodies()[code]["nation"] == "England"
    }
    assert shown["March 2013: councils"][:2] == ["337", str(len(england))]
    assert shown["2019: arrangements"][0] == "626"


GONE = "of what ended or was replaced"
LEFT = "of what ended, was replaced or was not pursued"


def test_what_the_records_say(figure: Callable[..., Numbers]) -> None:
    all_of = arrangements()
    saved, sourced = own.of_arrangement("Savings"), own.of_arrangement("Sources")
    conditions: dict[str, Callable[[str], object]] = {
        "Start": lambda ref: all_of[ref]["Start"],
        f"Start and end, {GONE}": lambda ref: all_of[ref]["Start"] and all_of[ref]["End"],
        f"Why it ended, {LEFT}": lambda ref: all_of[ref]["Why it ended"],
        "Source": lambda ref: sourced.get(ref),
        "Figure for savings, or why there is none": lambda ref: (
            saved.get(ref) or all_of[ref]["Why no figure"]
        ),
        "Model": lambda ref: all_of[ref]["Model"] not in ("", "Not known"),
        "Partners, none of them said to be missing": lambda ref: (
            all_of[ref]["All partners listed"] != "no"
        ),
        "Year in which its status was true, or a check": lambda ref: (
            all_of[ref]["Status as of"] or all_of[ref]["Checked on"]
        ),
    }
    some = {
        f"Start and end, {GONE}": own.in_cell("Status", *OVER),
        f"Why it ended, {LEFT}": own.in_cell("Status", *OVER, "Not pursued"),
    }
    shown = figure("quality")
    assert set(shown) == set(conditions)
    for label, condition in conditions.items():
        whole = some.get(label, set(all_of))
        do = len(own.that(condition) & whole)
        share = f"{round(100 * do / len(whole), 1)}%"
        assert shown[label] == [share, str(do), str(len(whole) - do)]
    seen = Counter(row["Status as of"] or "Not known" for row in all_of.values())
    assert figure("last-sight") == said(seen)


def test_of_most_nobody_says_whether_partners_are_missing(stranger: Client) -> None:
    said = Counter(row["All partners listed"] for row in arrangements().values())
    page = BeautifulSoup(stranger.get("/insight/").content, "html.parser")
    notes = " ".join(each.text for each in page.select("#figure-quality .meta"))
    assert (
        f"Of {said['']} arrangements nobody says whether there are more partners than those named;"
        f" of {said['no']} the source names only some."
    ) in notes


def test_what_the_records_say_by_region(figure: Callable[..., Numbers]) -> None:
    shown = figure("quality-by-region")
    for region in ("London", "Wales", "South West"):
        there = own.with_fact("region", region)
        started = {ref for ref in there if arrangements()[ref]["Start"]}
        assert shown[region][:2] == [str(len(there)), str(len(started))]


@pytest.mark.parametrize("year", ["2008", "2012", "2019", "2023"])
def test_time(figure: Callable[..., Numbers], year: str) -> None:
    day = dt.date(int(year), 3, 31)
    words = Counter(own.ran(ref, day) for ref in arrangements())
    began = own.that(
        lambda ref: (
            arrangements()[ref]["Start"][:4] == year and arrangements()[ref]["Status"] in own.RAN
        )
    )
    ended = own.that(
        lambda ref: arrangements()[ref]["End"][:4] == year and arrangements()[ref]["Status"] in OVER
    )
    wanted = [words["yes"], words["not known"], len(began), len(ended)]
    assert figure("by-year")[year] == [str(number) for number in wanted]


@pytest.mark.parametrize("year", ["2008", "2012", "2018", "2024"])
def test_shared_chief_executives(figure: Callable[..., Numbers], year: str) -> None:
    day = f"{year}-03-31"
    chiefs = own.with_service("code", "chief-executive")
    known = chiefs & running(day)
    may = {ref for ref in chiefs if own.ran(ref, dt.date.fromisoformat(day)) == "not known"}
    there, others = councils_with_a_shared_chief(year)
    assert figure("chief-executives-by-year")[year] == [
        str(len(there)),
        str(len(others)),
        str(len(known)),
        str(len(may)),
    ]
    assert len(figure("chief-executives")) == len(chiefs)


def councils_with_a_shared_chief(year: int | str) -> tuple[set[str], set[str]]:
    """On 31 March: those known to share one, and those besides of which it is not known."""
    day = f"{year}-03-31"
    chiefs = own.with_service("code", "chief-executive")
    may = {ref for ref in chiefs if own.ran(ref, dt.date.fromisoformat(day)) == "not known"}
    kinds = set().union(*COUNCILS.values())
    there = councils_on(chiefs & running(day), day, kinds)
    return there, councils_on(may, day, kinds) - there


def test_the_sentence_on_chief_executives_names_every_peak_and_what_is_not_known(
    stranger: Client,
) -> None:
    known = {year: len(councils_with_a_shared_chief(year)[0]) for year in range(2000, 2027)}
    most = max(known.values())
    *peaks, final = [str(year) for year, number in known.items() if number == most]
    latest = max(year for year, number in known.items() if number)
    may = len(councils_with_a_shared_chief(latest)[1])
    assert peaks
    assert known[latest] + may >= most > known[latest]
    page = BeautifulSoup(stranger.get("/insight/").content, "html.parser")
    panel = page.find(id="chief-executives").parent
    assert panel.select_one("p.govuk-body").text == (
        f"On 31 March {latest}, {known[latest]} councils were known to share a chief executive, and"
        f" of {may} more it is not known: between {known[latest]} and {known[latest] + may}. The"
        f" most known was {most}, on 31 March of {', '.join(peaks)} and {final}. So whether the"
        " number is rising cannot be said."
    )


def test_white_space(figure: Callable[..., Numbers]) -> None:
    shown = figure("service-by-region")
    order = ["East Midlands", "East of England", "London"]
    for service in ("Legal services", "Parking", "Geographic information"):
        there = own.in_cell("Services", service)
        counted = [len(there & own.with_fact("region", region)) for region in order]
        assert shown[service][:3] == [str(number) for number in counted]
    assert len(shown) == len(table("services"))
    pairs = figure("service-by-pairing")["ICT service"]
    ict = own.in_cell("Services", "ICT service")
    assert pairs[0] == str(sum("district-district" in own.pairings(ref) for ref in ict))


def test_endings(figure: Callable[..., Numbers]) -> None:
    gone = own.in_cell("Status", "Ended", "Replaced or merged", "Not pursued")
    whys = facts(gone, "Why it ended")
    whys["Nothing said"] = sum(not arrangements()[ref]["Why it ended"] for ref in gone)
    assert figure("endings-by-why") == said(whys)
    shown = figure("length-by-model")
    lengths: dict[str, list[float]] = defaultdict(list)
    ended: Counter[str] = Counter()
    for reference in own.in_cell("Status", *OVER):
        row = arrangements()[reference]
        model = row["Model"] or "Not known"
        ended[model] += 1
        if row["Start"] and row["End"]:
            starts = own.first(row["Start"]).toordinal() + own.last(row["Start"]).toordinal()
            ends = own.first(row["End"]).toordinal() + own.last(row["End"]).toordinal()
            lengths[model].append(round(max(0, ends - starts) / 2 / 365.25, 1))
    assert set(shown) == set(ended)
    for model, number in ended.items():
        some = lengths[model]
        wanted = [str(number), str(len(some))]
        wanted += [f"{each:.1f}" for each in (median(some), min(some), max(some))] if some else []
        assert [cell for cell in shown[model] if cell] == wanted


def test_promise_against_outcome(figure: Callable[..., Numbers]) -> None:
    bases: dict[str, set[str]] = defaultdict(set)
    for row in table("catalogue/Savings"):
        bases[row["Reference"]].add(row["Basis"])
    promised = [ref for ref, held in bases.items() if "Forecast" in held]
    followed = [ref for ref in promised if bases[ref] - {"Forecast", "Disputed", ""}]
    share = f"{round(100 * len(followed) / len(promised), 1)}%"
    assert figure("followed-up") == {
        "A forecast": [str(len(promised)), "100.0%"],
        "A forecast, and a result reported or audited": [str(len(followed)), share],
    }
    assert len(figure("promise")) == len(promised)


def test_savings_one_basis_at_a_time(figure: Callable[..., Numbers]) -> None:
    shown = figure("savings")
    for pattern in ("One-off", "A year", "Over a period"):
        for basis in ("Forecast", "Reported by the bodies"):
            claims: dict[str, list[int]] = defaultdict(list)
            for row in table("catalogue/Savings"):
                if (row["Pattern"], row["Basis"]) == (pattern, basis) and added(row):
                    claims[row["Reference"]] += amounts(row)
            counted = {ref: held for ref, held in claims.items() if not covered(ref, claims)}
            told = shown[f"{pattern}, {basis.lower()}"]
            assert told[:2] == [str(len(counted)), "562"]
            sums = [sum(map(min, counted.values())), sum(map(max, counted.values()))]
            assert [pounds(text) for text in told[2:4]] == sums
            assert pounds(told[4]) == round(median(map(min, counted.values())))
    assert len(shown) == 6


def added(row: dict[str, str]) -> bool:
    return (
        row["Scope"] != "Wider than this arrangement"
        and row["Nature"] not in {"Dividend", "Loss prevented", "Income"}
        and row["Amount (£)"] != ""
    )


def amounts(row: dict[str, str]) -> list[int]:
    return [int(float(row[name])) for name in ("Amount (£)", "Amount up to (£)") if row[name]]


def covered(reference: str, claims: dict[str, list[int]]) -> bool:
    """An umbrella over it, or what replaced it, claims the same; as it is, never of other years."""
    part_of = arrangements()[reference]["Part of"]
    over = {part_of} if part_of else set()
    over |= own.that(lambda ref: reference in listed(arrangements()[ref]["Replaces"]))
    return any(each in claims or covered(each, claims) for each in over)


def pounds(text: str) -> int:
    number = float(text.removeprefix("£").replace(",", "").split()[0])
    unit = {"million": 10**6, "billion": 10**9}.get(text.split()[-1], 1)
    return round(number * unit)
