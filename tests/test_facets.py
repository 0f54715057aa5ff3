"""Each value that can be chosen says how many it would leave, and none leads to nothing."""

from __future__ import annotations

import random

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client

from arrangements.choices import ServiceKind
from arrangements.facets import counts, tally
from arrangements.facts import UNCOUNTED
from arrangements.filters import Query
from arrangements.models import Arrangement, Body, DataStamp, Saving, Service

pytestmark = pytest.mark.django_db

QUERIES = (
    "",
    "q=waste",
    "q=library&nation=england",
    "service=legal&model=lead_authority",
    "tier=upper&tier=single&status=live",
    "sector=police&savings=yes",
    "savings=yes&savings=no&region=london",
    "body=essex-county-council",
    "body=essex-county-council&body=slough-borough-council",
    "with=essex-county-council&with=slough-borough-council",
    "body=essex-county-council&with=slough-borough-council&service_kind=frontline",
    "body=somerset-council&lineage=yes",
    "body=somerset-council&with=devon-county-council&lineage=yes",
    "on=2012-06-30",
    "on=2012-06-30&tier=lower&motive=savings",
    "on=2010-01-01&on=2024-06-30&body_kind=unitary",
    "on=2022-06-30&body=somerset-council&lineage=yes",
    "geography=separate&pairing=district-single",
    "status=unknown",
    "reorganisation=surrey",
    "becomes=split&becomes=absorbed&sector=council",
    "reorganisation=essex&reorganisation=suffolk&becomes=carried",
    "reorganisation=kent&becomes=not-touched",
    "began=2011&region=london",
    "among=service%3Dlegal&service=ict",
    "on=2012-06-30&has=figure&lacks=start&tier=lower",
    "total=annual-forecast&why=cost",
)


def left_by(string: str, name: str, value: str) -> int:
    """What the list says after the value is chosen; other values of its own kind are put aside."""
    query = QueryDict(string, mutable=True)
    together = name == "with" or (name == "body" and "with" in query)
    if not together:
        query.setlist(name, [])
    query.appendlist(name, value)
    return Query(query).count


@pytest.mark.parametrize("string", QUERIES)
def test_a_count_is_what_choosing_the_value_leaves(string: str) -> None:
    query = Query(QueryDict(string))
    found, dice = counts(query), random.Random(string)
    asked = 0
    for name, field in query.form.fields.items():
        values = [str(value) for value, _ in getattr(field, "choices", [])]
        if name in ("body", "with"):
            values = list(Body.objects.values_list("slug", flat=True))
        if name not in found:
            assert name in {"q", "on", "sort", "lineage", *UNCOUNTED}
            continue
        assert set(found[name]) <= set(values) | {"unknown"}
        told = [value for value in values if value in found[name]]
        silent = [value for value in values if value not in found[name]]
        for value in (
            *dice.sample(told, min(3, len(told))),
            *dice.sample(silent, min(1, len(silent))),
        ):
            assert (name, value, found[name].get(value, 0)) == (
                name,
                value,
                left_by(string, name, value),
            )
            asked += 1
    assert asked > 12


NOT_DRAWN = {"q", "on", "sort", "lineage", "body", "with", *UNCOUNTED}
DRAWN, ROUNDS = 20, 10


def drawn_query(dice: random.Random) -> str:
    """Some parameters with values of theirs, as a reader might come to choose them."""
    fields = Query(QueryDict("")).form.fields
    names = dice.sample([name for name in fields if name not in NOT_DRAWN], dice.randint(0, 3))
    query = QueryDict(mutable=True)
    for name in names:
        values = [str(value) for value, _ in fields[name].choices if value]  # type: ignore[attr-defined]
        query.setlist(name, dice.sample(values, min(len(values), dice.choice((1, 1, 2)))))
    if dice.random() < 0.3:
        query["on"] = f"{dice.randint(2000, 2026)}-{dice.randint(1, 12):02}-01"
    if dice.random() < 0.3:
        bodies = Body.objects.filter(arrangements__isnull=False).order_by("slug").distinct()
        query["body"] = bodies[dice.randrange(bodies.count())].slug
        if dice.random() < 0.5:
            query["lineage"] = "yes"
    if dice.random() < 0.2:
        query["q"] = dice.choice(("waste", "legal", "essex", "police", "ict"))
    return query.urlencode()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_counts_of_two_hundred_random_queries_are_those_of_counting_each(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(DRAWN):
        string = drawn_query(dice)
        query = Query(QueryDict(string))
        found = counts(query)
        fields = query.form.fields.items()
        values = {
            name: [str(value) for value, _ in field.choices if value]  # type: ignore[attr-defined]
            for name, field in fields
            if name in found and name not in {"body", "with"}
        }
        told = [(name, value) for name in values for value in values[name] if value in found[name]]
        every = [(name, value) for name in values for value in values[name]]
        asked = [*dice.sample(told, min(2, len(told))), dice.choice(every)]
        for name, value in asked:
            said = found[name].get(value, 0)
            assert (string, name, value, said) == (
                string,
                name,
                value,
                left_by(string, name, value),
            )


def test_every_word_and_service_is_counted_as_the_list_counts_it() -> None:
    found = counts(Query(QueryDict("")))
    form = Query(QueryDict("")).form
    for name in set(found) - {"body", "with"}:
        for value, _ in form.fields[name].choices:  # type: ignore[attr-defined]
            said = Query(QueryDict(f"{name}={value}")).count
            assert (name, value, found[name].get(value, 0)) == (name, value, said)


@pytest.mark.parametrize("string", [*QUERIES, "q=nowhere+to+be+found", "status=proposed"])
def test_the_list_says_what_the_database_would(string: str) -> None:
    told, counted = Query(QueryDict(string)), Query(QueryDict(string))
    told.told(*tally(told))
    assert (told.count, told.sentence) == (counted.count, counted.sentence)


def test_the_counts_follow_the_data() -> None:
    before = counts(Query(QueryDict("")))["savings"]["yes"]
    bare = Arrangement.objects.filter(savings=None)[0]
    Saving.objects.create(arrangement=bare, number=1)
    DataStamp.change()
    assert counts(Query(QueryDict("")))["savings"]["yes"] == before + 1


def test_counting_costs_the_same_whatever_there_is_to_count(
    django_assert_num_queries: object,
) -> None:
    counts(Query(QueryDict("on=2012-06-30&q=waste")))
    query = Query(QueryDict("on=2012-06-30&q=legal&tier=upper"))
    with django_assert_num_queries(2):  # type: ignore[operator]
        counts(query)


@pytest.mark.parametrize("string", ["", "q=waste", "service=legal", "q=qqqq"])
def test_the_list_offers_what_leads_somewhere_with_its_count_and_nothing_else(
    stranger: Client, string: str
) -> None:
    soup = BeautifulSoup(stranger.get(f"/arrangements/?{string}").content, "html.parser")
    found = counts(Query(QueryDict(string)))
    asked = QueryDict(string)
    names = dict(Service.objects.values_list("code", "name"))
    offered = {
        option["value"]: option.get_text()
        for option in soup.select('select[name="service"] option')
        if option["value"]
    }
    assert offered == {
        code: f"{name} ({found['service'].get(code, 0)})"
        for code, name in names.items()
        if code in found["service"] or code in asked.getlist("service")
    }
    for kind in ServiceKind:
        box = soup.select_one(f'input[name="service_kind"][value="{kind}"]')
        number = found["service_kind"].get(kind, 0)
        if number:
            assert box
            assert box.parent
            said = box.parent.get_text(" ", strip=True)
            assert said == f"{kind.label} {number} arrangements"
        else:
            assert box is None


@pytest.mark.parametrize("string", ["", "q=waste"])
def test_the_map_hides_what_leads_nowhere_until_it_leads_somewhere(
    stranger: Client, string: str
) -> None:
    html = stranger.get(f"/map/?{string}").content.decode()
    found = counts(Query(QueryDict(string)))
    names = dict(Service.objects.values_list("code", "name"))
    for code, name in names.items():
        number = found["service"].get(code, 0)
        label = name.replace("&", "&amp;").replace("'", "&#x27;")
        hidden = "" if number else " hidden disabled"
        assert (
            f'<option value="{code}"{hidden} data-label="{label}">{label} ({number})</option>'
            in html
        )
