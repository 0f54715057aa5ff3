"""Searches as an officer types them: as a question, in the office's words, with hyphens."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.asking import asked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("who shares legal services in Kent", "SS0318"),
        ("which councils share a museum in Worcestershire", "SS0324"),
        ("building regs Fareham", "SS0207"),
        ("dog warden Worcestershire", "SS0554"),
        ("section 151 officer", "SS0138"),
    ],
)
def test_a_question_or_the_offices_own_words_find_what_is_meant(
    client: Client, typed: str, first: str
) -> None:
    assert asked(client, f"q={quote(typed)}")[0] == first


def test_words_typed_with_a_hyphen_belong_together(client: Client) -> None:
    """A "tri-council" of which one partner is a borough is no tri-borough."""
    found = asked(client, "q=tri-borough")
    assert {"SS0515", "SS0516", "SS0517"} <= {*found}
    assert "SS0166" not in found
    assert {*asked(client, "q=triborough")} == {*found}
    # Where they stand together nowhere, they are words like others.
    assert asked(client, "q=essex-slough") == asked(client, "q=essex+slough")
    assert asked(client, "q=e-zzz") == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("which of them ended", "them ended"),
        ("shared services that ended", "shared services ended"),
        ("who does payroll for Hereford", "payroll Hereford"),
    ],
)
def test_words_that_only_ask_are_passed_over(client: Client, question: str, words: str) -> None:
    assert asked(client, f"q={quote(question)}") == asked(client, f"q={quote(words)}")
