"""Two kinds of column that Django lacks: a partial date and a short list of codes."""

from __future__ import annotations

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
        return PartialDate(value) if value else ""

    def to_python(self, value: Any) -> PartialDate | str:
        if not value:
            return ""
        try:
            return PartialDate(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str:
        return str(self.to_python(value))


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
