"""Pictures of figures, and the cells of their tables."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from arrangements.insight import drawing
from arrangements.insight.figures import Figure, Shown

register = template.Library()


@register.filter
def years_picture(figure: Figure) -> SafeString:
    return SafeString(drawing.years(figure))


@register.filter
def linked(shown: Shown) -> SafeString | str:
    """The words or the number of a cell, with where they lead."""
    if not shown.address:
        return shown.text
    return format_html('<a class="govuk-link" href="{}">{}</a>', shown.address, shown.text)
