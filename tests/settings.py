"""The site's own settings, strict where a page could fail in silence and quick where it is safe."""

import os
from pathlib import Path

# What a developer's shell says about another site must not reach the tests.
for name in ("ALLOWED_HOSTS", "BEHIND_PROXY", "DEBUG", "MAP_TILES_URL", "PRODUCTION", "SECRET_KEY"):
    os.environ.pop(name, None)
root = Path(__file__).resolve().parent.parent
os.environ["VAR_DIR"] = os.environ.get("TEST_VAR_DIR") or str(root / "var" / "test")

# The browser's driver keeps an event loop in the thread that the tests run in.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from sharedmap.settings import *  # noqa: E402, F403
from sharedmap.settings import TEMPLATES  # noqa: E402
from sharedmap.strict import RaisingString  # noqa: E402

STRICT_TEMPLATES = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = RaisingString()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
LOG_LEVEL = "WARNING"
# Else every client of every test would first go through all static files. The site that the browser
# opens serves them as it always does.
WHITENOISE_AUTOREFRESH = "SHAREDMAP_BIND" not in os.environ

# A test sees what it asks for being made, not what another one left.
EXPORTS_DIR = None
