"""Lists with police, fire, health and codes, and with what spreadsheet programs put into cells."""

from pathlib import Path

from arrangements.imports.money import Claim
from tests.badfiles.parts import packed, parts, rows_xml, sheet_xml
from tests.messy import Told, keeps, yearly
from tests.messy.places import sheet

PERCENT = '<numFmts><numFmt numFmtId="164" formatCode="mmm\\-yy"/></numFmts><cellXfs>'
PERCENT += '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs>'


@keeps(
    {
        ("Collaborations", 4): Told(
            "SS0056",
            {"services": ["procurement"], "start": "2011-04", "model": "police_collaboration"},
        ),
        ("Collaborations", 5): Told("SS0048", {"start": "2009-04"}, saving=yearly(360_000)),
        ("Collaborations", 6): Told("SS0187", {"start": "2002"}),
        ("Collaborations", 7): Told(
            "SS0339",
            {},
            asks=("Norfolk and Suffolk Police",),
            found=(),
            problems=(("C", "body_unclear"),),
        ),
        ("Collaborations", 8): Told("SS0130", {"status": "ended", "end": "2020-01"}),
        ("Collaborations", 9): Told("SS0454", {"start": "2014"}, saving=yearly(6_600_000)),
    }
)
def police(folder: Path) -> Path:
    """Forces by county short forms, "plus" and "&" between them, agreements by their section."""
    return sheet(
        folder,
        "police.xlsx",
        ["RESTRICTED"],
        [],
        [
            "Ref",
            "Collaboration name",
            "Parties involved",
            "Functions",
            "Type of collaboration",
            "Live date",
            "Estimated annual savings",
            "Stage",
            "Finish",
        ],
        [
            None,
            "7F procurement",
            "Beds Police, Cambs Constabulary & Herts Constabulary",
            "Purchasing",
            "Section 22A",
            "April 2011",
            None,
            "Live",
            None,
        ],
        [
            None,
            "Dogs",
            "Bedfordshire Police and Hertfordshire Constabulary",
            "Police dogs",
            None,
            "Apr 2009",
            "£360k",
            "Live",
            None,
        ],
        [
            None,
            "EMSOU",
            "Derbyshire Constabulary, Leics Police, Lincs Police, Northants Police, Notts Police",
            "Police forensics",
            None,
            2002,
            None,
            "Live",
            None,
        ],
        [
            None,
            "IOM unit",
            "Norfolk and Suffolk Police",
            "Custody and criminal justice",
            None,
            2014,
            None,
            "Live",
            None,
        ],
        [
            None,
            "Dog support",
            "Cleveland Police; Durham Constabulary; North Yorkshire Police",
            "Police dogs",
            None,
            "01-Aug-16",
            None,
            "Closed",
            "Jan 2020",
        ],
        [
            None,
            "Forensics",
            "Dorset Police, Avon & Somerset Constabulary, Devon & Cornwall Police,"
            " Wiltshire Police",
            "Police forensics",
            None,
            2014,
            "£6.6m",
            "Live",
            None,
        ],
        tab="Collaborations",
    )


@keeps(
    {
        ("Blue light", 2): Told("SS0488", {"services": ["control-rooms"], "start": "2014-05"}),
        ("Blue light", 3): Told("SS0329", {"services": ["control-rooms"], "start": "2012"}),
        ("Blue light", 4): Told("SS0254", {"services": ["property", "ict"]}),
        ("Blue light", 5): Told("SS0100", {"start": "2025-10-01"}),
        ("Blue light", 6): Told("SS0494", {"services": ["health-commissioning"], "start": "2016"}),
        ("Blue light", 7): Told("SS0347", {"start": "2007", "end": "2013"}),
        ("Blue light", 8): Told("SS0154", problems=(("C", "loose_service"),)),
    }
)
def health_and_fire(folder: Path) -> Path:
    """FRS, PCT, CCG and ICB; a lead in a column of its own, beside "Other partners"."""
    return sheet(
        folder,
        "blue.xlsx",
        ["Initiative", "Lead organisation", "Area of service", "Other partners", "Began", "Ended"],
        ["Sussex control", "East Sussex FRS", "Fire control", "West Sussex FRS", "May 2014", None],
        [
            "Networked control",
            "Devon & Somerset FRS",
            "Mobilising",
            "Hampshire Fire and Rescue Service, Dorset Fire & Rescue, Wiltshire FRS",
            2012,
            None,
        ],
        [
            "Heads of service",
            "West Mercia Police",
            "Estates; IT",
            "Hereford & Worcester FRS",
            2018,
            None,
        ],
        [
            "ICB cluster",
            "NHS Bedfordshire, Luton and Milton Keynes ICB",
            "Senior management",
            "NHS Cambridgeshire and Peterborough ICB; NHS Hertfordshire and West Essex ICB",
            "1/10/2025",
            None,
        ],
        [
            "Single commissioning",
            "Tameside MBC",
            "Joint commissioning",
            "NHS Tameside and Glossop CCG",
            2016,
            None,
        ],
        [
            "Care trust plus",
            "NE Lincs Council",
            "Public health",
            "North East Lincolnshire PCT",
            2007,
            2013,
        ],
        [
            "Delt",
            "Plymouth City Council",
            "Resilience",
            "NHS Northern, Eastern and Western Devon Clinical Commissioning Group",
            2014,
            None,
        ],
        tab="Blue light",
    )


@keeps(
    {
        ("codes", 2): Told(
            "SS0303", {"services": ["legal"], "start": "2012-04-01"}, saving=Claim(5_000_000)
        ),
        ("codes", 3): Told("SS0251", {"start": "2011"}),
        ("codes", 4): Told("SS0562", {"services": ["waste-disposal"], "start": "2009"}),
        ("codes", 5): Told(
            "SS0262",
            asks=("E06999999",),
            found=("E06000019", "nhs-RLQ"),
            problems=(("B", "body_unknown"),),
        ),
        ("codes", 6): Told("SS0015", {"services": ["adoption"], "start": "2019-04-01"}),
    }
)
def codes(folder: Path) -> Path:
    """Tabs between the columns, codes for bodies, every number as text."""
    lines = [
        ("Project title", "Organisations", "Category", "Implementation date", "Total savings"),
        ("Legal", "E08000003 (lead); E08000006", "Solicitors", "41000", "5000000"),
        (
            "Three on the Tees",
            "E06000001; E06000005; Redcar & Cleveland [E06000003]",
            "Children and families",
            "2011",
            "",
        ),
        ("Zero Waste", "s12000036; S12000019", "Energy from waste", "2009.0", ""),
        ("Hoople", "E06000019; RLQ; E06999999", "ERP", "Apr 2011", ""),
        ("Adopt South", "E10000014; E06000046; E06000044; E06000045", "Adoption", "43556", ""),
    ]
    path = folder / "codes.tsv"
    text = "\n".join("\t".join(line) for line in lines)
    path.write_bytes(text.encode("utf-16"))
    return path


@keeps(
    {
        ("List", 6): Told(
            "SS0019", {"start": "2018-04", "contact_page": ""}, saving=Claim(250_000)
        ),
        ("List", 7): Told(
            "SS0043", problems=(("I", "error"),), found=("E08000038", "E08000017", "E08000018")
        ),
        ("List", 8): Told("SS0088", problems=(("I", "percentage"),)),
        ("List", 9): Told("SS0143", problems=(("G", "formula"),)),
        ("List", 10): Told("SS0092", {"start": "2012", "services": ["housing"]}),
    }
)
def formulas(folder: Path) -> Path:
    """Begins at C5, empty columns between; formulas with and without values, errors."""

    def line(number: int, name: str, partners: str, day: object, saving: object) -> list[object]:
        return [None, None, name, None, partners, None, day, None, saving, None, "Housing options"]

    def cell(place: str, inside: str, more: str = "") -> str:
        return f'<c r="{place}"{more}>{inside}</c>'

    rows: list[list[object]] = [[], [], [], []]
    rows.append(
        [
            None,
            None,
            "Shared service",
            None,
            "Local authorities involved",
            None,
            "Launch date",
            None,
            "Savings (£)",
            None,
            "Services covered",
        ]
    )
    rows.append(
        line(
            6,
            "AIM",
            "Knowsley, Liverpool, Sefton and Wirral",
            cell("G6", "<v>43191</v>", ' s="1"'),
            cell("I6", "<f>SUM(100000,150000)</f><v>250000</v>"),
        )
    )
    rows.append(
        line(
            7,
            "HWRCs",
            "Barnsley MBC, Doncaster MBC and Rotherham MBC",
            2018,
            cell("I7", "<v>#REF!</v>", ' t="e"'),
        )
    )
    rows.append(
        line(
            8,
            "Coroner",
            "Cambridgeshire County Council & Peterborough City Council",
            "Aug 2015",
            cell("I8", "<v>0.15</v>", ' s="2"'),
        )
    )
    rows.append(
        line(
            9,
            "Procurement",
            "Coventry, Solihull and Warwickshire",
            cell("G9", "<f>TODAY()</f>"),
            None,
        )
    )
    rows.append(
        line(
            10,
            "HIA",
            "Cambridge City Council; South Cambridgeshire DC; Huntingdonshire DC",
            2012,
            None,
        )
    )
    return packed(folder / "formulas.xlsx", parts(sheet_xml(rows_xml(rows)), styles=PERCENT))
