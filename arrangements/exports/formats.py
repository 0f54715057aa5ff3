"""The kinds of download, by the ending of their address or file name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from arrangements.exports.jsons import as_geojson, as_json
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
        """The file, a block at a time."""
        documents, words = documents_of(self.query.arrangements), Words.now()
        asked, count = self.query.string, self.query.count
        match self.ending:
            case "xlsx":
                return as_xlsx(documents, words, query=asked, count=count)
            case "csv":
                return as_csv(documents, words)
            case "json":
                return as_json(documents, words, query=asked, count=count)
            case "geojson":
                return as_geojson(documents, words)
            case "zip":
                return as_zip(documents, words)
        raise ValueError(f"no download ends in {self.ending}")
