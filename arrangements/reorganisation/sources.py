"""Whose page bears a plan out: an official one, or somebody else's account of it."""

from __future__ import annotations

from urllib.parse import urlsplit

OFFICIAL = (
    "gov.uk",
    "gov.wales",
    "llyw.cymru",
    "gov.scot",
    "parliament.uk",
    # The councils of Essex, together.
    "essexlgrhub.org",
)
CAUTION = "not an official page: check before relying on it"


def site_of(address: str) -> str:
    """Whose page an address leads to: "legislation.gov.uk"."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def is_second_hand(address: str) -> bool:
    """Whether a source is on no official host. An address that is lacking is no source at all."""
    site = site_of(address)
    return bool(site) and not any(f".{site}".endswith(f".{each}") for each in OFFICIAL)


def caution(address: str) -> str:
    """What to say beside a source; "" where it is official."""
    return f"Second-hand, {CAUTION}." if is_second_hand(address) else ""


def cited(address: str) -> str:
    """The address as a cell or a sentence has it, with the caution that belongs to it."""
    return f"{address} (second-hand, {CAUTION})" if is_second_hand(address) else address
