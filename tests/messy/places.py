"""Lists from London, Wales and the shires: names short, Welsh, bare, joined and of their time."""

from pathlib import Path

import openpyxl

from arrangements.imports.money import Claim
from tests.messy import Told, keeps, yearly


def sheet(folder: Path, name: str, *rows: list[object], tab: str = "Sheet1") -> Path:
    book = openpyxl.Workbook()
    book.active.title = tab
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


@keeps(
    {
        ("London", 3): Told("SS0239", {"services": ["legal"], "start": "2011"}),
        ("London", 4): Told("SS0012", {"services": ["adoption"], "start": "2019-10-01"}),
        ("London", 5): Told("SS0443", {"services": ["waste-disposal"], "start": "2003"}),
        ("London", 6): Told(
            "SS0516",
            asks=("WCC",),
            found=("E09000013", "E09000020"),
            problems=(("C", "body_unclear"),),
        ),
        ("London", 7): Told("SS0284", {"services": ["public-health"], "start": "2013"}),
        ("London", 8): Told("SS0074", {"services": ["trading-standards"], "start": "1965-04-01"}),
    }
)
def london(folder: Path) -> Path:
    """Acronyms, bare boroughs, slashes; a column of numbers before the names."""
    return sheet(
        folder,
        "london.xlsx",
        ["London boroughs working together"],
        ["#", "Project name", "Boroughs", "Business area", "Since", "Savings"],
        [1, "Bi-borough legal", "H&F / RBKC", "Solicitors", 2011, None],
        [
            2,
            "Adopt London East",
            "LB Havering (lead); LB Barking & Dagenham; Newham; Tower Hamlets",
            "Regional adoption agency",
            "1 October 2019",
            None,
        ],
        [3, "SLWP", "Croydon, RB Kingston, Merton, Sutton", "Waste treatment", "2003", None],
        [4, "Tri-borough", "LBHF, RBKC, WCC", "Libraries", "June 2011", None],
        [
            5,
            "Public health",
            "London Borough of Lambeth and London Borough of Southwark",
            "Health improvement",
            2013,
            None,
        ],
        [
            6,
            "Trading standards",
            "Brent & Harrow Councils",
            "Consumer protection",
            "01/04/1965",
            None,
        ],
        tab="London",
    )


@keeps(
    {
        ("Cymru", 2): Told("SS0135", {"services": ["highways"], "start": "2008"}),
        ("Cymru", 3): Told("SS0030", {"services": ["procurement"], "start": "2021-08"}),
        ("Cymru", 4): Told("SS0078", {"services": ["internal-audit"], "start": "2013-02"}),
        ("Cymru", 5): Told("SS0399", {"status": "proposed", "services": ["bereavement"]}),
        ("Cymru", 6): Told("SS0232", {"services": ["legal"]}),
        ("Cymru", 7): Told(
            "SS0296",
            asks=("Coastguard Llantwit",),
            found=("fire-south-wales", "police-south-wales", "nhs-RT4"),
            problems=(("B", "body_unknown"),),
        ),
    }
)
def wales(folder: Path) -> Path:
    """Welsh and English names in one cell, statuses in other words."""
    return sheet(
        folder,
        "cymru.xlsx",
        ["TITLE", "PARTIES", "SERVICE CATEGORY", "STAGE", "START DATE"],
        [
            "Priffyrdd / Highways",
            "Cyngor Bwrdeistref Sirol Conwy; Cyngor Sir Ddinbych",
            "Street lighting",
            "Unknown",
            "2008",
        ],
        [
            "Ardal",
            "Cardiff; Monmouthshire CC; Torfaen CBC; Cyngor Bro Morgannwg",
            "Purchasing",
            "Live",
            "Aug 2021",
        ],
        ["Audit", "Vale of Glamorgan Council (host) + Bridgend CBC", "Audit", "Active", "Feb-13"],
        [
            "Crwner",
            "Pembrokeshire, Carmarthenshire, Swansea and Neath Port Talbot",
            "Coroner",
            "Under consideration",
            "1 June 2020",
        ],
        ["Legal", "Heddlu Gwent; Heddlu De Cymru", "Legal service", "Live", "2009"],
        [
            "Station",
            "South Wales Fire and Rescue Service; South Wales Police; Welsh Ambulance"
            " Services NHS Trust; Coastguard Llantwit",
            "Estates",
            "Live",
            2020,
        ],
        tab="Cymru",
    )


@keeps(
    {
        ("Sheet1", 2): Told("SS0024", {"services": ["whole-workforce"], "start": "2007"}),
        ("Sheet1", 3): Told(
            "SS0070",
            {"services": ["management-team"], "status": "ended", "end": "2021-05"},
            saving=Claim(300_000),
        ),
        ("Sheet1", 4): Told("SS0140", {"services": ["chief-executive"], "start": "2008"}),
        ("Sheet1", 5): Told("SS0479", {"start": "2020", "end": "2022-05-12"}),
        ("Sheet1", 6): Told("SS0468", {"services": ["planning"], "start": "2021"}),
        ("Sheet1", 7): Told("SS0556", {"services": ["parking"], "start": "2011"}),
        ("Sheet1", 8): Told("SS0446", {"services": ["waste-collection"], "start": "2008"}),
        ("Sheet1", 9): Told(
            "SS0418",
            asks=("Wealdon",),
            found=("E07000064",),
            problems=(("C", "body_unclear"),),
        ),
    }
)
def pairs_of_districts(folder: Path) -> Path:
    """Pairs that share an ending, in the plural; status and dates in one row of small cells."""
    return sheet(
        folder,
        "pairs.xlsx",
        [
            "Line",
            "Collaboration",
            "Partner authorities",
            "Function",
            "Project status",
            "Start year",
            "Year ended",
            "Forecast savings",
        ],
        ["a", "Adur & Worthing", "Adur and Worthing Councils", "Single workforce", "Current", 2007],
        [
            "b",
            "Shared management",
            "Breckland and South Holland District Councils",
            "Senior management",
            "Ended",
            "Aug 2010",
            "May 2021",
            "£300,000",
        ],
        [
            "c",
            "Chief executive",
            "Cotswold & West Oxfordshire District Councils",
            "CEO",
            "Merged",
            2008,
            2017,
        ],
        [
            "d",
            "Joint team",
            "Stratford on Avon DC and Warwick DC",
            "Senior management",
            "Ended",
            2020,
            "12/5/2022",
        ],
        ["e", "Planning", "Stafford and Cannock Chase", "Local plan", "Live", 2021],
        [
            "f",
            "Car parks",
            "Wychavon, Redditch & Bromsgrove",
            "Parking enforcement",
            "Unknown",
            2011,
        ],
        ["g", "Waste", "South Oxfordshire & Vale of White Horse DCs", "Bins", "In progress", 2008],
        ["h", "Preferred partners", "Rother and Wealdon", "Transformation", "In development", 2010],
    )


@keeps(
    {
        ("History", 2): Told("SS0123", {"status": "superseded", "start": "2011-01", "end": "2019"}),
        ("History", 3): Told(
            "SS0543", {"start": "2009-12", "end": "2019-03-31"}, saving=yearly(3_500_000)
        ),
        ("History", 4): Told("SS0166", {"start": "2015", "status": "superseded"}),
        ("History", 5): Told("SS0290", {"end": "2020-12-01", "start": "2010"}),
        ("History", 6): Told("SS0181", {"start": "2011", "end": "2012"}),
        ("History", 7): Told(
            "SS0379",
            {"services": ["adult-social-care"]},
            found=("nhs-RTF",),
            asks=("Durham CC",),
            problems=(("B", "body_unclear"),),
        ),
        ("History", 8): Told("SS0524", problems=(("D", "financial_year"),), found=None),
    }
)
def history(folder: Path) -> Path:
    """Bodies that are gone, by bare names that meant them then."""
    return sheet(
        folder,
        "history.xlsx",
        [
            "Title",
            "Bodies",
            "Type of service",
            "Start date",
            "End date",
            "Status",
            "Savings per annum",
        ],
        [
            "Christchurch & East Dorset",
            "Christchurch; East Dorset",
            "One team",
            "Jan 2011",
            "2019",
            "Replaced",
            None,
        ],
        [
            "West Suffolk",
            "Forest Heath & St Edmundsbury",
            "Whole workforce",
            "Dec-09",
            "31/3/19",
            "Merged",
            "£3.5m",
        ],
        [
            "Dorset councils",
            "North Dorset, West Dorset and Weymouth & Portland",
            "Shared management team",
            2015,
            2019,
            "Superseded",
            None,
        ],
        [
            "LGSS",
            "Cambridgeshire CC, Northamptonshire CC, Milton Keynes",
            "Payroll",
            2010,
            "1 December 2020",
            "Dissolved",
            "n/a",
        ],
        ["Education", "East Lothian / Midlothian", "Schools", 2011, 2012, "Ended", None],
        [
            "Care",
            "Durham CC; Northumbria Healthcare NHS Foundation Trust",
            "Adult services",
            2006,
            None,
            "Ended",
            None,
        ],
        [
            "Veritau",
            "North Yorkshire County Council; City of York; Middlesbrough; Redcar and Cleveland",
            "Audit",
            "2009/10",
            None,
            "Live",
            None,
        ],
        tab="History",
    )
