"""A second reading of the shipped catalogue: the csv module, the fixtures, and the rules in words.

Nothing here uses the code under test. Answers are worked out a day and a pair at a time, straight
from docs/rules.md, so that a mistake in the code has nowhere to hide.
"""

import calendar
import csv
import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SHEETS = ("Arrangements", "Partners", "Savings", "Sources", "Lessons")

RAN = {"Running", "Notice given", "Ended", "Replaced or merged"}
STILL = {"Running", "Notice given"}
CROSSINGS = {
    frozenset({"E06000053", "E06000052"}),  # Isles of Scilly, Cornwall
    frozenset({"S12000023", "S12000017"}),  # Orkney, Highland
    frozenset({"S12000023", "S12000027"}),  # Orkney, Shetland
    frozenset({"S12000013", "S12000017"}),  # Na h-Eileanan Siar, Highland
}
TIER_WORD = {"lower": "district", "upper": "county", "single": "single"}
ORDER = ["district", "county", "single", "council", "health", "police", "fire", "other"]

Row = dict[str, str]


@cache
def table(name: str) -> list[Row]:
    """The rows of a fixture, such as "catalogue/Partners" or "services"."""
    with (FIXTURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_said() -> list[Row]:
    """What the sources say of each council's reorganisation, as found and not coded."""
    with Path(__file__).with_name("reorganisation_as_said.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def arrangements() -> dict[str, Row]:
    return {row["Reference"]: row for row in table("catalogue/Arrangements")}


@cache
def bodies() -> dict[str, Row]:
    return {row["code"]: row for row in table("register/bodies")}


@cache
def of_arrangement(sheet: str) -> dict[str, list[Row]]:
    """The rows of another sheet by reference."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table(f"catalogue/{sheet}"):
        found[row["Reference"]].append(row)
    return found


def partners(reference: str) -> list[Row]:
    return of_arrangement("Partners")[reference]


def partner_bodies(reference: str) -> list[Row]:
    return [bodies()[row["Body code"]] for row in partners(reference)]


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def that(condition: Callable[[str], object]) -> set[str]:
    """The references for which something is true."""
    return {reference for reference in arrangements() if condition(reference)}


# Partial dates


def first(text: str) -> dt.date:
    """The first day that a year, month or day can mean."""
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return dt.date(year, month, day)


def last(text: str) -> dt.date:
    """The last day that a year, month or day can mean."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


# Succession and running on a date


@cache
def successions() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in table("register/successions"):
        found[row["predecessor"]].append(row["successor"])
    return found


@cache
def exists(code: str, day: dt.date) -> bool:
    start, end = bodies()[code]["start"], bodies()[code]["end"]
    return not (start and day < first(start)) and not (end and day > last(end))


@cache
def in_place_of(code: str, day: dt.date) -> frozenset[str]:
    """The body itself while it stands; after its end, whoever stands in its place on the day."""
    end = bodies()[code]["end"]
    if not end or day <= last(end):
        return frozenset({code} if exists(code, day) else ())
    return frozenset().union(*(in_place_of(after, day) for after in successions().get(code, [])))


def taking_part(reference: str, day: dt.date) -> set[str]:
    """The bodies in an arrangement on a day, themselves or by succession."""
    facts = arrangements()[reference]
    found: set[str] = set()
    for row in partners(reference):
        if row["Joined"] and day < first(row["Joined"]):
            continue
        if row["Left"] and day > last(row["Left"]):
            continue
        if facts["Status"] in RAN:
            found |= in_place_of(row["Body code"], day)
        elif exists(row["Body code"], day):
            found.add(row["Body code"])
    return found


def ran(reference: str, day: dt.date) -> str:
    """ "yes", "no" or "not known": whether an arrangement ran on a day."""
    facts = arrangements()[reference]
    start, end, year = facts["Start"], facts["End"], facts["Status as of"]
    still = facts["Status"] in STILL
    if facts["Status"] not in RAN:
        return "no"
    if (start and day < first(start)) or (end and day > last(end)):
        return "no"
    here = taking_part(reference, day)
    if len(here) + sum(bodies()[code]["kind"] == "group" for code in here) < 2:
        return "no"
    seen = facts["First seen running"] or (year if still else "")
    begins = start or seen
    ends = end or (year if still else "")
    if begins and ends and first(begins) <= day <= last(ends):
        return "yes"
    return "not known"


def running(day: str) -> set[str]:
    return that(lambda reference: ran(reference, dt.date.fromisoformat(day)) == "yes")


def days_known(reference: str) -> int:
    """On how many days an arrangement is known to have run."""
    facts = arrangements()[reference]
    edges: set[dt.date] = set()
    for cell in (facts["Start"], facts["First seen running"], facts["Status as of"]):
        edges |= {first(cell), last(cell) + dt.timedelta(1)} if cell else set()
    edges |= {last(facts["End"]) + dt.timedelta(1)} if facts["End"] else set()
    waiting = []
    for row in partners(reference):
        edges |= {first(row["Joined"])} if row["Joined"] else set()
        edges |= {last(row["Left"]) + dt.timedelta(1)} if row["Left"] else set()
        waiting.append(row["Body code"])
    while waiting:
        body = bodies()[waiting.pop()]
        edges |= {first(body["start"])} if body["start"] else set()
        edges |= {last(body["end"]) + dt.timedelta(1)} if body["end"] else set()
        waiting += successions().get(body["code"], [])
    days = sorted(edges)
    return sum((after - day).days for day, after in pairwise(days) if ran(reference, day) == "yes")


def lineage(code: str) -> set[str]:
    """A body, whatever it succeeded and whatever succeeded it."""
    before: dict[str, list[str]] = defaultdict(list)
    for old, new in successions().items():
        for each in new:
            before[each].append(old)
    found = {code}
    for step in (before, successions()):
        waiting = [code]
        while waiting:
            for other in step.get(waiting.pop(), []):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
    return found


# Neighbours


@cache
def districts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, body in bodies().items():
        if body["parent"]:
            found[body["parent"]].append(code)
    return found


@cache
def area(code: str) -> frozenset[str]:
    """The district and single-tier councils that a body's area is made of."""
    body = bodies()[code]
    if body["kind"] == "county":
        return frozenset(districts()[code])
    if body["tier"] and body["kind"] != "group":
        return frozenset({code})
    return frozenset().union(*(area(part) for part in listed(body["area_councils"])))


@cache
def pairs(*kinds: str) -> set[frozenset[str]]:
    return {
        frozenset({row["body_a"], row["body_b"]})
        for row in table("register/adjacency")
        if row["kind"] in kinds
    }


def touch(a: str, b: str, water: bool) -> bool:
    """Two councils are one, or lie next to each other on either map."""
    pair = frozenset({a, b})
    return (
        a == b
        or pair in pairs("land", "water")
        or (water and (pair in pairs("facing") or pair in CROSSINGS))
    )


@cache
def councils_linked(a: str, b: str, water: bool) -> bool:
    """As they were; and where one is gone and the other stands, as its successors are today."""
    if touch(a, b, water):
        return True
    gone_a, gone_b = bool(bodies()[a]["end"]), bool(bodies()[b]["end"])
    if gone_a == gone_b:
        return False
    old, other = (a, b) if gone_a else (b, a)
    return any(touch(new, other, water) for new in in_place_of(old, dt.date.max))


@cache
def linked(a: str, b: str, water: bool) -> bool:
    if b in lineage(a):
        return True
    return any(councils_linked(one, two, water) for one in area(a) for two in area(b))


def hang_together(codes: list[str], water: bool) -> bool:
    reached, waiting = {codes[0]}, [codes[0]]
    while waiting:
        here = waiting.pop()
        near = {other for other in codes if other not in reached and linked(here, other, water)}
        reached |= near
        waiting += near
    return len(reached) == len(codes)


@cache
def geography(reference: str) -> str:
    codes = sorted({body["code"] for body in partner_bodies(reference) if area(body["code"])})
    if arrangements()[reference]["All partners listed"] == "no" or len(codes) < 2:
        return ""
    if hang_together(codes, water=False):
        return "adjoining"
    return "across-water" if hang_together(codes, water=True) else "separate"


# Who shares with whom


def mixes(reference: str) -> set[str]:
    here = partner_bodies(reference)
    tiers = [body["tier"] for body in here if body["sector"] == "council" and body["tier"]]
    found = set()
    if len(tiers) >= 2:
        found.add("same-tier" if len(set(tiers)) == 1 else "across-tiers")
    if len({body["region"] for body in here} - {""}) >= 2:
        found.add("across-regions")
    sectors = {body["sector"] for body in here}
    if len(sectors) >= 2:
        found |= {f"with-{sector}" for sector in sectors - {"council"}}
    return found


def pairings(reference: str) -> set[str]:
    found = set()
    for a, b in combinations(partner_bodies(reference), 2):
        words = [a["sector"], b["sector"]]
        if words == ["council", "council"]:
            words = [TIER_WORD.get(a["tier"], ""), TIER_WORD.get(b["tier"], "")]
        if all(words):
            found.add("-".join(sorted(words, key=ORDER.index)))
    return found


def with_body(codes: Iterable[str]) -> set[str]:
    """Arrangements with any of these bodies as a partner."""
    wanted = set(codes)
    return that(lambda ref: wanted & {row["Body code"] for row in partners(ref)})


def with_fact(column: str, *values: str, on: str = "") -> set[str]:
    """Arrangements any of whose partners (on a day: of those in it then) has one of the values."""

    def has(reference: str) -> bool:
        codes = {row["Body code"] for row in partners(reference)}
        if on:
            codes = taking_part(reference, dt.date.fromisoformat(on))
        return any(bodies()[code][column] in values for code in codes)

    return that(has)


def in_cell(column: str, *values: str) -> set[str]:
    """Arrangements with one of the values in a cell that lists several."""
    return that(lambda ref: set(listed(arrangements()[ref][column])) & set(values))


def with_service(column: str, *values: str) -> set[str]:
    """Arrangements with a service of the vocabulary for which a column has one of the values."""
    names = {row["name"] for row in table("services") if row[column] in values}
    return in_cell("Services", *names)


# Addresses and words


def slug(text: str) -> str:
    """A name as part of an address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain)).strip("-_")


@cache
def by_slug() -> dict[str, str]:
    """Bodies by the last part of their address: of two with one name the former adds its end."""
    found: dict[str, str] = {}
    named: dict[str, list[Row]] = defaultdict(list)
    for body in bodies().values():
        named[slug(body["name"])].append(body)
    for plain, bearers in named.items():
        bearers.sort(key=lambda body: body["end"] or "9999", reverse=True)
        found[plain] = bearers[0]["code"]
        found |= {f"{plain}-{body['end'][:4]}": body["code"] for body in bearers[1:]}
    return found


def plain(text: str) -> str:
    """Letters and digits alone, in lower case, with single spaces."""
    text = unicodedata.normalize("NFKD", text.replace("&", " and ").casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.findall(r"[0-9a-z]+", re.sub("['’‘`´]", "", text)))


PLACES = ("name", "short_name", "region", "nation", "town", "met_county")


def _over(code: str) -> list[str]:
    """The county and the combined authority over a body, and who stands in its place today."""
    over = [bodies()[code][key] for key in ("parent", "combined_authority")]
    return [each for each in (*over, *in_place_of(code, dt.date.max)) if each]


@cache
def searched(reference: str) -> str:
    """Everything in which a search looks, in plain letters."""
    facts = arrangements()[reference]
    texts = [reference, facts["Name"], facts["Summary"]]
    services = set(listed(facts["Services"]))
    for service in table("services"):
        if service["name"] in services:
            texts += [service["name"], *listed(service["synonyms"])]
    codes = {row["Body code"] for row in partners(reference)}
    texts += [bodies()[code][key] for code in codes for key in PLACES]
    texts += [bodies()[over]["name"] for code in codes for over in _over(code)]
    texts += [row["county"] for row in table("counties") if row["body"] in codes]
    texts += [row["name"] for row in table("register/names") if row["body"] in codes]
    texts += [row["Lesson"] for row in of_arrangement("Lessons")[reference]]
    return plain("\n".join(texts))
