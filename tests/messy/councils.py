"""Lists of councils: a national sheet, a county's register, a finance officer's, a clerk's."""

import datetime as dt
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill

from arrangements.imports.money import Claim
from tests.messy import Told, keeps, yearly


@keeps(
    {
        ("Shared services", 4): Told(
            "SS0003",
            {"services": ["ict"], "status": "live", "start": "2015"},
            saving=yearly(1_000_000, qualifier="about"),
        ),
        ("Shared services", 5): Told(
            "SS0191",
            {"services": ["waste-collection"], "start": "2011"},
            saving=Claim(30_000_000, qualifier="up_to", pattern="cumulative", period="10 years"),
        ),
        ("Shared services", 6): Told(
            "SS0082", {"services": ["internal-audit"], "start": "2017-04-01"}
        ),
        ("Shared services", 7): Told(
            "SS0315", {"services": ["environmental-health"], "start": "2014-06"}
        ),
        # A line that parts the list: it is asked about, for it might be the name of one.
        ("Shared services", 8): Told("", found=(), problems=(("B", "partners_missing"),)),
        ("Shared services", 9): Told(
            "SS0392",
            {"services": ["hr-payroll", "property", "procurement"], "start": "2015"},
            saving=yearly(8_000_000),
        ),
    },
)
def national_sheet(folder: Path) -> Path:
    """One title, partners with commas and a last "and", everything in words."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Shared services"
    for row in [
        ["Local government shared services, as collected in 2018"],
        [],
        [
            "Partnership Name",
            "Organisations Involved",
            "Service Area",
            "Predicted savings",
            "Stage",
            "Start",
        ],
        [
            "3C ICT",
            "Cambridge City, Huntingdonshire and South Cambs",
            "IT",
            "almost £1m a year",
            "Live",
            2015,
        ],
        [
            "East Sussex joint waste",
            "Eastbourne BC, Hastings BC, Rother DC, Wealden DC and East Sussex CC",
            "bins",
            "up to £30m over 10 years",
            "Operational",
            "2011",
        ],
        [
            "Internal audit for three",
            "Broxbourne, Epping Forest & Harlow",
            "Audit",
            "n/a",
            "Live",
            "1st April 2017",
        ],
        [
            "Mid Kent EH",
            "Maidstone, Swale and Tunbridge Wells",
            "Environmental Health",
            "TBC",
            "Live",
            "June 2014",
        ],
        ["South East"],
        [
            "Orbis",
            "Surrey CC, East Sussex CC and Brighton & Hove",
            "HR & payroll, property, procurement",
            "£8m p.a.",
            "Live",
            2015,
        ],
    ]:
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:F1")
    book.save(folder / "national.xlsx")
    return folder / "national.xlsx"


@keeps(
    {
        ("2012-13", 5): Told(
            "SS0106",
            {"services": ["waste-collection", "street-scene"], "start": "2013"},
            saving=yearly(200_000),
        ),
        ("2012-13", 6): Told(
            "SS0066",
            {"services": ["chief-executive"], "start": "2011-04"},
            saving=yearly(1_500_000),
        ),
        ("2012-13", 7): Told(
            "SS0151",
            {"services": ["environmental-health"]},
            asks=("Sevenoakes DC",),
            found=("E07000107",),
            problems=(("D", "body_unclear"),),
        ),
        ("2012-13", 8): Told("SS0172", problems=(("F", "no_such_date"), ("G", "percentage"))),
    },
    notes=("row 9 was passed over: it is a total", "row 11 was passed over: it is a note"),
)
def county_register(folder: Path) -> Path:
    """Headings over two lines from column C, money in thousands, a total and a footnote."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2012-13"
    rows = [
        ["Register of joint working", "", "", "", ""],
        [],
        ["Name of", "Councils", "Type of", "Date", "Annual"],
        ["partnership", "involved", "service", "commenced", "savings (£k)"],
        [
            "Environmental services",
            "Cherwell DC / South Northants DC",
            "Recycling; Grounds maintenance",
            2013,
            200,
        ],
        [
            "One chief executive",
            "Bolsover DC & NE Derbyshire DC",
            "Joint chief executive",
            "Apr-11",
            1500,
        ],
        ["EH partnership", "Dartford BC; Sevenoakes DC", "Food safety", "2012", "1,500"],
        ["Chief executive", "East Devon DC and South Somerset DC", "CEO", "31/02/2010", "12%"],
        ["Total", None, None, None, 3200],
        [],
        ["* Savings are those the councils reported; none was audited."],
    ]
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row, 3):
            if value not in ("", None):
                sheet.cell(number, at, value)
    sheet["C3"].fill = PatternFill("solid", fgColor="CCCCCC")
    book.save(folder / "register.xlsx")
    return folder / "register.xlsx"


@keeps(
    {
        ("finance", 2): Told(
            "SS0344",
            {"services": ["revenues-benefits"], "start": "2012-07-01", "status": "live"},
            saving=Claim(1_300_000),
        ),
        ("finance", 3): Told(
            "SS0114",
            {"services": ["ict", "hr-payroll"], "start": "2009-04-01"},
            saving=Claim(18_000_000, pattern="cumulative"),
        ),
        ("finance", 4): Told(
            "SS0410",
            {"services": ["revenues-benefits"], "start": "2010-08-01"},
            asks=("Skegness",),
            found=("E07000137", "E07000140", "E07000136"),
            problems=(("B", "body_unknown"),),
        ),
        ("finance", 5): Told(
            "SS0354", {"services": ["fleet"], "start": "2013-03"}, saving=yearly(2_500)
        ),
        ("finance", 6): Told("SS0364", problems=(("C", "loose_service"), ("E", "not_money"))),
    }
)
def finance_csv(folder: Path) -> Path:
    """Semicolons between the columns, the letters of Windows, commas between the partners."""
    text = (
        "Scheme;Partner councils;Function;Date started;Savings;Current status;Comment\r\n"
        "Revs & bens;North Lincs, NE Lincs;R&B;01/07/2012;£1.3m;Live;\r\n"
        "CoSocius – “shared services”;Cheshire East Council, CWaC;IT, payroll;39904;£18m to date;;"
        "serial\r\n"
        "Compass Point;E Lindsey DC, South Holland DC, Boston & Skegness;Benefits;1/8/10;;;\r\n"
        "Fleet;North Lincolnshire Council + Humberside Police;Vehicle maintenance;"
        "Mar-13;£2,500 pa;;\r\n"
        "North Worcs;Bromsgrove DC, Redditch BC, Wyre Forest DC;Regulation;2011;5 FTE;;\r\n"
    )
    path = folder / "finance.csv"
    path.write_bytes(text.encode("cp1252"))
    return path


@keeps(
    {
        ("Live", 2): Told(
            "SS0217",
            {"model": "joint_committee", "start": "2013-04", "services": ["waste-disposal"]},
            saving=yearly(100_000),
        ),
        ("Live", 3): Told(
            "SS0500", {"services": ["bereavement"], "start": "2018-08-01", "status": "live"}
        ),
        ("Live", 4): Told(
            "SS0205",
            {"status": "in_development", "services": ["procurement"], "model": "lead_authority"},
        ),
        ("Finished", 3): Told(
            "SS0426", {"status": "ended", "start": "2011-06-01", "end": "2021-06-30"}
        ),
        ("Finished", 4): Told(
            "SS0178",
            {"status": "ended", "start": "2011-04-01", "end": "2020", "services": ["housing"]},
        ),
    },
    left_out=("Contacts", "Old"),
)
def clerks_bullets(folder: Path) -> Path:
    """Two tabs of one list, partners as bullets on lines of their own, a hidden tab, a rota."""
    book = openpyxl.Workbook()
    live = book.active
    live.title = "Live"
    headings = [
        "Name of\narrangement",
        "Who is\ninvolved?",
        "Service(s)",
        "Delivery\nmodel",
        "Stage",
    ]
    live.append([*headings, "Go-live", "Annual saving"])
    live.append(
        [
            "Joint waste committee",
            "• Gloucestershire County Council\n• Cheltenham\n• Cotswold\n• Forest of Dean",
            "Landfill",
            "Joint committee",
            "Not known",
            dt.date(2013, 4, 1),
            "£100k",
        ]
    )
    live.append(
        [
            "Coroners",
            "- Middlesbrough\n- Redcar & Cleveland\n- Stockton-on-Tees\n- Hartlepool",
            "Coroners",
            None,
            "In operation",
            dt.date(2018, 8, 1),
            "-",
        ]
    )
    live.append(
        [
            "Procurement hub",
            "* Essex County Council (lead)\n* Braintree DC\n* Castle Point BC\n"
            "* Epping Forest DC\n* Tendring DC",
            "Buying",
            "Lead authority",
            "In development",
            2025,
            "tbc",
        ]
    )
    live["F2"].number_format = "mmm-yy"
    live["B2"].alignment = Alignment(wrap_text=True)
    finished = book.create_sheet("Finished")
    finished.append(["What came to an end"])
    finished.append(["Shared service", "Councils", "Category", "Status", "From", "Until"])
    finished.append(
        [
            "Shared Legal Solutions",
            "Wokingham BC\nRoyal Borough of Windsor & Maidenhead",
            "Legal",
            "Closed",
            "01.06.2011",
            "30.06.2021",
        ]
    )
    finished.append(
        [
            "East Kent Housing",
            "Canterbury CC\nDover DC\nShepway DC\nThanet DC",
            "Housing management",
            "Dissolved",
            "1 April 2011",
            "2020",
        ]
    )
    book.create_sheet("Contacts").append(["Who", "Telephone"])
    old = book.create_sheet("Old")
    old.append(headings)
    old.append(["Secret", "Slough BC; Essex CC", "Legal", None, "Live"])
    old.sheet_state = "hidden"
    book.save(folder / "clerk.xlsx")
    return folder / "clerk.xlsx"
