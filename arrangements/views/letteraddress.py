"""The addresses that stand in a letter, which its reader opens from another computer."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.http import HttpRequest


def for_letters(request: HttpRequest) -> Callable[[str], str]:
    """Gives an address of the site in full, by the host and scheme that were asked; "" where the
    site runs on the reader's own computer, for nobody else could open it."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return (lambda path: "") if _is_own_computer(host) else request.build_absolute_uri


def _is_own_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
