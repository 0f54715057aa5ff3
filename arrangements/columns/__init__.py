"""The one table of columns: every sheet that a catalogue is made of, and every column on it.

The reader, the writer, the preview and the help page all take headings, kinds of cell and help text
from here. A column's key is also the name of the fact in a document (documents.py) and in JSON.
"""

from arrangements.columns.arrangement_sheet import ARRANGEMENTS
from arrangements.columns.kinds import Column, Sheet
from arrangements.columns.plan_sheet import OF_A_LINE, OF_A_PLAN, REORGANISATION
from arrangements.columns.row_sheets import LESSONS, PARTNERS, SAVINGS, SOURCES

CHILD_SHEETS = (PARTNERS, SAVINGS, SOURCES, LESSONS)
SHEETS = (ARRANGEMENTS, *CHILD_SHEETS, REORGANISATION)
SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}

__all__ = [
    "ARRANGEMENTS",
    "CHILD_SHEETS",
    "LESSONS",
    "OF_A_LINE",
    "OF_A_PLAN",
    "PARTNERS",
    "REORGANISATION",
    "SAVINGS",
    "SHEETS",
    "SHEET_BY_NAME",
    "SOURCES",
    "Column",
    "Sheet",
]
