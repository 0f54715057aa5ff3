"""What Excel demands of an .xlsx before it opens one without offering to repair it.

Own reading of the file format's schema (the order of elements in a sheet, what must refer to what)
and of Excel's published limits; openpyxl and LibreOffice let most of it pass.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element, fromstring

from openpyxl.utils.cell import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDER = re.findall(
    r"\w+",
    """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins
    pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors
    smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls
    webPublishItems tableParts extLst
    """,
)
MOST_ROWS, MOST_COLUMNS, MOST_TEXT, TALLEST = 1_048_576, 16_384, 32_767, 409
MOST_LINKS, LONGEST_ADDRESS, LONGEST_RULE, LONGEST_NAME = 65_530, 2_079, 255, 31
MOST_LOOKS, MOST_FONTS = 65_490, 1_024
BAD_NAME = re.compile(r"[\\*?:/\[\]]|^'|'$")
ADDRESS = re.compile(r"(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2}|#(?!.*#))+", re.ASCII)
ESCAPED_CONTROL = re.compile(r"_x00(?:0[0-8BCEF]|1[0-9A-F])_")
SHEET_IN_RULE = re.compile(r"'?([^'!]+)'?!")


class Package:
    """An .xlsx taken apart."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            self.parts = {name: archive.read(name) for name in names}
        self.twice = [
            name for name, times in Counter(map(str.casefold, names)).items() if times > 1
        ]

    def tree(self, part: str) -> Element:
        return fromstring(self.parts[part])

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Id → (kind, target, whether it is outside of the file)."""
        name = f"{dirname(part)}/_rels/{part.rpartition('/')[2]}.rels".lstrip("/")
        if name not in self.parts:
            return {}
        found = {}
        for each in self.tree(name):
            outside = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not outside:
                target = normpath(join("/", dirname(part), target)).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target, outside)
        assert len(found) == len(list(self.tree(name))), f"{name}: an Id is there twice"
        return found


def faults(path: Path) -> list[str]:
    """Everything in the file that Excel would stumble over; empty for a good one."""
    package = Package(path)
    return [
        *(f"{name} is in the file twice" for name in package.twice),
        *_types(package),
        *_targets(package),
        *_styles(package),
        *_book(package),
    ]


def _types(package: Package) -> Iterator[str]:
    known: set[str] = set()
    endings: set[str] = set()
    for each in package.tree("[Content_Types].xml"):
        if each.tag.endswith("Default"):
            endings.add(each.get("Extension", "").casefold())
        else:
            name = each.get("PartName", "").lstrip("/")
            if name in known:
                yield f"{name} has two content types"
            known.add(name)
            if name not in package.parts:
                yield f"{name} has a content type and is not there"
    for name in package.parts.keys() - known - {"[Content_Types].xml"}:
        if name.rpartition(".")[2].casefold() not in endings:
            yield f"{name} has no content type"


def _targets(package: Package) -> Iterator[str]:
    for name in package.parts:
        if name.endswith(".rels"):
            part = name.replace("_rels/", "", 1).removesuffix(".rels")
            for kind, target, outside in package.relations(part).values():
                if not outside and target not in package.parts:
                    yield f"{name}: {target} is not there"
                proper = len(target) <= LONGEST_ADDRESS and ADDRESS.fullmatch(target)
                if outside and kind == "hyperlink" and not proper:
                    yield f"{name}: {target[:80]} is no address"


def _styles(package: Package) -> Iterator[str]:
    tree = package.tree("xl/styles.xml")
    many = {}
    for group in tree:
        many[group.tag.removeprefix(MAIN)] = len(group)
        if group.get("count") not in (None, str(len(group))):
            yield f"styles: the count of {group.tag} is wrong"
    if many["cellXfs"] > MOST_LOOKS or many["fonts"] > MOST_FONTS:
        yield "styles: too many"
    custom = {each.get("numFmtId") for each in tree.iter(f"{MAIN}numFmt")}
    for look in tree.find(f"{MAIN}cellXfs") or ():
        for kind, kept in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            if int(look.get(kind, 0)) >= many[kept]:
                yield f"styles: {kind} {look.get(kind)} is not there"
        number = look.get("numFmtId", "0")
        if int(number) >= 164 and number not in custom:
            yield f"styles: number format {number} is not there"


def fonts(path: Path) -> set[str]:
    """The names and sizes of the fonts in a workbook; "" where one is missing."""
    kept = list(Package(path).tree("xl/styles.xml").find(f"{MAIN}fonts") or ())
    found = [(font.find(f"{MAIN}name"), font.find(f"{MAIN}sz")) for font in kept]
    return {
        "" if name is None or size is None else f"{name.get('val')} {size.get('val')}"
        for name, size in found
    }


def _book(package: Package) -> Iterator[str]:
    tree, related = package.tree("xl/workbook.xml"), package.relations("xl/workbook.xml")
    sheets = list(tree.iter(f"{MAIN}sheet"))
    names = [sheet.get("name", "") for sheet in sheets]
    for name in names:
        if not 0 < len(name) <= LONGEST_NAME or BAD_NAME.search(name) or name == "History":
            yield f"{name!r} is no name for a sheet"
    if len({name.casefold() for name in names}) < len(names):
        yield "two sheets have one name"
    if len({sheet.get("sheetId") for sheet in sheets}) < len(sheets):
        yield "two sheets have one id"
    shown = [sheet.get("state", "visible") == "visible" for sheet in sheets]
    view = next(tree.iter(f"{MAIN}workbookView"), None)
    opens = 0 if view is None else int(view.get("activeTab", 0))
    if opens >= len(sheets) or not shown[opens]:
        yield "it opens on a sheet that is hidden or not there"
    defined = [
        (each.get("name"), each.get("localSheetId"), each.text or "")
        for each in tree.iter(f"{MAIN}definedName")
    ]
    if len({(name, sheet) for name, sheet, _ in defined}) < len(defined):
        yield "a name is defined twice"
    for called, at, text in defined:
        if int(at or 0) >= len(sheets) or {*SHEET_IN_RULE.findall(text)} - {*names}:
            yield f"{called} is defined for a sheet that is not there"
    looks = len(package.tree("xl/styles.xml").find(f"{MAIN}cellXfs") or ())
    selected = 0
    for sheet in sheets:
        part = related[sheet.get(f"{RELATED}id", "")][1]
        page = package.tree(part)
        selected += sum(
            v.get("tabSelected") in {"1", "true"} for v in page.iter(f"{MAIN}sheetView")
        )
        for fault in _sheet(package, part, page, looks, names):
            yield f"{sheet.get('name')}: {fault}"
    if selected > 1:
        yield "more than one sheet is selected"


def _sheet(
    package: Package, part: str, page: Element, looks: int, names: list[str]
) -> Iterator[str]:
    tags = [child.tag.removeprefix(MAIN) for child in page]
    if tags != sorted(tags, key=ORDER.index):
        yield f"its elements are out of order: {' '.join(tags)}"
    if any(times > 1 for tag, times in Counter(tags).items() if tag != "conditionalFormatting"):
        yield "an element is there twice"
    related = package.relations(part)
    for each in page.iter():
        wanted = each.get(f"{RELATED}id")
        if wanted is not None and wanted not in related:
            yield f"{each.tag} refers to {wanted}, which is not there"
    yield from _cells(page, looks)
    yield from _columns(page)
    yield from _rules(page, names)
    yield from _links(page, names)
    yield from _comments(package, page, related)


def _cells(page: Element, looks: int) -> Iterator[str]:
    above = 0
    for row in page.iter(f"{MAIN}row"):
        number = int(row.get("r", 0))
        if not above < number <= MOST_ROWS or not 0 <= float(row.get("ht", 0)) <= TALLEST:
            yield f"row {number} is out of order, or too tall"
        above, before = number, 0
        for cell in row:
            place = cell.get("r", "")
            column, line, *_ = _corners(place)
            if line != number or not before < column <= MOST_COLUMNS:
                yield f"{place} is out of order"
            before = column
            if int(cell.get("s", 0)) >= looks:
                yield f"{place} has a look that is not there"
            text = "".join(cell.itertext())
            if cell.get("t") == "inlineStr" and cell.find(f"{MAIN}is") is None:
                yield f"{place} is text without a text"
            if len(text) > MOST_TEXT or ESCAPED_CONTROL.search(text):
                yield f"{place} holds what no cell can"


def _columns(page: Element) -> Iterator[str]:
    last = 0
    for column in page.iter(f"{MAIN}col"):
        first, width = int(column.get("min", 0)), float(column.get("width", 0))
        if first <= last or not 0 <= width <= 255:
            yield f"column {first} overlaps another, or is too wide"
        last = int(column.get("max", 0))


def _rules(page: Element, names: list[str]) -> Iterator[str]:
    for rules in page.iter(f"{MAIN}dataValidations"):
        if rules.get("count") not in (None, str(len(rules))):
            yield "the count of its rules is wrong"
    for rule in page.iter(f"{MAIN}dataValidation"):
        formula = "".join(each.text or "" for each in rule if each.tag.startswith(f"{MAIN}formula"))
        if not formula or len(formula) > LONGEST_RULE:
            yield f"the rule for {rule.get('sqref')} is empty or too long"
        if {*SHEET_IN_RULE.findall(formula)} - {*names}:
            yield f"the rule for {rule.get('sqref')} points at a sheet that is not there"
        yield from _areas(rule.get("sqref", ""))
    merged = [each.get("ref", "") for each in page.iter(f"{MAIN}mergeCell")]
    if len(set(merged)) < len(merged):
        yield "an area is merged twice"
    for filtered in page.iter(f"{MAIN}autoFilter"):
        yield from _areas(filtered.get("ref", ""))


def _areas(reference: str) -> Iterator[str]:
    for area in reference.split() or [""]:
        left, top, right, bottom = _corners(area)
        if not (0 < left <= right <= MOST_COLUMNS and 0 < top <= bottom <= MOST_ROWS):
            yield f"{area!r} is no area"


def _corners(area: str) -> tuple[int, int, int, int]:
    try:
        left, top, right, bottom = range_boundaries(area)
    except ValueError:
        return 0, 0, 0, 0
    return left or 0, top or 0, right or 0, bottom or 0


def _links(page: Element, names: list[str]) -> Iterator[str]:
    links = list(page.iter(f"{MAIN}hyperlink"))
    if len(links) > MOST_LINKS:
        yield "it has too many links"
    if any(times > 1 for times in Counter(link.get("ref") for link in links).values()):
        yield "a cell has two links"
    for link in links:
        location = link.get("location")
        if location is None and link.get(f"{RELATED}id") is None:
            yield f"the link in {link.get('ref')} leads nowhere"
        if location and location.rpartition("!")[0].strip("'").replace("''", "'") not in names:
            yield f"the link in {link.get('ref')} leads to a sheet that is not there"


def _comments(
    package: Package, page: Element, related: dict[str, tuple[str, str, bool]]
) -> Iterator[str]:
    parts = [target for kind, target, _ in related.values() if kind == "comments"]
    if not {*parts} <= package.parts.keys() or not parts:
        return
    drawn = page.find(f"{MAIN}legacyDrawing")
    if drawn is None:
        yield "it has comments and nothing that draws them"
        return
    kind, drawing, _ = related[drawn.get(f"{RELATED}id", "")]
    shapes = len(re.findall(rb"<(?:\w+:)?shape ", package.parts.get(drawing, b"")))
    tree = package.tree(parts[0])
    comments = list(tree.iter(f"{MAIN}comment"))
    authors = len(list(tree.iter(f"{MAIN}author")))
    if kind != "vmlDrawing" or shapes != len(comments):
        yield f"{len(comments)} comments are drawn by {shapes} shapes"
    if len({each.get("ref") for each in comments}) < len(comments):
        yield "a cell has two comments"
    if any(int(each.get("authorId", 0)) >= authors for each in comments):
        yield "a comment's author is not there"
