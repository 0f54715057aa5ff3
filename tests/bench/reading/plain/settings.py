"""The site's settings, answering with the plain page alone."""

from pathlib import Path

from sharedmap.settings import *  # noqa: F403
from sharedmap.settings import TEMPLATES

ROOT_URLCONF = "tests.bench.reading.plain.urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
