"""Every setting, read top to bottom. What an operator can change comes from the environment.

PRODUCTION      1 behind HTTPS: secure cookies, redirects, HSTS; wants the next two set
SECRET_KEY      signs sessions; made and kept in var/ unless PRODUCTION
ALLOWED_HOSTS   the names the site answers to, by comma; this machine's own unless set
DATABASE_URL    sqlite:///PATH or postgres://…; var/db.sqlite3 unless set
VAR_DIR         where everything is kept that the site writes; var/ unless set
BEHIND_PROXY    1 where a proxy sets X-Forwarded-Proto
TRUSTED_ORIGINS addresses whose forms may post here, where a proxy changes the host
MAP_TILES_URL, MAP_TILES_ATTRIBUTION   a tile server for the map; none unless set
UPLOAD_LIMIT_MB the largest file an editor can upload; 20 unless set
LOG_LEVEL       DEBUG, INFO, WARNING or ERROR; INFO unless set
DEBUG           1 to develop: Django's own error pages, unknown template variables fail
"""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import leaflet

from sharedmap import databases, env, secrets
from sharedmap.strict import RaisingString

BASE_DIR = Path(__file__).resolve().parent.parent

# How it runs

DEBUG = env.boolean("DEBUG")
PRODUCTION = env.boolean("PRODUCTION")
if DEBUG and PRODUCTION:
    raise env.BadSetting("DEBUG and PRODUCTION are both on: turn one of them off.")

VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)
UPLOADS_DIR = VAR_DIR / "uploads"
PROGRESS_DIR = VAR_DIR / "progress"
EXPORTS_DIR: Path | None = VAR_DIR / "cache"

SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [])
if PRODUCTION:
    if not SECRET_KEY:
        raise env.BadSetting("PRODUCTION is on but SECRET_KEY is not set: set a long random one.")
    if not ALLOWED_HOSTS:
        raise env.BadSetting(
            "PRODUCTION is on but ALLOWED_HOSTS is not set: set it to the site's host names."
        )
SECRET_KEY = SECRET_KEY or secrets.kept(VAR_DIR / "secret-key")
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.origins("TRUSTED_ORIGINS")

# What it is made of

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "leaflet",
    "simple_history",
    "arrangements",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sharedmap.headers.HeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sharedmap.limits.BodyLimitMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "sharedmap.onemoment.OneMomentMiddleware",
]
ROOT_URLCONF = "sharedmap.urls"
WSGI_APPLICATION = "sharedmap.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where it keeps things

DATABASES = {"default": databases.from_url("DATABASE_URL", VAR_DIR / "db.sqlite3")}

UPLOAD_LIMIT_BYTES = env.integer("UPLOAD_LIMIT_MB", 20, least=1, most=200) * 1024 * 1024
UPLOAD_KEPT_FOR = timedelta(days=90)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Pages

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
STRICT_TEMPLATES = DEBUG
TEMPLATES: list[dict[str, Any]] = [
    {
        "NAME": "sharedmap",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The leaflet tags read their own templates through the engine of the page they are on.
        "DIRS": [BASE_DIR / "templates", Path(leaflet.__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": CONTEXT_PROCESSORS,
            "string_if_invalid": RaisingString() if STRICT_TEMPLATES else "",
        },
    },
    {
        # The admin's templates count on unknown variables being silent.
        "NAME": "packages",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# The map

MAP_TILES_URL = env.tiles("MAP_TILES_URL")
MAP_TILES_ATTRIBUTION = env.text("MAP_TILES_ATTRIBUTION", "© OpenStreetMap contributors")
LEAFLET_CONFIG = {"TILES": [], "RESET_VIEW": False, "ATTRIBUTION_PREFIX": ""}
tile_sources = []
if MAP_TILES_URL:
    LEAFLET_CONFIG["TILES"] = [("Map", MAP_TILES_URL, {"attribution": MAP_TILES_ATTRIBUTION})]
    tiles = urlsplit(MAP_TILES_URL)
    tile_sources = [f"{tiles.scheme}://{tiles.netloc.replace('{s}', '*')}"]

# People

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

LOCKED_OUT_FOR = timedelta(minutes=15)
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = LOCKED_OUT_FOR
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "sharedmap.lockout.locked"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# What a browser is told to allow

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", *tile_sources],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
if env.boolean("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What it says while it runs

LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"level": LOG_LEVEL, "handlers": [], "propagate": True},
        "axes": {"level": "WARNING"},
        # It warns of every answer to HEAD, whose body it rightly drops.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
