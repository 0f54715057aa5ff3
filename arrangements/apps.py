from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class ArrangementsConfig(AppConfig):
    name = "arrangements"
    verbose_name = "Shared-service arrangements"

    def ready(self) -> None:
        # The admin's own discovery would import django-leaflet's admin, which needs GDAL.
        for module in ("django.contrib.auth.admin", "axes.admin"):
            import_module(module)
        if find_spec("arrangements.admin"):
            import_module("arrangements.admin")
