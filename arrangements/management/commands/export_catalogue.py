"""Write the catalogue, or what a query shows of it, to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from arrangements.badquery import BadQuery
from arrangements.exports.files import write_file
from arrangements.exports.formats import CONTENT_TYPES, Download
from arrangements.filters import Query
from sharedmap.onemoment import one_moment


class Command(BaseCommand):
    help = "Write the catalogue to a file; its ending says how: " + ", ".join(CONTENT_TYPES) + "."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--query", default="", help='such as "service=legal&tier=lower"')

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        ending = path.suffix.lstrip(".").lower()
        if ending not in CONTENT_TYPES:
            raise CommandError(f"{path.name} should end in one of: .{', .'.join(CONTENT_TYPES)}.")
        try:
            query = Query(QueryDict(options["query"]))
        except BadQuery as error:
            raise CommandError(str(error)) from error
        try:
            with one_moment():
                write_file(path, Download(query, ending).blocks())
                count = query.count
        except OSError as error:
            raise CommandError(f"{path} could not be written: {error.strerror}.") from error
        self.stdout.write(f"{count:,} arrangements in {path}")
