"""Plans are kept compressed, their totals apart: a list of imports need not open each plan."""

from typing import Any

from django.db import migrations, models

import arrangements.models.fields


def pack(apps: Any, schema_editor: Any) -> None:
    for record in apps.get_model("arrangements", "Import").objects.iterator(chunk_size=1):
        record.plan = record.plan_before or {}
        record.totals = record.plan.get("totals", {})
        record.save(update_fields=["plan", "totals"])


def unpack(apps: Any, schema_editor: Any) -> None:
    for record in apps.get_model("arrangements", "Import").objects.iterator(chunk_size=1):
        record.plan_before = record.plan
        record.save(update_fields=["plan_before"])


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0003_remembered")]

    operations = [
        migrations.RenameField("import", "plan", "plan_before"),
        migrations.AddField(
            "import", "plan", arrangements.models.fields.PackedJSONField(default=dict)
        ),
        migrations.AddField(
            "import",
            "totals",
            models.JSONField(default=dict, help_text="Those of the plan, for lists of imports."),
        ),
        migrations.RunPython(pack, unpack),
        migrations.RemoveField("import", "plan_before"),
    ]
