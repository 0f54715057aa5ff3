"""A pack as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from arrangements.exports.answers import Table
from arrangements.models import Source
from arrangements.pages.pack import Pack
from arrangements.pages.packentries import Entry
from arrangements.reorganisation.sources import cited
from arrangements.statutes import law_of
from arrangements.wording import NOT_SAID, date, status


def tables(pack: Pack) -> list[Table]:
    return [
        Table("About", (("What", 24), ("Answer", 90)), _about(pack)),
        Table(
            "Councils",
            (("Council", 34), ("What becomes of it", 50), ("Note", 50), ("Source", 50)),
            [
                [body.name, words, row.note, cited(row.source_url)]
                for body, words, row in pack.come_from
            ],
        ),
        Table(
            "Arrangements",
            (
                ("Reference", 10),
                ("Arrangement", 30),
                ("What becomes of it", 18),
                ("Why", 36),
                ("Services", 24),
                ("Status", 14),
                ("Partners, and where they end", 40),
                ("Lead or host", 24),
                ("Model", 18),
                ("What the law of it means", 40),
                ("Term", 16),
                ("Notice", 12),
                ("Last day to give notice", 16),
                ("Documents that we have", 36),
                ("Documents to ask for", 30),
                ("Bodies to ring", 24),
                ("Role", 24),
                ("Page", 26),
                ("Mailbox", 18),
                ("To be asked", 40),
                ("Sources", 50),
            ),
            [_row(entry) for group in pack.groups for entry in group.entries],
        ),
        Table(
            "Would stand twice",
            (("Service", 30), ("Arrangements", 14), ("Which", 90)),
            [
                [
                    each.service.name,
                    str(len(each.entries)),
                    "\n".join(
                        f"{entry.arrangement.reference} {entry.arrangement.name}"
                        for entry in each.entries
                    ),
                ]
                for each in pack.twice
            ]
            or [["None: no service stands in two arrangements with different partners.", "", ""]],
        ),
        Table(
            "Letters",
            (("Body to write to", 34), ("Mailbox", 20), ("Subject", 40), ("Text", 100)),
            [
                [body.name, letter.to, letter.subject, letter.text]
                for body, _, letter in pack.letters
            ],
        ),
        Table(
            "Law",
            (("What it means", 70), ("Enactment", 50), ("Address", 40)),
            [[each.text, each.enactment, each.address] for each in pack.law],
        ),
    ]


def _about(pack: Pack) -> list[list[str]]:
    counts = "\n".join(f"{told.label}: {number}" for told, number in pack.counts)
    return [
        ["Pack for", pack.name],
        ["Plan", str(pack.plan)],
        ["State of the decision", pack.state],
        ["Day", pack.day],
        ["What the sources say", pack.plan.note],
        ["Source", cited(pack.plan.source_url)],
        ["Arrangements", counts or "None"],
        ["Whom to ring and write to", f"{pack.rule} {pack.no_links}".strip()],
        ["Made on", f"{pack.today.day} {pack.today:%B %Y}"],
        [
            "How to read it",
            "A status was true in the year beside it, not necessarily today. Pointers to the law"
            " are no advice. What is not known is said to be, and is to be asked.",
        ],
    ]


def _row(entry: Entry) -> list[str]:
    a = entry.arrangement
    model = a.get_model_display() if a.model and a.model != "unknown" else NOT_SAID
    by = ""
    if entry.notice_by:
        by = date(str(entry.notice_by))
        by = f"{by} (has passed)" if entry.notice_gone else by
    return [
        a.reference,
        a.name,
        str(entry.told.label),
        entry.sentence,
        "\n".join(row.service.name for row in a.service_rows.all()),
        status(a),
        "\n".join(f"{place.body.name} {place.words}" for place in entry.places),
        entry.lead.name if entry.lead else NOT_SAID,
        f"{model}\n{law_of(a)}".strip(),
        entry.law,
        entry.term or NOT_SAID,
        entry.notice or NOT_SAID,
        by or NOT_SAID,
        _cited(entry.documents),
        entry.to_ask_for,
        "\n".join(each.body.name for each in entry.offices),
        entry.offices[0].role if entry.offices else "",
        "\n".join(each.page for each in entry.offices if each.page),
        "\n".join(each.mailbox for each in entry.offices if each.mailbox),
        "\n".join(entry.gaps),
        _cited(a.sources.all()),
    ]


def _cited(sources: Iterable[Source]) -> str:
    return "\n".join(
        f"{each.title} ({each.published or 'no date'}) {each.url}".strip() for each in sources
    )
