"""The kinds of download, by the ending of their address or file name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arrangements.documents import Document
from arrangements.exports.files import kept
from arrangements.exports.jsons import as_geojson, as_json
from arrangements.exports.plans import plan_rows
from arrangements.exports.tables import Words, documents_of
from arrangements.exports.texts import as_csv, as_zip
from arrangements.exports.workbook import as_xlsx
from arrangements.filters import Query

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class Download:
    """One download: exactly the arrangements of a query, in one of CONTENT_TYPES."""

    query: Query
    ending: str

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.ending]

    def blocks(self) -> Iterator[bytes]:
        """The file, a block at a time. That of the whole catalogue is made once and kept."""
        if self.query.string:
            return self._made()
        return kept(f"arrangements.{self.ending}", self._made)

    def _made(self) -> Iterator[bytes]:
        # Plans are of areas: they go with the whole catalogue, not with a part of it.
        # Nothing is counted before the rows are read, so that the two agree.
        yield from file_blocks(
            documents_of(self.query.arrangements),
            self.ending,
            query=self.query.string,
            count=self.query.count,
            asked=self.query.words if self.ending == "xlsx" else "",
            with_plans=not self.query.string,
        )


def file_blocks(
    documents: Iterable[Document],
    ending: str,
    *,
    query: str,
    count: int,
    asked: str = "",
    with_plans: bool = False,
) -> Iterator[bytes]:
    """These documents as a file of a kind, a block at a time; plans where sheets can hold them.

    `query` is the query string that they answer, and `asked` says the same in words.
    """
    words = Words.now()
    plans = plan_rows(words) if with_plans and ending in ("xlsx", "zip") else []
    match ending:
        case "xlsx":
            return as_xlsx(documents, words, query=query, count=count, asked=asked, plans=plans)
        case "csv":
            return as_csv(documents, words)
        case "json":
            return as_json(documents, words, query=query, count=count)
        case "geojson":
            return as_geojson(documents, words)
        case "zip":
            return as_zip(documents, words, plans)
    raise ValueError(f"no download ends in {ending}")
