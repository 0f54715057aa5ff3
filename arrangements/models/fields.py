"""Kinds of column that Django lacks: a partial date, a short list of codes, and packed JSON."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from arrangements.partialdate import PartialDate


class PartialDateField(models.CharField):
    """Text of a year, month or day; read back as a PartialDate, or "" where there is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | str:
        return _held(value) if value else ""

    def to_python(self, value: Any) -> PartialDate | str:
        if not value:
            return ""
        try:
            return PartialDate(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str:
        return str(self.to_python(value))


# A catalogue has few dates many times over.
_held = lru_cache(maxsize=10_000)(PartialDate)


class CodesField(models.CharField):
    """A short list of codes, kept in its order, in one column ("|savings|quality|").

    `__has` finds the rows whose list has a code, on every database alike.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: object) -> list[str]:
        return self.to_python(value)

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list | tuple):
            return list(value)
        return [code for code in (value or "").split("|") if code]

    def get_prep_value(self, value: Any) -> str:
        codes = self.to_python(value)
        return f"|{'|'.join(codes)}|" if codes else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


class PackedJSONField(models.BinaryField):
    """A large JSON object, compressed. Written a piece at a time, so that it is in memory once."""

    def from_db_value(self, value: bytes | None, *_: object) -> Any:
        return None if value is None else json.loads(zlib.decompress(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        packer = zlib.compressobj(level=1)
        blocks = [packer.compress(piece.encode()) for piece in _pieces(value)]
        whole = b"".join([*blocks, packer.flush()])
        return super().get_db_prep_value(whole, connection, prepared)

    def to_python(self, value: Any) -> Any:
        return value


def _pieces(value: dict[str, Any]) -> Iterator[str]:
    """A JSON object in pieces: each item of a list in it is one."""
    yield "{"
    for at, (key, held) in enumerate(value.items()):
        yield f"{', ' if at else ''}{json.dumps(key)}: "
        if isinstance(held, list):
            yield "["
            for number, item in enumerate(held):
                yield f"{', ' if number else ''}{json.dumps(item)}"
            yield "]"
        else:
            yield json.dumps(held)
    yield "}"


@CodesField.register_lookup
class Has(models.Lookup):
    """The list has this code."""

    lookup_name = "has"

    def get_prep_lookup(self) -> str:
        return str(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        escaped = self.rhs.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"{column} LIKE %s ESCAPE '\\'", [*params, f"%|{escaped}|%"]
