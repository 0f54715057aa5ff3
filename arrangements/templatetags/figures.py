"""Pictures of figures, and the rows of their tables.

Rows are written here and not in templates: a page has thousands of cells, and a template takes four
times as long for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from arrangements.insight import drawing
from arrangements.insight.figures import Figure, Line, Shown

register = template.Library()

BAR = (
    '<td class="figure__bar"><svg aria-hidden="true" focusable="false" viewBox="0 0 100 12"'
    ' preserveAspectRatio="none"><rect width="{}" height="12"></rect></svg></td>'
)
NUMBER = ' class="number"'
FRONTIER = ' <span class="figure__frontier">frontier</span>'


@register.filter
def years_picture(figure: Figure) -> SafeString:
    return SafeString(drawing.years(figure))


@register.filter
def bar_rows(lines: Iterable[Line]) -> SafeString:
    def row(line: Line) -> str:
        kind = f' class="kind-{line.kind}"' if line.kind else ""
        cells = "".join(
            f"<td{NUMBER if cell.is_number else ''}>{_linked(cell)}</td>" for cell in line.cells
        )
        label = f'<th scope="row">{_linked(line.label)}</th>'
        return f"<tr{kind}>{label}{cells}{BAR.format(line.bar)}</tr>"

    return _rows(lines, row)


@register.filter
def table_rows(figure: Figure) -> SafeString:
    def row(line: Line) -> str:
        label = f'<th scope="row" class="govuk-table__header">{_linked(line.label)}</th>'
        cells = "".join(map(cell_of, line.cells))
        look = "" if line.is_on_paper else " not-printed"
        return f'<tr class="govuk-table__row{look}">{label}{cells}</tr>'

    def cell_of(cell: Shown) -> str:
        look = " govuk-table__cell--numeric" if cell.is_number else ""
        heading = f' data-heading="{escape(cell.heading)}"' if figure.as_cards else ""
        return f'<td{heading} class="govuk-table__cell{look}">{_linked(cell)}</td>'

    return _rows(figure.lines, row)


@register.filter
def grid_rows(figure: Figure) -> SafeString:
    def row(line: Line) -> str:
        mark = f'<span class="kind-mark kind-{line.kind}"></span>'
        label = f"{mark}{escape(line.label.text)}{FRONTIER if line.is_marked else ''}"
        cells = "".join(
            f'<td class="figure__level-{cell.level}">{_linked(cell)}</td>' for cell in line.cells
        )
        return f'<tr><th scope="row">{label}</th>{cells}</tr>'

    return _rows(figure.lines, row)


def _rows(lines: Iterable[Line], row: Callable[[Line], str]) -> SafeString:
    return SafeString("\n".join(map(row, lines)))


def _linked(shown: Shown) -> str:
    """The words or the number of a cell, with where they lead."""
    text = escape(shown.text)
    if not shown.address:
        return text
    rel = "" if shown.address.startswith("/") else ' rel="noopener external"'
    return f'<a class="govuk-link" href="{escape(shown.address)}"{rel}>{text}</a>'
