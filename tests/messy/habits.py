"""Habits of their own: a column for each partner, sentences, rows that lean on others."""

from pathlib import Path

import openpyxl

from arrangements.imports.money import Claim
from tests.messy import Told, keeps, yearly
from tests.messy.places import sheet


@keeps(
    {
        ("2016", 5): Told("SS0004", {"services": ["legal"], "start": "2015"}),
        ("2016", 6): Told("SS0076", {"services": ["ict"], "start": "2016-04"}),
        ("2016", 8): Told(
            "SS0124", {"start": "2011-06-01"}, saving=Claim(150_000, pattern="annual")
        ),
        ("2016", 9): Told(
            "SS0169",
            asks=("Winsdor & Maidenhead",),
            found=("E06000036", "E06000039"),
            problems=(("E", "body_unclear"),),
        ),
        ("2016", 10): Told(
            "SS0031",
            asks=("as above",),
            found=("E07000078", "E07000079"),
            problems=(("E", "body_unknown"), ("F", "unknown_service")),
        ),
    },
    notes=("row 7 was passed over: it is a total", "row 12 was passed over: it is a note"),
)
def partner_by_partner(folder: Path) -> Path:
    """A merged title, a column for each partner, marks of footnotes, a sub-total in between."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "2016"
    for row in [
        ["Shared services of our neighbours\n(as collected by e-mail)"],
        [],
        ["", "Who takes part"],
        ["Project", "Partner 1", "Partner 2", "Partner no. 3", "Partner 4", "Service", "Go live"],
        [
            "3C legal*",
            "Cambridge City*",
            "Huntingdonshire DC (1)",
            None,
            "South Cambs",
            "Legal",
            2015,
        ],
        ["Shared tech", "LB Brent¹", "LB Lewisham", "-", "Southwark", "IT", "04/2016"],
        ["Sub-total", None, None, None, None, None, None, 3],
        ["Revs and bens", "City of Lincoln", "N Kesteven DC", "n/a", None, "R&B", "1st June 2011"],
        ["Health", "Bracknell Forest", "Slough (2)", None, "Winsdor & Maidenhead", None, 2021],
        ["Audit", "Cheltenham", None, "Cotswold DC", "as above", "ditto", 2009],
        [],
        ["* Reported by the councils themselves."],
    ]:
        page.append(row)
    page["H4"] = "Savings pa"
    page["H8"] = "£150k"
    page.merge_cells("A1:H1")
    page.merge_cells("B3:E3")
    book.save(folder / "partners.xlsx")
    return folder / "partners.xlsx"


@keeps(
    {
        ("Sheet1", 2): Told("SS0084", {"services": ["trading-standards"], "start": "2015-04"}),
        ("Sheet1", 3): Told("SS0439", {"services": ["parking"]}),
        ("Sheet1", 4): Told("SS0134", {"start": "2007-04-01"}),
        ("Sheet1", 5): Told("SS0142", {"start": "2018", "services": ["waste-collection"]}),
        ("Sheet1", 6): Told(
            "SS0465",
            asks=("others",),
            found=("E10000014", "E06000045"),
            problems=(("B", "body_unknown"),),
        ),
        ("Sheet1", 7): Told(
            "SS0486",
            asks=("all Surrey districts",),
            found=("E10000030",),
            problems=(("B", "body_unknown"),),
        ),
        ("Sheet1", 8): Told(
            "SS0544",
            asks=("Forest Heath", "St Edmundsbury?"),
            found=(),
            problems=(("B", "body_unclear"),),
        ),
        ("Sheet1", 9): Told("SS0094", {"start": "2013-04", "end": "2022"}),
        ("Sheet1", 10): Told("SS0117", found=(), problems=(("B", "partners_missing"),)),
        ("Sheet1", 11): Told("SS0557", {"start": "2008-05-01"}, saving=yearly(600_000)),
    },
)
def sentences(folder: Path) -> Path:
    """Roles before names and behind dashes, numbers, addresses, telephones, doubts, "others"."""
    return sheet(
        folder,
        "sentences.xlsx",
        [
            "Shared service",
            "Who is involved",
            "Service type",
            "Date started",
            "Date ended",
            "Saving",
        ],
        [
            "Standards",
            "Lead: Surrey CC; Partner: Buckinghamshire CC",
            "Trading standards",
            "Apr 2015",
            None,
            None,
        ],
        [
            "Parking",
            "Chelmsford City Council - lead; Essex CC, tel. 01245 000000",
            "Parking enforcement",
            None,
            None,
            "tbc",
        ],
        ["Museums", "1. Colchester BC 2. Ipswich BC", "Museums", "1-4-2007", None, None],
        [
            "Kerbside",
            "Coventry City Council (waste@example.gov.uk) | Nuneaton & Bedworth BC",
            "Bins",
            "2018",
            None,
            None,
        ],
        ["SIAP", "Hants CC (host), Southampton and others", "Audit", "April 2012", None, None],
        ["Waste", "Surrey CC; all Surrey districts", "Waste disposal", None, None, None],
        ["West Suffolk bins", "Forest Heath; St Edmundsbury?", "Bins", None, None, None],
        ["Health", "a) Islington\nb) Camden", "Public health", "04.2013", "2022", None],
        ["Crematorium", "TBC", "Coroners", None, None, None],
        [
            "Xentrall",
            "(a) Stockton-on-Tees BC (b) Darlington BC",
            "Payroll; ICT",
            "May 1, 2008",
            None,
            "£600,000 p.a.",
        ],
    )


@keeps(
    {
        ("History", 3): Told("SS0152", {"start": "2011-06-04"}),
        ("History", 4): Told("SS0147", {"status": "proposed", "status_as_of": 2011}),
        ("History", 5): Told("SS0496", {"start": "2013", "status_as_of": 2018}),
        ("History", 6): Told(
            "SS0422",
            asks=("North Yorkshire",),
            found=("E07000169",),
            problems=(("C", "body_unclear"),),
        ),
        ("History", 7): Told("SS0455", {"start": "2014-11", "status": "live"}),
        ("History", 8): Told(
            "", asks=('"',), found=(), problems=(("B", "no_name"), ("C", "body_unknown"))
        ),
        ("History", 9): Told("SS0118", {"status": "superseded", "end": "2020"}),
        ("History", 10): Told("SS0010", {"start": "2021"}),
    },
)
def of_its_time(folder: Path) -> Path:
    """Bare names of several years in one list, each to be understood in its own."""
    return sheet(
        folder,
        "history.xlsx",
        [None, "Compiled from reports"],
        ["Ref", "Initiative", "Councils", "Since", "To", "Stage", "As at"],
        [None, "Environment", "Daventry / Northampton", "4 June 2011", None, "Live", 2012],
        [None, "Fire study", "Cumbria & Northumberland", None, None, "Proposed", 2011],
        [None, "One team", "Taunton Deane and West Somerset", 2013, None, "Merged", "Mar 2018"],
        [None, "Better together", "Selby; North Yorkshire", 2013, 2023, "Merged", 2023],
        [None, "Heritage", "Somerset; Devon", "Nov 2014", None, "Operational", 2014],
        [None, None, '"', "Nov 2014", None, "Operational", 2015],
        [None, "Joint management", "Chiltern + South Bucks", None, 2020, "Replaced", 2020],
        [None, "Adopt", "Cumbria, Durham and Sunderland", 2021, None, "Live", 2022],
        tab="History",
    )
