"""How much of a file is read: enough for 10,000 arrangements with ten rows of partners each.

Imports nothing, for the process that opens files starts with it.
"""

# A bad file is stopped by its own work; the clock also runs while others keep the machine busy.
MEMORY_BYTES, CPU_SECONDS, SECONDS = 600 * 1024 * 1024, 15, 120
MOST_UNPACKED_BYTES, MOST_MEMBERS = 300 * 1024 * 1024, 5_000
MOST_ROWS, MOST_COLUMNS = 100_000, 300
MOST_CELLS, MOST_CHARACTERS = 3_000_000, 60_000_000

TAKEN = (
    f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns in a sheet, and {MOST_CELLS:,} cells"
    " in all, can be read."
)
ADVICE = f"Copy the rows that matter into a new spreadsheet, or split a list that is long: {TAKEN}"
