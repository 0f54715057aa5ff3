"""`listed`: among these values, however many, in one parameter where `in` takes one for each."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


@models.Field.register_lookup
class Listed(models.Lookup):
    lookup_name = "listed"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        wanted = sorted(self.rhs)
        if connection.vendor == "postgresql":
            of_type = self.lhs.output_field.rel_db_type(connection)
            return f"{column} = ANY(%s::{of_type}[])", [*params, wanted]
        among = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608
        return among, [*params, json.dumps(wanted)]
