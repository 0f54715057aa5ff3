"""Say which body each text means, how surely, and which bodies have names near it."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from arrangements.imports.catalogue import names
from arrangements.imports.names import Days, Match, NamedBody
from arrangements.partialdate import PartialDate

HOW = {
    "code": "by its code",
    "name": "by its official name",
    "alias": "by another name",
    "rule": "by a rule",
}


class Command(BaseCommand):
    help = "Say which public body each text means, and offer near names where that is not certain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="+", help="a name or a code, in quotes")
        parser.add_argument(
            "--on", metavar="DATE", help="when it was meant: 2010, 2010-10 or 2010-10-01"
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        days = _days(options["on"])
        known = names()
        matches = [known.resolve(text, days) for text in options["text"]]
        if options["json"]:
            found = [_as_json(match) for match in matches]
            self.stdout.write(json.dumps(found, indent=1, ensure_ascii=False))
            return
        for match in matches:
            for line in _in_words(match):
                self.stdout.write(line)


def _days(text: str | None) -> Days | None:
    if text is None:
        return None
    try:
        date = PartialDate(text)
    except ValueError:
        raise CommandError(
            f"“{text}” is not a date. Give a year (2010), a month (2010-10) or a day (2010-10-01)."
        ) from None
    return Days(date.first_day, date.last_day)


def _as_json(match: Match) -> dict[str, Any]:
    return {
        "text": match.text,
        "how": match.how,
        "body_id": match.body.code if match.body else None,
        "name": match.body.name if match.body else None,
        "score": match.score,
        "near": [
            {"body_id": near.body.code, "name": near.body.name, "score": near.score}
            for near in match.near
        ],
    }


def _in_words(match: Match) -> list[str]:
    if match.body:
        return [f"{match.text}: {_told(match.body)}, {HOW[match.how]}"]
    if not match.near:
        return [f"{match.text}: not certain, and no body has a name near it"]
    near = [f"    {_told(each.body)}, {each.score:.0f} in 100" for each in match.near]
    return [f"{match.text}: not certain. Near names:", *near]


def _told(body: NamedBody) -> str:
    gone = f", to {body.last_day.year}" if body.last_day.year < 9999 else ""
    return f"{body.name} ({body.code}{gone})"
