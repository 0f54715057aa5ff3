"""The page of figures: every number is right, and opens the list that it counts."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from arrangements.bodyfilters import BodyQuery
from arrangements.filters import Query
from arrangements.insight import figures
from arrangements.insight.chiefs import Year, quote
from arrangements.insight.ground import narrowed
from arrangements.insight.panels import Insight
from arrangements.models import Arrangement, DataStamp, Saving

pytestmark = pytest.mark.django_db

QUERIES = (
    "",
    "on=2012-06-30",
    "on=2019-04-01&service_kind=back_office",
    "service=legal",
    "service=legal&service=ict&region=london",
    "on=2014-01-01&region=south-west&tier=lower",
    "region=wales&status=live",
    "body=essex-county-council",
    "status=ended&why=cost",
    "among=service%3Dlegal&service=ict",
    "total=annual-forecast&sort=saving",
    "q=library",
)


def page(client: Client, query: str = "", status: int = 200) -> BeautifulSoup:
    answer = client.get(f"/insight/?{query}")
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def listed_behind(address: str) -> int:
    """How many are in the list at an address of ours."""
    parts = urlsplit(address)
    kind = {"/arrangements/": Query, "/bodies/": BodyQuery}[parts.path]
    return kind(QueryDict(parts.query)).count


def numbers(soup: BeautifulSoup) -> list[tuple[str, int]]:
    """Every number of a figure that leads to a list, with its address, once each."""
    links = soup.select('.figure td a[href^="/"]')
    found = {(link["href"], int(link.text.replace(",", ""))) for link in links}
    return sorted(found)


@pytest.mark.parametrize("query", QUERIES)
def test_every_number_is_that_of_the_list_it_opens(stranger: Client, query: str) -> None:
    found = numbers(page(stranger, query))
    assert len(found) > 25
    # Every link of the whole catalogue's; samples of others, and where lists are asked for twice.
    every = not query and connection.vendor == "sqlite"
    found = found[:: 1 if every else 9]
    wrong = [
        (address, number, behind)
        for address, number in found
        if (behind := listed_behind(address)) != number
    ]
    assert not wrong


def test_the_list_of_a_number_says_it(stranger: Client) -> None:
    for address, number in numbers(page(stranger, "on=2012-06-30"))[::40]:
        answer = stranger.get(address)
        assert answer.status_code == 200
        said = BeautifulSoup(answer.content, "html.parser").select_one(".sentence").text
        assert said.split()[0] == f"{number:,}", address


def test_a_number_of_a_figure_leads_somewhere_unless_it_is_nought_or_not_known() -> None:
    """Money, years, shares and what is not known have no list of their own."""
    for figure in Insight(Query(QueryDict())).figures.values():
        for row in figure.rows:
            for column, cell in zip(figure.columns, row, strict=True):
                if column.unit in ("arrangements", "councils") and cell.value:
                    assert cell.address or "not known" in column.heading.lower(), figure.code


def test_what_stands_on_top_of_a_column_counts_the_same_thing() -> None:
    drawn = [
        each for each in Insight(Query(QueryDict())).figures.values() if each.picture == "years"
    ]
    assert drawn
    for figure in drawn:
        below, above = figure.columns[1:3]
        assert below.unit == above.unit, figure.code
        assert "not known" in above.heading.lower()
        assert "not known" not in below.heading.lower()


CHIEFS = {
    ((0, 3),): "No council is known to have shared a chief executive on any 31 March.",
    ((2, 0),): (
        "On 31 March 2001, 2 councils were known to share a chief executive. The most known was 2,"
        " on 31 March of 2001."
    ),
    ((1, 0), (0, 0), (1, 4)): (
        "On 31 March 2003, 1 council was known to share a chief executive, and of 4 more it is not"
        " known: between 1 and 5. The most known was 1, on 31 March of 2001 and 2003. So whether"
        " the number is rising cannot be said."
    ),
    ((4, 0), (4, 0), (4, 0), (2, 0), (4, 0), (2, 1)): (
        "On 31 March 2006, 2 councils were known to share a chief executive, and of 1 more it is"
        " not known: between 2 and 3. The most known was 4, on 31 March of 2001 to 2003 and 2005."
        " So there are fewer in any case."
    ),
    ((4, 0), (4, 0), (3, 0)): (
        "On 31 March 2003, 3 councils were known to share a chief executive. The most known was 4,"
        " on 31 March of 2001 and 2002."
    ),
}


@pytest.mark.parametrize(("numbers", "sentence"), CHIEFS.items())
def test_the_sentence_on_chief_executives_says_no_more_than_is_known(
    numbers: tuple[tuple[int, int], ...], sentence: str
) -> None:
    years = {
        year: Year([], {*range(known)}, [], {*range(100, 100 + may)})
        for year, (known, may) in enumerate(numbers, 2001)
    }
    assert quote(years) == sentence


def test_the_numbers_of_the_sentence_on_chief_executives_lead_to_their_councils(
    stranger: Client,
) -> None:
    panel = page(stranger).select_one("#chief-executives").parent
    said = [int(each) for each in re.findall(r"\d+", panel.select_one("p").text)]
    links = panel.select("a")
    behind = [listed_behind(link["href"]) for link in links]
    assert [int(link.text.split()[1]) for link in links] == behind
    assert len(behind) == 2
    assert {*behind} <= {*said}


def test_every_shared_chief_executive_has_a_source_one_click_away(stranger: Client) -> None:
    for row in page(stranger).select("#figure-chief-executives tbody tr"):
        arrangement = Arrangement.objects.get(name=row.th.text)
        urls = {*arrangement.sources.exclude(url="").values_list("url", flat=True)}
        link = row.select_one("td:last-child a")
        assert link["href"] in urls if link else not urls


@pytest.mark.parametrize(
    ("base", "more", "string"),
    [
        ("", {"service": "ict"}, "service=ict"),
        ("region=london", {"service": "ict"}, "region=london&service=ict"),
        ("service=legal&service=ict", {"service": "ict"}, "service=ict"),
        ("service=legal", {"service": "ict"}, "among=service=legal&service=ict"),
        ("service=legal", {"on": "2012-03-31"}, "service=legal&on=2012-03-31"),
        ("region=london", {"on": "2012-03-31"}, "among=region=london&on=2012-03-31"),
        (
            "on=2012-06-30&region=london",
            {"region": "wales"},
            "among=on=2012-06-30&region=london&on=2012-06-30&region=wales",
        ),
        (
            "on=2012-06-30",
            {"on": "2019-03-31"},
            "among=on=2012-06-30&on=2019-03-31",
        ),
    ],
)
def test_a_query_is_narrowed_in_one_string_where_that_means_the_same(
    base: str, more: dict[str, str], string: str
) -> None:
    assert unquote(narrowed(base, **more)) == string


NOTHING = {
    "service=fleet&status=abandoned": "No arrangement matches all of these filters",
    "on=1700-01-01": "None of these arrangements is known to have been running on 1 January 1700",
    "on=2099-01-01": "None of these arrangements is known to have been running on 1 January 2099",
    "total=annual-audited": "No arrangement matches all of these filters",
}


@pytest.mark.parametrize(("query", "sentence"), NOTHING.items())
def test_a_query_that_leaves_nothing_is_told_so_without_an_axis(
    stranger: Client, query: str, sentence: str
) -> None:
    soup = page(stranger, query)
    assert sentence in " ".join(soup.main.text.split())
    assert not soup.select("main svg, main table, main .figure")
    answer = stranger.get(f"/insight/by-service.csv?{query}")
    assert (answer.status_code, answer.content.decode()) == (
        404,
        "No arrangement matches this query, so there is nothing to count.",
    )


def test_one_record_has_its_figures_and_no_empty_picture(stranger: Client) -> None:
    lone = Arrangement.objects.filter(status="proposed", savings=None)[0]
    soup = page(stranger, f"q={lone.reference}")
    text = " ".join(soup.main.text.split())
    assert "1 arrangement, counted on" in text
    assert "None of these arrangements is known to have run on any day." in text
    assert "None of these arrangements has a forecast of what it would save." in text
    assert "is known to have ended, been replaced or not been pursued" in text
    assert "None of these arrangements has a figure that can be added to another." in text
    assert not soup.select(".figure__picture")
    for body in soup.select(".figure tbody"):
        assert body.select("tr")


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("servise=legal", "servise"),
        ("on=2012-02-30", "2012-02-30"),
        ("on=2012-06-30&on=2013-06-30", "Figures are of one day"),
        ("began=soon", "soon"),
    ],
)
@pytest.mark.parametrize("address", ["/insight/", "/insight/by-service.csv", "/insight.xlsx"])
def test_what_cannot_be_counted_is_told_in_a_sentence(
    stranger: Client, address: str, query: str, named: str
) -> None:
    answer = stranger.get(f"{address}?{query}")
    assert answer.status_code == 400
    assert named in answer.content.decode()


def test_a_figure_that_there_is_not_is_told_with_those_that_there_are(stranger: Client) -> None:
    answer = stranger.get("/insight/by-weather.csv")
    assert answer.status_code == 404
    assert "by-weather" in answer.content.decode()
    assert "by-service" in answer.content.decode()


def cells(row: Tag) -> list[str]:
    return [cell.text for cell in row.select("th, td:not(.figure__bar)")]


@pytest.mark.parametrize("query", ["", "on=2012-06-30&service_kind=back_office"])
def test_page_csv_and_workbook_are_of_one_table(stranger: Client, query: str) -> None:
    soup = page(stranger, query)
    answer = stranger.get(f"/insight.xlsx?{query}")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    held = Insight(Query(QueryDict(query))).figures
    assert len(book.sheetnames) == len(held) + 1
    for sheet, (code, figure) in zip(book.worksheets[1:], held.items(), strict=True):
        shown = soup.select(f"#figure-{code} table")[-1]
        on_page = [cells(row) for row in shown.select("tbody tr")]
        assert len(on_page) == len(figure.rows)
        told = stranger.get(f"/insight/{code}.csv?{query}")
        assert told.status_code == 200
        text = told.getvalue().decode("utf-8-sig")
        headings, *rows = csv.reader(io.StringIO(text, newline=""))
        wanted = [column.with_unit for column in figure.columns]
        assert headings == [*wanted, "Address of the list"]
        assert [cell.value for cell in sheet[1]] == headings
        in_book = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for mine, row, written in zip(figure.rows, rows, in_book, strict=True):
            values = [cell.value for cell in mine]
            assert row[:-1] == ["" if value is None else str(value) for value in values]
            assert written[:-1] == [None if value == "" else value for value in values]
            assert row[-1] == (written[-1] or "")
        for column, first in zip(figure.columns[1:], zip(*on_page, strict=True), strict=False):
            assert column.heading
            assert first


def test_headings_of_numbers_carry_their_unit(stranger: Client) -> None:
    text = stranger.get("/insight/savings.csv").getvalue().decode("utf-8-sig")
    assert text.splitlines()[0] == (
        "Pattern and basis,Counted (arrangements),Of (arrangements),Lowest together (£),"
        "Highest together (£),Median (£),Smallest (£),Largest (£),"
        "Left out (arrangements),Address of the list"
    )


def test_three_people_see_the_same(stranger: Client, reader: Client, editor: Client) -> None:
    seen = [page(client).select_one("main").text for client in (stranger, reader, editor)]
    assert seen[0] == seen[1] == seen[2]
    for client in (stranger, reader, editor):
        assert client.get("/insight/why-no-total/").status_code == 200
        assert client.get("/insight.xlsx").status_code == 200
        assert client.post("/insight/").status_code == 405


def test_figures_follow_the_data(stranger: Client) -> None:
    def with_figure() -> str:
        return page(stranger).select_one("#figure-quality tbody tr:nth-of-type(5) td a").text

    before = int(with_figure())
    bare = Arrangement.objects.filter(savings=None)[0]
    Saving.objects.create(arrangement=bare, number=1)
    DataStamp.change()
    assert int(with_figure()) == before + 1


def test_working_figures_out_costs_the_same_whatever_there_is_to_count() -> None:
    counted = []
    assert Insight(Query(QueryDict("region=scotland"))).panels
    for query in ("region=london", "nation=england"):
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert Insight(Query(QueryDict(query))).panels
        counted.append(len(asked))
    assert counted[0] == counted[1] < 40


@pytest.mark.parametrize("query", ["", "on=2012-06-30&service_kind=back_office", "service=legal"])
def test_on_paper_a_long_table_is_cut_and_says_where_the_rest_is(
    stranger: Client, query: str
) -> None:
    soup = page(stranger, query)
    cut = 0
    for code, figure in Insight(Query(QueryDict(query))).figures.items():
        shown = soup.select_one(f"#figure-{code}")
        printed = shown.select("tr.govuk-table__row:not(.not-printed)")[1:]
        said = shown.select_one(".only-printed")
        if figure.picture in ("", "years"):
            assert len(printed) == min(len(figure.rows), 10 if len(figure.rows) > 20 else 20)
            assert bool(said) == (len(printed) < len(figure.rows))
        if said:
            cut += 1
            number, of, *_ = re.findall(r"\d+", said.text)
            assert int(of) == len(figure.rows) > int(number)
            assert said.text.split()[-1].startswith("http://testserver/")
        if figure.address:
            assert listed_behind(figure.address) == len(figure.rows)
    assert cut > 1


def test_paper_has_the_first_of_a_list_and_the_last_of_the_years(stranger: Client) -> None:
    soup = page(stranger)
    for code, first in (("by-year", False), ("endings", True)):
        rows = soup.select(f"#figure-{code} tbody tr")
        assert ("not-printed" in rows[0]["class"]) != first
        assert ("not-printed" in rows[-1]["class"]) == first


def test_the_page_leaves_the_end_of_a_very_long_table_to_its_files(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "ON_PAGE", 30)
    cache.clear()
    whole = len(Insight(Query(QueryDict())).figures["endings"].rows)
    shown = page(stranger).select_one("#figure-endings")
    assert len(shown.select("tbody tr")) == 30 < whole
    assert f"The first 30 of {whole}" in shown.summary.text
    assert f"And {whole - 30} more" in shown.details.text
    told = stranger.get("/insight/endings.csv").getvalue().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(told, newline="")))) == whole + 1
    cache.clear()


def test_the_cover_says_what_when_and_how_many(stranger: Client) -> None:
    cover = page(stranger, "on=2012-06-30&region=london").select_one(".figures-cover").text
    assert "Region: London; Running on: 30 June 2012" in cover
    found = Query(QueryDict("on=2012-06-30&region=london")).count
    assert f"{found} arrangements, counted on" in cover
    assert "http://testserver/insight/?" in cover


def test_every_figure_has_a_name_of_its_own_and_stands_in_the_contents(stranger: Client) -> None:
    soup = page(stranger)
    ids = [each["id"] for each in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for link in soup.select(".figures-contents a"):
        assert soup.select_one(link["href"]).text == link.text
