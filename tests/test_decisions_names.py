"""Which body a name means: what is offered, what is answered, and bodies that are made for it."""

from pathlib import Path

import pytest
from django.test import Client

from arrangements.models import Body, Import, RememberedName
from tests.answering import answer, asks, decide, decisions, messy, part, totals
from tests.sheets import HEADINGS, workbook
from tests.uploading import planned, preview, section, soup_of, words

pytestmark = pytest.mark.django_db

SLOUGH = "E06000039"
FIRM = {"body": "new", "name": "Estuary Digital Limited", "sector": "other", "nation": "england"}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


@pytest.fixture
def record(editor: Client) -> Import:
    return planned(editor, messy())


def test_one_answer_counts_for_every_row_with_the_name(editor: Client, record: Import) -> None:
    said = answer(editor, record, "names", Slugh={"body": SLOUGH, "remember": "on"})
    assert (said.status_code, said["Location"]) == (302, f"/imports/{record.pk}/#questions")
    assert totals(record) == {"new": 3, "problem": 2}
    soup = preview(editor, record)
    assert asks(soup, "names") == ["“Estuary Digital Ltd”"]
    done = words(section(soup, "questions"))
    assert "“Slugh Borough Council” is Slough Borough Council (to be remembered)" in done
    assert not RememberedName.objects.exists()
    editor.post(f"/imports/{record.pk}/")
    (name,) = RememberedName.objects.all()
    assert (name.folded, name.body.code) == ("slugh borough council", SLOUGH)
    again = planned(editor, messy())
    assert asks(preview(editor, again), "names") == ["“Estuary Digital Ltd”"]


def test_a_body_can_be_looked_for(editor: Client, record: Import) -> None:
    answer(editor, record, "names", Slugh={"body": "another", "search": "Slough BC"})
    assert decisions(record).names == {"slugh borough council": SLOUGH}
    answer(editor, record, "names", Estuary={"body": "another", "search": f"Any [{SLOUGH}]"})
    assert decisions(record).names["estuary digital ltd"] == SLOUGH


def test_a_name_that_nothing_is_near_has_no_others_to_choose_from(editor: Client) -> None:
    row = ("SS0002", None, None, "Slough Borough Council; Frobnitz DC; Slugh Borough Council")
    asked = part(preview(editor, planned(editor, workbook({"Ours": [HEADINGS, row]}))), "names")
    near = {
        words(each.select_one("legend")).partition(" ")[0]: [
            words(label) for label in each.select(".govuk-radios__label")
        ]
        for each in asked.select("fieldset")
    }
    assert near["“Frobnitz"] == ["A body of the register", "A new body", "Decide later"]
    assert near["“Slugh"][-3:] == ["Another body", "None of these: a new body", "Decide later"]


def test_what_is_looked_for_and_not_certain_is_asked_again(editor: Client, record: Import) -> None:
    said = answer(editor, record, "names", Slugh={"body": "another", "search": "Thurrok"})
    assert said.status_code == 400
    soup = soup_of(said)
    assert soup.title.text.startswith("Error: ")
    link = soup.select_one(".govuk-error-summary a")
    assert "“Thurrok” does not say for certain which body is meant." in words(link)
    assert soup.select_one(link["href"])
    assert "Thurrock Council" in words(part(soup, "names").select_one("fieldset"))
    assert decisions(record).names == {}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"body": "another"}, "Give the name or the code of the body."),
        ({"body": "E99999999"}, "That body is not in the register."),
        (FIRM | {"nation": ""}, "Say in which nation the new body works."),
        (FIRM | {"nation": "france"}, "Choose a nation from the list."),
        (FIRM | {"sector": "council"}, "Choose a sector from the list."),
        (FIRM | {"name": ""}, "Give the new body's name."),
        (FIRM | {"name": "Slough Borough Council"}, "There is a body of this name already."),
        (FIRM | {"name": "SHEPWAY DISTRICT COUNCIL"}, "There is a body of this name already."),
    ],
)
def test_a_wrong_answer_is_refused_with_a_sentence(
    editor: Client, record: Import, fields: dict[str, str], sentence: str
) -> None:
    said = answer(editor, record, "names", Estuary=fields)
    assert said.status_code == 400
    summary = soup_of(said).select_one(".govuk-error-summary")
    assert sentence in summary.text
    assert soup_of(said).select_one(summary.select_one("a")["href"])
    assert decisions(record).names == {}


def test_a_new_body_comes_with_the_import_and_goes_with_it(editor: Client, record: Import) -> None:
    answer(editor, record, "names", Estuary=FIRM)
    soup = preview(editor, record)
    assert "“Estuary Digital Ltd” is a new body, “Estuary Digital Limited”" in words(soup)
    assert "Partner 2: Estuary Digital Limited" in words(section(soup, "new"))
    assert not Body.objects.filter(name=FIRM["name"]).exists()
    editor.post(f"/imports/{record.pk}/")
    body = Body.objects.get(name=FIRM["name"])
    assert (body.kind, body.sector, body.nation) == ("other", "other", "england")
    assert "Estuary ICT" in words(soup_of(editor.get(body.get_absolute_url())))
    undo = soup_of(editor.get(f"/imports/{record.pk}/undo/"))
    assert "Estuary Digital Limited" in words(section(undo, "bodies"))
    assert editor.post(f"/imports/{record.pk}/undo/").status_code == 302
    assert not Body.objects.filter(name=FIRM["name"]).exists()


def test_a_new_body_that_no_good_row_names_is_not_made(editor: Client, record: Import) -> None:
    answer(editor, record, "names", Estuary=FIRM)
    decide(editor, record, leave="Our list 4")
    editor.post(f"/imports/{record.pk}/")
    assert not Body.objects.filter(name=FIRM["name"]).exists()


def test_a_body_that_others_name_stays(editor: Client, record: Import) -> None:
    answer(editor, record, "names", Estuary=FIRM)
    editor.post(f"/imports/{record.pk}/")
    other = (None, "Estuary drains", "Payroll", f"Essex County Council; {FIRM['name']}")
    second = planned(editor, workbook({"Arrangements": [HEADINGS, other]}))
    editor.post(f"/imports/{second.pk}/")
    undo = soup_of(editor.get(f"/imports/{record.pk}/undo/"))
    stays = f"The body “{FIRM['name']}” stays, because other arrangements name it."
    assert stays in words(section(undo, "stays"))
    editor.post(f"/imports/{record.pk}/undo/")
    assert Body.objects.filter(name=FIRM["name"]).exists()


def test_two_imports_can_bring_one_body(editor: Client, record: Import) -> None:
    other = (None, "Estuary drains", "Payroll", "Essex County Council; Estuary Digital Ltd")
    second = planned(editor, workbook({"Arrangements": [HEADINGS, other]}))
    for each in (record, second):
        answer(editor, each, "names", Estuary=FIRM)
    editor.post(f"/imports/{record.pk}/")
    assert editor.post(f"/imports/{second.pk}/").status_code == 302
    assert Body.objects.filter(name=FIRM["name"]).count() == 1


def test_a_body_that_went_in_the_meantime_stops_the_apply(editor: Client, record: Import) -> None:
    answer(editor, record, "names", Estuary=FIRM)
    editor.post(f"/imports/{record.pk}/")
    other = (None, "Estuary drains", "Payroll", f"Essex County Council; {FIRM['name']}")
    second = planned(editor, workbook({"Arrangements": [HEADINGS, other]}))
    editor.post(f"/imports/{record.pk}/undo/")
    refused = editor.post(f"/imports/{second.pk}/")
    assert refused.status_code == 409
    assert "was taken out of the register after this file was read." in words(soup_of(refused))
    decide(editor, second, again="yes")
    assert asks(preview(editor, second), "names") == [f"“{FIRM['name']}”"]
