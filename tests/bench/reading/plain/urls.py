from django.urls import path

from arrangements.views.health import healthz
from tests.bench.reading.plain.views import PlainList

urlpatterns = [path("arrangements/", PlainList.as_view()), path("healthz", healthz)]
