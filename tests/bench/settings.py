"""The site's settings with the peer beside it."""

from sharedmap.settings import *  # noqa: F403
from sharedmap.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "import_export", "tests.bench.peer"]
LOG_LEVEL = "WARNING"
