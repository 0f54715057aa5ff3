"""What an arrangement would be after the rows of a file that are about it. Nothing is written."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from arrangements.choices import BodyKind, Role
from arrangements.columns import LESSONS, PARTNERS, SAVINGS, SHEET_BY_NAME, SOURCES
from arrangements.documents import Document, copy_of, empty_document, empty_row
from arrangements.imports.catalogue import Catalogue
from arrangements.imports.cells import Address, Date, same_address
from arrangements.imports.meant import body_meant, settled, take_no_body
from arrangements.imports.names import Days
from arrangements.imports.partners import partners_in
from arrangements.imports.rows import CLEAR, Row
from arrangements.imports.vouching import vouch
from arrangements.imports.when import days_of
from arrangements.partialdate import PartialDate, first_day, last_day

KEPT = "We have {}, which says more, and it stays."
TO_BE_VAGUE = "To have the vaguer date, empty ours first with “(clear)”."
NAME_ASKED = "No column of this list was taken as the name of its arrangements yet."
ANSWER_IT = (
    "If one of them is, answer which it is under “Which column is it?”, or give it the heading"
    " “Name”. Nothing else is wrong with this row."
)
NO_BASIS = "It does not say whose figure it is, so it will stand as “basis not known”."
FILL_THE_BASIS = "Say so under “Basis”: a forecast, reported by the bodies, audited or disputed."
SAY_THE_BASIS = (
    "If you know, call this column “Forecast savings” or “Actual savings”, or give the saving a row"
    " of its own with “Basis” of the Savings sheet filled in."
)
NAME_IT = "Give it one; or, if it goes on from the row above, put its partners into that row."


class Merge:
    """One arrangement being put together from what it was and the good rows of a file."""

    def __init__(
        self, before: Document | None, reference: str, catalogue: Catalogue, expected: set[str]
    ) -> None:
        self._catalogue = catalogue
        self._expected = expected
        self._listed_in_cell: set[str] | None = None
        self._had_partner_rows = False
        self._numbered: set[tuple[str, int]] = set()
        self._before = before
        self.after: Document | None = copy_of(before) if before else empty_document(reference)

    @property
    def _now(self) -> Document:
        """The arrangement as it is so far, where no row has removed it."""
        if self.after is None:
            raise ValueError("a row has removed this arrangement")
        return self.after

    def arrangement(self, row: Row) -> None:
        """Take the facts of a row of the Arrangements sheet, and the partners in its cell."""
        if row.removes:
            if self._before is None and not row.problems:
                row.problem("remove", "no_such_row", "There is no such arrangement to remove.")
            if not row.problems:
                self.after = None
            return
        trial = copy_of(self._now)
        self._take_values(row, trial)
        self._check_links(row, trial)
        lacks_name = not trial["name"] and not any(p.heading == "Name" for p in row.problems)
        if lacks_name and not self._name_is_asked(row):
            row.problem("name", "no_name", "This arrangement has no name.", NAME_IT)
        for key in ("partners", "lead", "host"):
            take_no_body(row, key)
        if isinstance(row.values.get("partners"), str):
            self._partners_cell(row, trial)
        for key, role in (("lead", Role.LEAD), ("host", Role.HOST)):
            if isinstance(row.values.get(key), str):
                self._partner_with_role(row, key, role, trial)
        _add_claim(row, trial)
        _add_source(row, trial)
        if lacks_name and not row.problems:
            row.problem("name", "name_asked", NAME_ASKED, ANSWER_IT)
        if not row.problems:
            self.after = trial

    def _name_is_asked(self, row: Row) -> bool:
        """Whether no column says the name, and a heading that is still asked about may."""
        named = any(column.key == "name" for column in row.table.columns.values())
        return not named and bool(row.table.asked(self._catalogue.headings))

    @staticmethod
    def _take_values(row: Row, trial: Document) -> None:
        """What the cells of a row say. A vaguer date and another spelling of an address do not."""
        for column in row.sheet.stored:
            if column.key not in row.values or column.key == "body":
                continue
            value = row.values[column.key]
            if value is CLEAR:
                trial[column.key] = copy.copy(column.cell.empty)
            elif isinstance(column.cell, Date) and _is_vaguer(value, trial[column.key]):
                ours = PartialDate(trial[column.key]).in_words
                row.problem(column.key, "vaguer_date", KEPT.format(ours), TO_BE_VAGUE, note=True)
            elif not isinstance(column.cell, Address) or not same_address(value, trial[column.key]):
                trial[column.key] = value

    def _check_links(self, row: Row, trial: Document) -> None:
        for key in ("part_of", "replaces"):
            if key not in row.values:
                continue
            named = [trial[key]] if isinstance(trial[key], str) else trial[key]
            for reference in filter(None, named):
                if reference == trial["reference"]:
                    row.problem(key, "refers_to_itself", f"{reference} is this arrangement itself.")
                elif reference not in self._expected:
                    row.problem(
                        key,
                        "reference_unknown",
                        f"There is no arrangement {reference}.",
                        "Correct the reference.",
                    )

    def _when(self, document: Document, row: Row, joined: str = "") -> Days | None:
        return days_of(document, row, self._catalogue.decisions.said_in, joined)

    def _partners_cell(self, row: Row, trial: Document) -> None:
        """The cell lists all partners: those we know keep their rows, others come and go."""
        known = {partner["body"]: partner for partner in trial["partners"]}
        kept: list[Document] = []
        when = self._when(trial, row)
        for named in partners_in(row.values["partners"], self._catalogue.names, when):
            match = settled(named.match, known)
            body = body_meant(row, "partners", match)
            if body is None:
                continue
            if body.code in {partner["body"] for partner in kept}:
                said = f"{body.name} is named twice."
                row.problem("partners", "partner_twice", said, about=match.text)
                continue
            partner = known.get(body.code) or (empty_row(PARTNERS, 0) | {"body": body.code})
            kept.append(partner | ({"role": str(named.role)} if named.role else {}))
        if row.problems:
            return
        highest = max((partner["number"] for partner in trial["partners"]), default=0)
        for partner in kept:
            if not partner["number"]:
                highest += 1
                partner["number"] = highest
        trial["partners"] = sorted(kept, key=lambda partner: partner["number"])
        self._listed_in_cell = {partner["body"] for partner in kept}

    def _partner_with_role(self, row: Row, key: str, role: Role, trial: Document) -> None:
        """A column of its own names the lead or the host."""
        held = {partner["body"]: partner for partner in trial["partners"]}
        for named in partners_in(row.values[key], self._catalogue.names, self._when(trial, row)):
            body = body_meant(row, key, settled(named.match, held))
            if body is None:
                continue
            if body.code not in held:
                number = max((each["number"] for each in trial["partners"]), default=0) + 1
                held[body.code] = empty_row(PARTNERS, number) | {"body": body.code}
                trial["partners"].append(held[body.code])
                if self._listed_in_cell is not None:
                    self._listed_in_cell.add(body.code)
            held[body.code]["role"] = str(role)

    def children(self, rows: Iterable[Row]) -> None:
        """Take rows of the other sheets."""
        for row in rows:
            self.child(row)

    def child(self, row: Row) -> None:
        """Take a row of one of the other sheets: add it, change what it says, or remove it."""
        if self.after is None:
            return
        here: list[Document] = self._now[row.sheet.key]
        number = row.values.get("number")
        held = next((each for each in here if each["number"] == number), None)
        if number and (row.sheet.key, number) in self._numbered:
            row.problem(
                "number",
                "number_twice",
                f"Row {number} of {row.reference} stands further up on this sheet already.",
                "Keep one of the two, or empty the number of a row that is new.",
            )
            return
        if row.removes:
            if held is None:
                row.problem("number", "no_such_row", "There is no such row to remove.")
            else:
                here.remove(held)
                self._numbered.add((row.sheet.key, held["number"]))
            return
        fresh = held or empty_row(
            row.sheet, number or max((each["number"] for each in here), default=0) + 1
        )
        trial = dict(fresh)
        self._take_values(row, trial)
        if row.sheet is PARTNERS:
            self._had_partner_rows = True
            self._partner_body(row, trial, here)
        self._check_complete(row, trial, held)
        if row.problems:
            return
        if row.sheet is SAVINGS and held is None and not trial["basis"]:
            row.problem("basis", "no_basis", NO_BASIS, FILL_THE_BASIS, note=True)
        self._numbered.add((row.sheet.key, trial["number"]))
        if held is not None:
            here[here.index(held)] = trial
        else:
            here.append(trial)
            here.sort(key=lambda each: each["number"])

    def _partner_body(self, row: Row, trial: Document, here: list[Document]) -> None:
        names, code = self._catalogue.names, row.values.get("body_code")
        text = row.values.get("body")
        if isinstance(code, str):
            body = names.by_code(code)
            if body is None:
                row.problem(
                    "body_code",
                    "code_unknown",
                    f"No body has the code “{code[:60]}”.",
                    "Correct it, or empty the cell and give the body's name.",
                )
                return
            if isinstance(text, str) and not names.calls(body, text):
                row.problem(
                    "body",
                    "name_and_code_disagree",
                    f"The code says {body.name}, the name says something else.",
                    "Correct one of them, or empty the code.",
                )
                return
            row.bodies.append({"text": code, "body_id": body.code, "how": "code", "score": 100})
        elif isinstance(text, str):
            known = {partner["body"]: partner for partner in here}
            match = names.resolve(text, self._when(self._now, row, trial["joined"]))
            answer = body_meant(row, "body", settled(match, known))
            if answer is None:
                return
            body = answer
        else:
            return
        trial["body"] = body.code
        others = {each["body"] for each in here if each["number"] != trial["number"]}
        if body.code in others:
            row.problem("body", "partner_twice", f"{body.name} is a partner already.")

    def _check_complete(self, row: Row, trial: Document, held: Document | None) -> None:
        """What a row cannot do without."""
        needed = {"Partners": "body", "Sources": "title", "Lessons": "text"}.get(row.sheet.name)
        if needed and not trial[needed] and not row.problems:
            heading = SHEET_BY_NAME[row.sheet.name].by_key[needed].heading
            row.problem(needed, "cell_needed", f"The column “{heading}” is empty.", "Fill it in.")
        joined, left = trial.get("joined", ""), trial.get("left", "")
        if joined and left and first_day(joined) > last_day(left):
            row.problem("left", "left_before_joined", "It left before it joined.")
        start = self._now["start"]
        if joined and start and trial != held and last_day(joined) < first_day(start):
            row.problem(
                "joined",
                "joined_before_start",
                f"It joined before the arrangement began ({start}).",
                note=True,
            )

    def holds(self, arrangement: Row | None, children: list[Row]) -> bool:
        """Whether what must hold of the arrangement as a whole does.

        If not, the rows that break it have a problem more than before.
        """
        if self.after is None:
            return True
        rows = [*([arrangement] if arrangement else []), *children]
        known = sum(len(row.problems) for row in rows)
        self._check(arrangement, children)
        if sum(len(row.problems) for row in rows) != known:
            return False
        told = any(isinstance(row.values.get("told_by"), str) for row in rows)
        vouch(self._before, self._now, self._catalogue.decisions, has_source=told)
        return True

    def _check(self, arrangement: Row | None, children: list[Row]) -> None:
        numbers = {source["number"] for source in self._now[SOURCES.key]}
        for row in children:
            source = row.values.get("source")
            if isinstance(source, int) and source not in numbers and not row.problems:
                row.problem(
                    "source",
                    "no_such_source",
                    f"This arrangement has no source number {source}.",
                    "Correct the number, or add the source to the Sources sheet.",
                )
        for claim in (*self._now[SAVINGS.key], *self._now[LESSONS.key]):
            if claim["source"] not in numbers:
                claim["source"] = None
        self._check_partners(arrangement, children)
        if arrangement is None or arrangement.problems:
            return
        start, end = self._now["start"], self._now["end"]
        if start and end and first_day(start) > last_day(end):
            arrangement.problem("end", "ends_before_start", "It ends before it starts.")

    def _check_partners(self, arrangement: Row | None, children: list[Row]) -> None:
        """They are two or more, and the same in the cell and on the sheet of their own."""
        bodies = {partner["body"] for partner in self._now["partners"]}
        cell = self._listed_in_cell
        if arrangement is not None and arrangement.problems:
            arrangement = None
        if arrangement and cell is not None and self._had_partner_rows and cell != bodies:
            arrangement.problem(
                "partners",
                "partners_disagree",
                "The partners in this cell are not those of the Partners sheet.",
                "Make them agree, or empty the cell: then the Partners sheet counts.",
            )
        elif len(bodies) < 2 and not self._stands_for_many(bodies):
            of_sheet = [row for row in children if row.sheet is PARTNERS and not row.problems]
            changed = [row for row in of_sheet if row.removes or row.bodies]
            if changed and self._before and cell is None:
                self._too_few(changed[-1], "remove" if changed[-1].removes else "body")
            elif arrangement:
                self._too_few(arrangement, "partners")

    def _stands_for_many(self, bodies: set[str]) -> bool:
        if self._now["partners_complete"] is False:
            return True
        held = [self._catalogue.names.by_code(code) for code in bodies]
        return any(body is not None and body.kind == BodyKind.GROUP for body in held)

    @staticmethod
    def _too_few(row: Row, key: str) -> None:
        row.problem(
            key,
            "partners_missing",
            "An arrangement has two or more partners.",
            "Name them, separated by semicolons, or say no under “All partners listed”.",
        )


def _is_vaguer(date: str, ours: str) -> bool:
    """Whether a date says less than the one we have, and nothing else."""
    return len(date) < len(ours) and ours.startswith(date)


def _add_claim(row: Row, trial: Document) -> None:
    """A saving in a cell becomes a claim of its own, unless that claim is there already."""
    claim = row.values.get("claim")
    if not isinstance(claim, dict):
        return
    same = ("amount", "amount_high", "pattern")
    if not any(all(held[key] == claim[key] for key in same) for held in trial["savings"]):
        number = max((held["number"] for held in trial["savings"]), default=0) + 1
        trial["savings"].append(empty_row(SAVINGS, number) | claim)
        if not claim["basis"] and not row.problems:
            row.problem("claim", "no_basis", NO_BASIS, SAY_THE_BASIS, note=True)


def _add_source(row: Row, trial: Document) -> None:
    """A source named in a cell, by its title or its address."""
    text = row.values.get("told_by")
    if not isinstance(text, str):
        return
    if all(text not in {held["title"], held["url"]} for held in trial["sources"]):
        number = max((held["number"] for held in trial["sources"]), default=0) + 1
        address = text if text.startswith(("http://", "https://")) else ""
        trial["sources"].append(empty_row(SOURCES, number) | {"title": text[:500], "url": address})
