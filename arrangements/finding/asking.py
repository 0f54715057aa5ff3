"""Whom to ring, and which documents to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arrangements.choices import Role, SourceKind
from arrangements.models import Arrangement, Body, BodyCode, Source
from arrangements.wording import in_mid_sentence, listed

COUNCIL_PAGE = "https://www.gov.uk/find-local-council/"
WORTH_ASKING = {
    SourceKind.AGREEMENT: "the agreement between the partners",
    SourceKind.BUSINESS_CASE: "the business case",
    SourceKind.COMMITTEE_PAPER: "the latest committee report",
    SourceKind.EVALUATION: "any review or audit",
}


@dataclass(frozen=True)
class Office:
    """Whom to ring: a role at a body, a public page and a mailbox, as far as they are known."""

    body: Body
    role: str
    page: str
    page_is: str
    mailbox: str

    @property
    def on_paper(self) -> str:
        """The page as somebody would type it from paper: "gov.uk/find-local-council/adur"."""
        return self.page.removeprefix("https://").removeprefix("http://").removeprefix("www.")


def lead_of(arrangement: Arrangement) -> Body | None:
    """The body that leads, else the one that hosts."""
    partners = list(arrangement.partners.all())
    for role in (Role.LEAD, Role.HOST):
        for partner in partners:
            if partner.role == role:
                return partner.body
    return None


def office(
    body: Body, what: str, pages: Mapping[int, str], arrangement: Arrangement | None = None
) -> Office:
    """The office to ring at a body; `pages` are the bodies' pages on GOV.UK, by primary key."""
    role = f"Whoever is responsible for {what}"
    page, page_is, mailbox = "", "", ""
    if arrangement is not None:
        role, mailbox = arrangement.contact_role or role, arrangement.contact_mailbox
        page, page_is = arrangement.contact_page, "The partnership’s own page"
        if not page:
            own = own_page(arrangement.sources.all())
            page, page_is = (own.url, "The partners’ page about it") if own else ("", "")
    if body.pk in pages and not page:
        page, page_is = COUNCIL_PAGE + pages[body.pk], "Its website and telephone, by way of GOV.UK"
    return Office(body, role, page, page_is, mailbox)


def own_page(sources: Iterable[Source]) -> Source | None:
    """The newest page of the partners' own among an arrangement's sources."""
    held = [each for each in sources if each.kind == SourceKind.OWN_PAGE and each.url]
    return max(held, key=lambda each: each.published or 0, default=None)


def front_doors(bodies: Iterable[Body]) -> list[Office]:
    """Where each body is rung, as far as its own pages are known. One query."""
    wanted = list(bodies)
    pages = dict(
        BodyCode.objects.filter(scheme="gov_uk", body__in=wanted).values_list("body", "code")
    )
    return [office(body, "", pages) for body in wanted]


def to_read(arrangement: Arrangement) -> list[Source]:
    """The documents of these kinds that we have, the newest first."""
    held = [each for each in arrangement.sources.all() if each.kind in WORTH_ASKING and each.url]
    return sorted(held, key=lambda each: -(each.published or 0))


def to_ask_for(arrangement: Arrangement | None) -> str:
    """The documents that we lack, in words."""
    have = {each.kind for each in to_read(arrangement)} if arrangement else set()
    return listed(words for kind, words in WORTH_ASKING.items() if kind not in have)


def to_explore(what: str) -> str:
    """What to ask of a body that has no document, since it is not known to share this."""
    return f"whether it would like to explore sharing {what} with you"


def in_words(names: Iterable[str]) -> str:
    """The services asked about, inside a sentence."""
    return listed(in_mid_sentence(name) for name in names)
