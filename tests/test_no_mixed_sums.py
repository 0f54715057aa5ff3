"""No page, download or feed adds amounts over patterns or bases, an umbrella and its parts, what
was replaced and what followed, or two reports of one saving: on a catalogue built to tempt it.

Every amount in it is 100 million pounds or more, which no number of anything else is, and each has
its own last digits. So every such number anywhere must be a claim itself, or one that may be made
of the claims of one kind, which are written down below by hand.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from statistics import median
from typing import Any

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern
from openpyxl import load_workbook

from arrangements.derive import derive
from arrangements.models import Arrangement, Body, DataStamp, Saving, Service
from arrangements.urls import urlpatterns

pytestmark = pytest.mark.django_db

LEAST = 100_000_000
# Reference, what it is part of, what it replaces, and its claims: amount with what differs from a
# forecast a year.
Claim = tuple[int, dict[str, Any]]
REPORTED = {"basis": "reported"}
CATALOGUE: dict[str, tuple[str, str, list[Claim]]] = {
    "SS0001": ("", "", [(911_000_001, {}), (701_000_002, REPORTED)]),
    "SS0002": ("SS0001", "", [(211_000_004, {})]),
    "SS0003": ("SS0001", "", [(223_000_008, {}), (127_000_016, {"basis": "audited"})]),
    "SS0004": ("SS0003", "", [(131_000_032, {})]),
    "SS0005": ("", "", [(307_000_064, {}), (311_000_128, REPORTED)]),
    "SS0006": ("", "SS0005", [(331_000_256, {}), (337_000_512, REPORTED)]),
    "SS0007": (
        "",
        "",
        [
            (401_001_024, {"whose_share": "as the county says"}),
            (409_002_048, {"whose_share": "as the district says"}),
            (2_003_004_096, {"pattern": "cumulative", "period": "2012 to 2016"}),
            (157_008_192, {"pattern": "one_off"}),
            (163_016_384, {"pattern": ""}),
            (167_032_768, {"basis": ""}),
            (173_065_536, {"basis": "disputed"}),
        ],
    ),
    "SS0008": (
        "",
        "",
        [
            (503_131_072, {"scope": "wider"}),
            (509_262_144, {"nature": "dividend"}),
            (521_524_288, {"nature": "loss_prevented"}),
            (523_048_577, {"nature": "income"}),
            (541_097_155, {"amount_high": 547_194_304}),
        ],
    ),
}
# What may stand in one total, kind by kind: the lowest and the highest claim of each arrangement.
TOGETHER = (
    [
        (911_000_001, 911_000_001),
        (331_000_256, 331_000_256),
        (401_001_024, 409_002_048),
        (541_097_155, 547_194_304),
    ],
    [(701_000_002, 701_000_002), (337_000_512, 337_000_512)],
)
SETUP_COST = 613_000_003
TWO, PLACES = (
    ("guildford-borough-council", "waverley-borough-council"),
    ("service=legal", "q=SS0001"),
)

ADDRESSES: dict[str, Iterable[str]] = {
    "home": ["/"],
    "arrangement-list": ["/arrangements/", "/arrangements/?sort=saving", "/arrangements/?q=legal"],
    "arrangement-detail": [f"/arrangements/{each}/" for each in CATALOGUE],
    "arrangement-json": [f"/arrangements/{each}.json" for each in CATALOGUE],
    "arrangement-picture": ["/arrangements/SS0001/map.svg"],
    **{
        f"download-{ending}": [f"/arrangements.{ending}", f"/arrangements.{ending}?service=legal"]
        for ending in ("csv", "xlsx", "json", "geojson", "zip")
    },
    "template": ["/about/data/template.xlsx"],
    "search-json": ["/search.json?q=legal"],
    "body-list": ["/bodies/", "/bodies/?sharing=yes"],
    "body-csv": ["/bodies.csv"],
    "body-detail": [f"/bodies/{slug}/" for slug in TWO],
    "body-picture": [f"/bodies/{TWO[0]}/map.svg"],
    "service-list": ["/services/"],
    "service-detail": ["/services/legal/", "/services/ict/"],
    "compare": [
        "/compare/?" + "&".join(f"arrangement={each}" for each in some)
        for some in (("SS0001", "SS0002", "SS0003"), ("SS0005", "SS0006", "SS0007", "SS0008"))
    ],
    "compare-xlsx": ["/compare.xlsx?arrangement=SS0001&arrangement=SS0002&arrangement=SS0007"],
    "lists": ["/lists/"],
    "is-sharing-right": ["/is-sharing-right/"],
    "is-sharing-right-xlsx": ["/is-sharing-right.xlsx"],
    "lesson-list": ["/lessons/", "/lessons/?service=legal"],
    "lesson-csv": ["/lessons.csv"],
    "insight": [
        "/insight/",
        "/insight/?service=legal",
        "/insight/?on=2014-03-31",
        "/insight/?q=SS0007",
    ],
    "insight-why-no-total": ["/insight/why-no-total/"],
    "insight-csv": [f"/insight/{code}.csv" for code in ("savings", "promise", "endings", "reach")],
    "insight-edges-csv": ["/insight/edges.csv"],
    "insight-edges-graphml": ["/insight/edges.graphml"],
    "insight-xlsx": ["/insight.xlsx", "/insight.xlsx?service=legal"],
    "finder": ["/finder/", "/finder/?body=epsom-and-ewell-borough-council&service=legal"],
    "finder-xlsx": ["/finder.xlsx?body=epsom-and-ewell-borough-council&service=legal"],
    "reorganisation": ["/reorganisation/"],
    "reorganisation-past": ["/reorganisation/past/"],
    "reorganisation-pack": [
        f"/reorganisation/{slug}/" for slug in ("surrey", "west-surrey-council", TWO[0])
    ],
    "reorganisation-pack-xlsx": ["/reorganisation/surrey.xlsx", f"/reorganisation/{TWO[0]}.xlsx"],
    "reorganisation-register": [f"/reorganisation/register/?body={TWO[0]}&body={TWO[1]}"],
    "reorganisation-register-xlsx": [f"/reorganisation/register.xlsx?body={TWO[0]}&body={TWO[1]}"],
    "reorganisation-partition": ["/reorganisation/west-sussex/divide/"],
    "your-list": ["/your-list/"],
    "map": ["/map/", "/map/?service=legal"],
    "map-embed": ["/map/embed/"],
    "map-data": ["/map/data.json", "/map/data.json?on=2014-03-31"],
    "map-backdrop": ["/map/backdrop.json"],
    "map-picture": ["/map/picture.svg"],
    "map-names": ["/map/names.json"],
    "map-arrangement": [f"/map/{each}.json" for each in CATALOGUE],
    "about": ["/about/"],
    "about-data": ["/about/data/"],
}
# What an editor sees of files that are not the catalogue yet, and what has no content of ours.
OTHERS = {
    "import-list",
    "import-new",
    "import-detail",
    "import-decide",
    "import-file",
    "import-marked",
    "import-undo",
    "import-throw-away",
    "healthz",
    "robots",
    "favicon",
}


@pytest.fixture
def tempting(empty_catalogue: None) -> None:
    bodies = [Body.objects.get(slug=slug) for slug in TWO]
    services = [Service.objects.get(code=code) for code in ("legal", "ict")]
    for reference, (part_of, replaces, claims) in CATALOGUE.items():
        each = Arrangement.objects.create(
            reference=reference,
            name=f"Legal partnership {reference}",
            status="superseded" if reference == "SS0005" else "live",
            status_as_of=2016,
            start="2012",
            model="lead_authority",
            part_of=Arrangement.objects.filter(reference=part_of).first(),
            setup_cost=SETUP_COST if reference == "SS0001" else None,
        )
        if replaces:
            each.replacement_rows.create(replaced=Arrangement.objects.get(reference=replaces))
        for number, body in enumerate(bodies, 1):
            each.partners.create(number=number, body=body, role="lead" if number == 1 else "")
        for position, service in enumerate(services):
            each.service_rows.create(service=service, position=position)
        each.lessons.create(number=1, text="Begin with what is shared already.", topic="goals")
        for number, (amount, said) in enumerate(claims, 1):
            facts = {"pattern": "annual", "basis": "forecast", **said}
            Saving.objects.create(arrangement=each, number=number, amount=amount, **facts)
    derive(Arrangement.objects.all())
    DataStamp.change()


def honest() -> set[int]:
    """Every claim, and every total and median of some claims of one kind."""
    found = {SETUP_COST}
    for _, _, claims in CATALOGUE.values():
        for amount, said in claims:
            found |= {amount, said.get("amount_high", amount)}
    for kind in TOGETHER:
        for size in range(1, len(kind) + 1):
            for some in combinations(kind, size):
                lows, highs = zip(*some, strict=True)
                found |= {sum(lows), sum(highs), round(median(lows)), round(median(highs))}
    return found


NUMBER = re.compile(r"(?<![\w.%])(\d{1,3}(?:,\d{3}){2,}|\d{9,11})(?![\w%])")
SHORT = re.compile(r"£([\d,.]+)\s*(million|billion|m|bn)\b")
# What the page on why there is no total quotes of the last catalogue, or says as examples.
QUOTED = {"1.34 billion", "1 million"}


def numbers(text: str) -> Iterator[float]:
    """Every number in a text that is large enough to be money here; short ones too."""
    for found in NUMBER.findall(text):
        yield int(found.replace(",", ""))
    for amount, unit in SHORT.findall(text):
        if f"{amount} {unit}" not in QUOTED:
            yield float(amount.replace(",", "")) * (10**9 if unit.startswith("b") else 10**6)


def texts(answer: HttpResponseBase, address: str) -> Iterator[str]:
    """Whatever an answer holds, as texts: what a page shows and carries, cells, values."""
    content = answer.getvalue()
    kind = answer["Content-Type"].split(";")[0]
    if kind == "text/html":
        soup = BeautifulSoup(content, "html.parser")
        yield soup.get_text(" ")
        for each in soup.find_all(True):
            yield from (str(each[name]) for name in ATTRIBUTES if each.has_attr(name))
    elif kind.endswith("sheet"):
        book = load_workbook(io.BytesIO(content))
        for sheet in book.worksheets:
            yield from (
                str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell
            )
    elif kind in ("application/json", "application/geo+json"):
        yield from values(json.loads(content))
    elif kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name).decode("utf-8-sig") for name in archive.namelist())
    elif kind == "image/svg+xml":
        yield " ".join(fromstring(content).itertext())
    else:
        assert kind in ("text/csv", "application/graphml+xml"), (address, kind)
        yield content.decode("utf-8-sig")


ATTRIBUTES = ("alt", "title", "aria-label", "content", "value", "placeholder", "data-text")


def values(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        held = list(held.values())
    if isinstance(held, list):
        for each in held:
            yield from values(each)
    else:
        yield str(held)


def test_every_address_is_gone_through() -> None:
    """What is new has to be added, or said to hold no claims of the catalogue."""
    named = {each.name for each in urlpatterns if isinstance(each, URLPattern)}
    assert named == {*ADDRESSES, *OTHERS}


def test_whatever_is_money_may_be_said(tempting: None, stranger: Client) -> None:
    may = honest()
    wrong = {}
    for address in chain.from_iterable(ADDRESSES.values()):
        answer = stranger.get(address)
        assert answer.status_code == 200, address
        told = {number for text in texts(answer, address) for number in numbers(text)}
        if more := {number for number in told if number >= LEAST} - may:
            wrong[address] = more
    assert not wrong


def test_the_claims_are_seen_where_they_stand(tempting: None, stranger: Client) -> None:
    """The test above would see a sum: it sees the claims, and the totals that there may be."""
    total = sum(low for low, _ in TOGETHER[0])
    for address in ("/insight/", "/insight.xlsx", "/insight/savings.csv"):
        answer = stranger.get(address)
        told = {number for text in texts(answer, address) for number in numbers(text)}
        assert {total, sum(high for _, high in TOGETHER[0])} <= told, address
    for address in ("/arrangements/SS0001/", "/arrangements.xlsx", "/arrangements.json"):
        answer = stranger.get(address)
        told = {number for text in texts(answer, address) for number in numbers(text)}
        assert {911_000_001, 701_000_002} <= told, address
    assert list(numbers("saves £1,118 million, or 1,118,000,000 pounds")) == [
        1_118_000_000,
        1_118_000_000,
    ]
    assert 911_000_001 + 211_000_004 not in honest()
    assert 911_000_001 + 701_000_002 not in honest()
