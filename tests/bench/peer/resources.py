"""How the peer reads and writes the benchmark's list: by its own widgets, bodies by name."""

from __future__ import annotations

from import_export import resources
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from arrangements.models import Body, Service
from tests.bench.lists import KEYS
from tests.bench.peer.models import Shared


class AsDocumented(resources.ModelResource):
    """With nothing set but what has to be: the fields, their widgets and the key."""

    services = Field("services", "services", ManyToManyWidget(Service, "; ", "name"))
    partners = Field("partners", "partners", ManyToManyWidget(Body, "; ", "name"))
    part_of = Field("part_of", "part_of", ForeignKeyWidget(Shared, "reference"))

    class Meta:
        model = Shared
        fields = KEYS
        import_id_fields = ("reference",)


class SkippingUnchanged(AsDocumented):
    """Set to leave rows alone that would not change."""

    class Meta(AsDocumented.Meta):
        skip_unchanged = True
