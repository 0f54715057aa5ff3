"""Typed readers of environment variables.

Each takes a variable's name and what it means when it is not set (or is empty), and raises
BadSetting, whose text is one sentence saying what was found and what would do.
"""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


class BadSetting(ImproperlyConfigured):
    """A setting's value cannot be used; the message says which and why."""


def text(name: str, default: str = "") -> str:
    value = os.environ.get(name, "").strip()
    return value or default


def boolean(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in YES:
        return True
    if value in NO:
        return False
    raise BadSetting(f"{name} is {value!r}, which is neither yes nor no: set it to 1 or 0.")


def integer(name: str, default: int, least: int, most: int) -> int:
    value = text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise BadSetting(
            f"{name} is {value!r}: set it to a whole number from {least:,} to {most:,}."
        )
    return number


def words(name: str, default: list[str]) -> list[str]:
    """Values parted by commas or spaces."""
    return text(name).replace(",", " ").split() or default


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise BadSetting(f"{name} is {value!r}: set it to one of {', '.join(allowed)}.")
    return value


def origins(name: str) -> list[str]:
    """Web addresses without a path, such as https://catalogue.example."""
    found = words(name, [])
    for value in found:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
            raise BadSetting(
                f"{name} has {value!r}: give each as http:// or https:// and a host, "
                "with nothing after it."
            )
    return found


def tiles(name: str) -> str:
    """A map tile address with {z}, {x} and {y} in it, or nothing."""
    value = text(name)
    if value:
        parts = urlsplit(value)
        whole = all(f"{{{part}}}" in value for part in "zxy")
        if parts.scheme not in ("http", "https") or not parts.netloc or not whole:
            raise BadSetting(
                f"{name} is {value!r}: give an http:// or https:// address "
                "with {z}, {x} and {y} in it."
            )
    return value
