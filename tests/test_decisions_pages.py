"""The preview where a person decides: each question, its answer, and what is wrong with answers."""

from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from arrangements.imports.importing import seen_as
from arrangements.models import (
    Arrangement,
    DataStamp,
    Import,
    RememberedHeading,
)
from tests.answering import (
    answer,
    asks,
    decide,
    decisions,
    messy,
    part,
    prefix,
    sent_by,
    take_as,
    totals,
)
from tests.sheets import HEADINGS, TWO, upload, workbook
from tests.uploading import SAID_BY, cells, planned, preview, section, soup_of, words

pytestmark = pytest.mark.django_db

SLOUGH = "E06000039"
QUERIES_WITH_QUESTIONS = 19


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


@pytest.fixture
def record(editor: Client) -> Import:
    return planned(editor, messy())


# Who may


@pytest.mark.parametrize("what", ["decide", "undo"])
def test_editors_alone_decide_and_undo(
    reader: Client, stranger: Client, record: Import, what: str
) -> None:
    address = f"/imports/{record.pk}/{what}/"
    away = stranger.post(address, {"leave": "Our list 2"})
    assert (away.status_code, away["Location"]) == (302, f"/accounts/login/?next={address}")
    assert reader.post(address, {"leave": "Our list 2"}).status_code == 403
    assert decisions(record).left_out == []


@pytest.mark.parametrize("page", ["marked", "undo"])
def test_editors_alone_see(reader: Client, stranger: Client, record: Import, page: str) -> None:
    address = f"/imports/{record.pk}/{page}/"
    assert stranger.get(address).status_code == 302
    assert reader.get(address).status_code == 403


def test_a_decision_is_sent_not_fetched(editor: Client, record: Import) -> None:
    assert editor.get(f"/imports/{record.pk}/decide/").status_code == 405
    assert editor.post("/imports/999999/decide/").status_code == 404


# What is asked


def test_every_question_stands_on_the_page(editor: Client, record: Import) -> None:
    soup = preview(editor, record)
    assert totals(record) == {"new": 1, "problem": 4}
    assert "Questions for you (5)" in words(soup)
    assert asks(soup, "headings") == ["“Cash released”", "“Rung by”"]
    assert asks(soup, "names") == ["“Slugh Borough Council”", "“Estuary Digital Ltd”"]
    assert asks(soup, "twins") == ["3C Building Control"]
    names = part(soup, "names").select_one("fieldset")
    assert "Our list, row 2; Our list, row 3" in words(names)
    assert "Slough Borough Council Unitary council, South East, from 1998" in words(names)


def test_a_row_stands_beside_the_arrangement_it_looks_like(editor: Client, record: Import) -> None:
    beside = preview(editor, record).select_one("table.beside")
    rows = {row[0]: row[1:] for row in cells(beside)}
    held = Arrangement.objects.get(reference="SS0002")
    assert rows["Name"] == ["3C Building Control", held.name]
    assert rows["Partners"][0] == TWO
    assert rows["Partners"][1].startswith("South Cambridgeshire District Council; ")
    assert rows["Status"] == ["Ended", held.get_status_display()]


def test_nothing_of_unknown_columns_is_stored(editor: Client, record: Import) -> None:
    assert "Z Quux" not in str(record.plan)
    assert "£120k" not in str(record.plan)


# Headings


def test_a_heading_is_matched_and_remembered(editor: Client, record: Import) -> None:
    answer(
        editor,
        record,
        "headings",
        Cash={"column": "claim", "remember": "on"},
        Rung={"column": "-", "remember": "on"},
    )
    answer(editor, record, "names", Slugh={"body": SLOUGH})
    soup = preview(editor, record)
    assert asks(soup, "headings") == []
    assert "Saving 1 – Amount (£): £120,000; Pattern: A year" in words(section(soup, "new"))
    assert "The heading “Rung by” is left out (to be remembered)" in words(soup)
    editor.post(f"/imports/{record.pk}/")
    held = dict(RememberedHeading.objects.values_list("folded", "key"))
    assert held == {"cash released": "claim", "rung by": ""}
    again = preview(editor, planned(editor, messy()))
    assert asks(again, "headings") == []
    assert "“Rung by” (column I)" in words(section(again, "taken"))
    undo = words(soup_of(editor.get(f"/imports/{record.pk}/undo/")))
    assert "The heading “Cash released” is “Saving”" in undo
    assert "The heading “Rung by” is left out" in undo


def test_a_column_that_is_none_of_ours_is_refused(editor: Client, record: Import) -> None:
    said = answer(editor, record, "headings", Cash={"column": "shoe_size"})
    assert said.status_code == 400
    assert "“shoe_size” is not one of our columns." in words(soup_of(said))
    assert decisions(record).headings == {}


def test_the_nearest_column_is_offered_first(editor: Client) -> None:
    heads = (*HEADINGS, "Sumary")
    record = planned(editor, workbook({"Arrangements": [heads, ("SS0002", *[None] * 6, "x")]}))
    groups = preview(editor, record).select("select[name$=column] optgroup")
    assert words(groups[0]) == "Summary"
    assert [group["label"] for group in groups] == ["Nearest", "None of ours", "Others"]


def test_a_heading_that_was_understood_can_be_said_to_be_another(editor: Client) -> None:
    rows = [(None, "Estuary audit", "Internal audit", TWO, "Known to few")]
    record = planned(
        editor, workbook({"Ours": [("Ref no", "Name", "Services", "Partners", "Detail"), *rows]})
    )
    take_as(editor, record, "Detail", "note")
    assert decisions(record).headings == {"detail": "note"}
    soup = preview(editor, record)
    assert ["Note", "Known to few"] in cells(section(soup, "new"))
    assert "The heading “Detail” is “Note”" in words(soup)
    take_as(editor, record, "Detail", "-")
    assert decisions(record).headings == {"detail": ""}
    assert "Known to few" not in str(record.plan)


def test_answers_that_leave_no_list_are_not_kept(editor: Client, record: Import) -> None:
    said = take_as(editor, record, "Name", "-")
    assert said.status_code == 409 or decisions(record).headings == {"name": ""}
    only = planned(editor, workbook({"Ours": [("Name", "Partners"), ("Estuary audit", TWO)]}))
    said = take_as(editor, only, "Name", "-")
    assert said.status_code == 409
    assert "No row of headings that we know was found." in words(soup_of(said))
    assert decisions(only).headings == {}


def test_numbers_of_the_lists_own_are_left_out_and_noted(editor: Client) -> None:
    heads = ("Ref no", "Name", "Services", "Partners")
    record = planned(
        editor, workbook({"Ours": [heads, (1, "Estuary audit", "Internal audit", TWO)]})
    )
    assert totals(record) == {"new": 1}
    taken = section(preview(editor, record), "taken")
    assert "“Ref no” (column A) holds numbers of the list's own" in words(taken)
    take_as(editor, record, "Ref no", "reference")
    assert totals(record) == {"problem": 1}


def test_remarks_are_asked_about_and_said_to_be_published(editor: Client) -> None:
    heads = ("Name", "Services", "Partners", "Comments")
    record = planned(
        editor, workbook({"Ours": [heads, ("Estuary audit", "Internal audit", TWO, "Ask Z")]})
    )
    asked = part(preview(editor, record), "headings")
    assert "It may hold names or private remarks; it is published if you choose “Note”." in words(
        asked
    )
    assert words(asked.select_one("optgroup")) == "Note"
    assert "Ask Z" not in str(record.plan)


def test_one_save_keeps_all_answers(editor: Client, record: Import) -> None:
    soup = preview(editor, record)
    heading, name = part(soup, "headings"), part(soup, "names")
    form = sent_by(soup.select_one("form#answers"))
    form |= {f"{prefix(heading, 'Cash')}-column": "claim", f"{prefix(name, 'Slugh')}-body": SLOUGH}
    form |= {"said_in": "2024/25", "leave": "Our list 5"}
    assert decide(editor, record, **form)["Location"].endswith("#left-out")
    made = decisions(record)
    assert made.headings == {"cash released": "claim"}
    assert made.names == {"slugh borough council": SLOUGH}
    assert (made.said_by, made.said_in, made.left_out) == (SAID_BY, 2024, ["Our list 5"])


# Twins, rows, sources


def test_the_same_changes_ours_and_another_is_new(editor: Client, record: Import) -> None:
    answer(editor, record, "twins", **{"3C_Building": {"said": "SS0002"}})
    assert totals(record) == {"new": 1, "changed": 1, "problem": 3}
    assert "Row 5 of “Our list” is SS0002" in words(preview(editor, record))
    decide(editor, record, **{"take-back": "twin:Our list 5"})
    answer(editor, record, "twins", **{"3C_Building": {"said": "new"}})
    assert decisions(record).twins == {"Our list 5": "new"}
    assert "name_taken" not in str(record.plan)
    refused = planned(editor, messy())
    said = answer(editor, refused, "twins", **{"3C_Building": {"said": "SS0500"}})
    assert said.status_code == 400
    assert decisions(refused).twins == {}


def test_a_row_can_be_left_out_and_taken_in_again(editor: Client, record: Import) -> None:
    assert decide(editor, record, leave="Our list 6").status_code == 302
    soup = preview(editor, record)
    assert totals(record) == {"problem": 4}
    assert "Row 6 of “Our list”, Estuary audit" in words(section(soup, "left-out"))
    decide(editor, record, **{"take-back": "row:Our list 6"})
    assert totals(record) == {"new": 1, "problem": 4}
    assert section(preview(editor, record), "left-out") is None


def test_a_row_that_is_not_in_the_file_cannot_be_left_out(editor: Client, record: Import) -> None:
    for row in ("Our list 99", "x\0", ""):
        assert decide(editor, record, leave=row).status_code == 302
    assert decisions(record).left_out == []


def test_problems_of_a_kind_have_a_page(editor: Client, record: Import) -> None:
    soup = preview(editor, record, "?show=body_unclear")
    assert words(soup.h1) == "Bodies that could not be told for certain in list.xlsx"
    assert len(soup.select(".glimpse")) == 2
    assert editor.get(f"/imports/{record.pk}/?show=nonsense").status_code == 400


def test_every_row_on_the_page_can_be_left_out(editor: Client, record: Import) -> None:
    buttons = preview(editor, record).select("button[name=leave]")
    assert {button["value"] for button in buttons} == {f"Our list {n}" for n in range(2, 7)}


def test_who_says_so_is_the_source_of_what_has_none(editor: Client, record: Import) -> None:
    answered = decide(editor, record, said_by="Clerk, Essex", said_in="2025")
    assert answered.status_code == 302
    soup = preview(editor, record)
    assert decisions(record).said_in == 2025
    assert "Title: Clerk, Essex; Year: 2025" in words(section(soup, "new"))
    assert "has no source" not in words(soup)
    editor.post(f"/imports/{record.pk}/")
    made = Arrangement.objects.get(name="Estuary audit")
    (source,) = made.sources.all()
    assert (source.title, source.published, made.status_as_of) == ("Clerk, Essex", 2025, 2025)


def test_the_upload_asks_who_says_so(editor: Client) -> None:
    data = {"file": upload(messy()), "said_by": "Clerk, Essex", "said_in": "2024"}
    assert editor.post("/imports/new/", data).status_code == 302
    record = Import.objects.latest("pk")
    assert (decisions(record).said_by, decisions(record).said_in) == ("Clerk, Essex", 2024)
    wrong = editor.post("/imports/new/", data | {"file": upload(messy()), "said_in": "2999"})
    assert wrong.status_code == 400
    assert "2999 is still to come." in words(soup_of(wrong).select_one(".govuk-error-summary"))
    assert Import.objects.latest("pk") == record


def test_nothing_new_is_applied_without_a_source(editor: Client) -> None:
    record = planned(editor, messy(), said_by="")
    assert "1 new arrangement has no source" in words(preview(editor, record))
    refused = editor.post(f"/imports/{record.pk}/")
    assert refused.status_code == 400
    link = soup_of(refused).select_one(".govuk-error-summary a")
    assert words(link).startswith("Say who says so before you apply")
    assert link["href"] == "#id_said_by"
    assert not Arrangement.objects.filter(name="Estuary audit").exists()
    decide(editor, record, said_by="Clerk, Essex", said_in="")
    assert editor.post(f"/imports/{record.pk}/").status_code == 302


def test_a_year_that_is_none_is_refused(editor: Client, record: Import) -> None:
    said = decide(editor, record, said_by="Clerk", said_in="last year")
    assert said.status_code == 400
    assert "Give the year as four figures" in words(soup_of(said))
    assert decisions(record).said_by == SAID_BY


# Time passes


def test_a_catalogue_that_moved_is_said_and_read_again(editor: Client, record: Import) -> None:
    assert "The catalogue has changed" not in words(preview(editor, record))
    answer(editor, record, "names", Slugh={"body": SLOUGH})
    DataStamp.change()
    assert "The catalogue has changed since this file was read." in words(preview(editor, record))
    decide(editor, record, again="yes")
    soup = preview(editor, record)
    assert "The catalogue has changed" not in words(soup)
    assert decisions(record).names == {"slugh borough council": SLOUGH}
    assert asks(soup, "names") == ["“Estuary Digital Ltd”"]


def test_what_somebody_else_decided_must_be_seen_before_applying(
    editor: Client, record: Import
) -> None:
    seen = preview(editor, record).select_one("input[name=seen]")["value"]
    assert seen == seen_as(record)
    decide(editor, record, leave="Our list 2")
    refused = editor.post(f"/imports/{record.pk}/", {"seen": seen})
    assert refused.status_code == 409
    assert "Somebody decided something on this file" in words(soup_of(refused))
    assert not Arrangement.objects.filter(name="Estuary audit").exists()
    seen = preview(editor, record).select_one("input[name=seen]")["value"]
    assert editor.post(f"/imports/{record.pk}/", {"seen": seen}).status_code == 302


def test_an_answer_to_an_old_page_answers_nothing_else(editor: Client, record: Import) -> None:
    asked = part(preview(editor, record), "names")
    late = sent_by(asked) | {f"{prefix(asked, 'Slugh')}-body": SLOUGH}
    answer(editor, record, "names", Slugh={"body": SLOUGH})
    decide(editor, record, **{"take-back": "name:slugh borough council"})
    decide(editor, record, leave="Our list 2")
    decide(editor, record, leave="Our list 3")
    assert decide(editor, record, **late).status_code == 302
    assert decisions(record).names == {}


def test_nothing_can_be_decided_once_it_is_applied(editor: Client, record: Import) -> None:
    editor.post(f"/imports/{record.pk}/")
    refused = decide(editor, record, leave="Our list 2")
    assert refused.status_code == 409
    assert "This import was applied already." in words(soup_of(refused))
    assert decisions(record).left_out == []
    assert not preview(editor, record).select("form[action$='/decide/']")


def test_without_the_file_nothing_can_be_decided(editor: Client, record: Import, settings) -> None:
    for path in settings.UPLOADS_DIR.iterdir():
        path.unlink()
    refused = decide(editor, record, leave="Our list 2")
    assert refused.status_code == 409
    assert "The file of this import is no longer kept." in words(soup_of(refused))
    soup = preview(editor, record)
    assert not soup.select("form[action$='/decide/']")
    assert soup.select(".glimpse__cell--marked")


def test_their_workbook_comes_back_with_the_problems_marked(
    editor: Client, record: Import, tmp_path: Path
) -> None:
    link = f"/imports/{record.pk}/marked/"
    assert preview(editor, record).select_one(f"a[href='{link}']")
    answered = editor.get(link)
    assert 'filename="list with problems marked.xlsx"' in answered["Content-Disposition"]
    file = tmp_path / "marked.xlsx"
    file.write_bytes(b"".join(answered.streaming_content))
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Our list", "Problems"]
    assert "Slugh Borough Council" in book["Our list"]["D2"].comment.text


# Costs


def test_a_preview_with_questions_costs_the_same_for_more_rows(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for many in (1, 12):
        rows: list[tuple[str | None, ...]] = [
            (None, f"Estuary {n}", "Payroll", f"Essex CC; Slugh {n} Borough Council")
            for n in range(many)
        ]
        rows += [(None, "3C Building Control", None, TWO)]
        record = planned(editor, workbook({"Arrangements": [(*HEADINGS, "Odd"), *rows]}))
        preview(editor, record)
        with django_assert_num_queries(QUERIES_WITH_QUESTIONS):
            preview(editor, record)
