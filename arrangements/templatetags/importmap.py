"""The import map: which hashed file each JavaScript module is in.

It is the one inline block of the site, so it is the same on every page, made once a process, and
allowed in the content security policy by its hash.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

VENDORED = {"govuk-frontend": "lib/govuk-frontend.min.js"}


@dataclass(frozen=True)
class ImportMap:
    text: str
    csp_hash: str


@cache
def import_map() -> ImportMap:
    """Our modules as `sharedmap/PATH.js`, the libraries by their own names."""
    root = Path(settings.BASE_DIR, "static")
    modules = sorted((root / "js").rglob("*.js"))
    named = {
        f"sharedmap/{module.relative_to(root / 'js').as_posix()}": module for module in modules
    }
    imports = {name: static(path.relative_to(root).as_posix()) for name, path in named.items()}
    imports |= {name: static(path) for name, path in VENDORED.items() if (root / path).exists()}
    # A "<" cannot end the script early: it is written as an escape, which JSON reads back as "<".
    text = json.dumps({"imports": imports}, sort_keys=True).replace("<", "\\u003c")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return ImportMap(text, f"'sha256-{digest}'")


@register.simple_tag(name="import_map")
def import_map_tag() -> SafeString:
    """The import map's script element, to stand before any module script of the page."""
    return mark_safe(f'<script type="importmap">{import_map().text}</script>')
