"""`manage.py find_body`: which body a text means, how surely, and what is near it."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("find_body", *arguments, stdout=out)
    return out.getvalue()


def found(text: str, *arguments: str) -> dict[str, Any]:
    answer = json.loads(said(text, "--json", *arguments))
    assert [each["text"] for each in answer] == [text]
    assert set(answer[0]) == {"text", "how", "body_id", "name", "score", "near"}
    return answer[0]


@pytest.mark.parametrize(
    ("text", "how", "code"),
    [
        ("E06000039", "code", "E06000039"),
        ("Slough Borough Council", "name", "E06000039"),
        ("Shepway District Council", "alias", "E07000112"),
        ("Essex CC", "rule", "E10000012"),
    ],
)
def test_a_certain_name_is_answered(text: str, how: str, code: str) -> None:
    answer = found(text)
    assert (answer["how"], answer["body_id"]) == (how, code)
    assert answer["name"]
    assert answer["near"] == []


def test_a_typo_is_a_question_with_the_right_body_near() -> None:
    answer = found("Slugh Borough Council")
    assert answer["how"] == "suggested"
    assert answer["body_id"] is None
    assert answer["name"] is None
    assert answer["near"][0]["body_id"] == "E06000039"
    assert set(answer["near"][0]) == {"body_id", "name", "score"}


def test_nothing_like_a_name_is_unknown() -> None:
    answer = found("qqqq zzzz")
    assert answer["how"] in {"unknown", "suggested"}
    assert answer["body_id"] is None


def test_a_date_tells_two_bodies_of_one_name_apart() -> None:
    assert found("Durham County Council")["body_id"] == "E06000047"
    assert found("Durham County Council", "--on", "2005")["body_id"] == "E10000010"
    assert found("Durham County Council", "--on", "2012-06-30")["body_id"] == "E06000047"


def test_a_date_that_is_none_is_a_sentence() -> None:
    with pytest.raises(CommandError, match=r"“31/02/2011” is not a date\. Give a year"):
        said("Slough", "--on", "31/02/2011")


def test_in_words_it_says_how_and_what_is_near() -> None:
    text = said("Slough Borough Council", "Slugh Borough Council", "E10000010")
    assert "Slough Borough Council (E06000039), by its official name" in text
    assert "Slugh Borough Council: not certain. Near names:" in text
    assert "(E10000010, to 2009), by its code" in text
