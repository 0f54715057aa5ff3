"""The site's own settings, strict where a page could fail in silence and quick where it is safe."""

import os

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from sharedmap.settings import *  # noqa: F403
from sharedmap.settings import TEMPLATES, VAR_DIR
from sharedmap.strict import RaisingString

STRICT_TEMPLATES = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = RaisingString()
STATIC_ROOT = VAR_DIR / "test" / "static"
UPLOADS_DIR = VAR_DIR / "test" / "uploads"
PROGRESS_DIR = VAR_DIR / "test" / "progress"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
