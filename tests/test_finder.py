"""Whom the finder finds, on cases whose answers are known."""

import datetime as dt
from collections.abc import Callable

import pytest

from arrangements.choices import BodyKind, Status
from arrangements.finding.finder import Finder
from arrangements.finding.known import known_now
from arrangements.finding.ranking import PREFERRED_MODEL, Asked
from arrangements.models import Arrangement, Body, PlanSuccession, Service
from arrangements.register import current_register

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
MODEL = "joint_committee"


def ask(slug: str, *services: str, within: str = "anywhere", model: str = "") -> Finder:
    body = Body.objects.get(slug=slug)
    wanted = list(Service.objects.filter(code__in=services))
    return Finder(Asked(body, wanted, TODAY, within, frozenset(filter(None, [model]))), most=500)


def bodies(finder: Finder) -> list[str]:
    return [each.body.slug for each in finder.to_start_with]


def joined(finder: Finder) -> list[str]:
    return [each.arrangement.name for each in finder.to_join]


def test_neighbours_that_share_something_already_come_first() -> None:
    """Strata, the ICT of Teignbridge, Exeter and East Devon, makes them first for legal work."""
    finder = ask("teignbridge-district-council", "legal")
    assert bodies(finder)[:2] == ["exeter-city-council", "east-devon-district-council"]
    said = [each.text for each in finder.to_start_with[0].reasons]
    assert "Adjoins you" in said
    assert "In Devon, like you" in said
    assert "Shares ICT service with you already, by a report of 2026" in said
    assert any(each.startswith("Like you in size (133,333 people; you have") for each in said)


def test_a_neighbours_partnership_is_offered_before_a_far_one() -> None:
    finder = ask("fylde-borough-council", "legal")
    assert joined(finder)[0] == "Chorley and South Ribble shared services"


def test_a_partnership_that_has_grown_says_so() -> None:
    one_legal = next(
        each
        for each in ask("teignbridge-district-council", "legal").to_join
        if each.arrangement.name == "One Legal"
    )
    assert "Has grown from 2 to 4 partners" in [each.text for each in one_legal.reasons]
    assert one_legal.office.body.slug == "tewkesbury-borough-council"
    assert one_legal.office.page == "https://www.gov.uk/find-local-council/tewkesbury"
    assert "the agreement between the partners" in one_legal.to_ask_for


@pytest.mark.parametrize(
    ("slug", "service"),
    [
        ("teignbridge-district-council", "legal"),
        ("essex-county-council", "ict"),
        ("west-midlands-police", "hr-payroll"),
        ("city-of-cardiff-council", "internal-audit"),
        ("somerset-council", "building-control"),
    ],
)
def test_nobody_gone_and_nothing_over_is_offered(slug: str, service: str) -> None:
    finder = ask(slug, service)
    assert finder.to_start_with
    asker = Body.objects.get(slug=slug)
    for each in finder.to_start_with:
        assert each.body.first_day <= TODAY <= each.body.last_day
        assert each.body != asker
        assert each.body.kind != BodyKind.GROUP
    for found in finder.to_join:
        assert found.arrangement.status not in {
            Status.ENDED,
            Status.SUPERSEDED,
            Status.ABANDONED,
        }
        assert all(body.last_day >= TODAY for body in found.partners)
        assert asker not in found.partners
        assert not found.office.body.last_day < TODAY
    scores = [each.score for each in finder.to_join]
    assert scores == sorted(scores, reverse=True)


def test_who_stands_in_a_partners_place_is_offered_for_it() -> None:
    """Heart of the South West Trading Standards was Somerset County Council's, now Somerset's."""
    finder = ask("north-somerset-council", "trading-standards")
    found = next(each for each in finder.to_join if each.arrangement.name.startswith("Heart of"))
    names = [body.name for body in found.partners]
    assert "Somerset Council" in names
    assert "Somerset County Council" not in names


def test_what_is_planned_is_said_with_its_day_state_and_source() -> None:
    finder = ask("teignbridge-district-council", "legal")
    plan = PlanSuccession.objects.get(predecessor__slug="exeter-city-council")
    against = finder.to_start_with[0].against[1]
    assert against.text == (
        "Planned to be abolished on 1 April 2028: the government has announced its decision"
        " (16 July 2026)"
    )
    assert against.source == plan.source_url
    assert finder.plans_for_asker
    proposed = next(
        each
        for each in ask("tewkesbury-borough-council", "ict").to_start_with
        if each.body.slug == "cotswold-district-council"
    )
    assert "Proposed to be abolished on a day not yet set: not decided" in [
        each.text for each in proposed.against
    ]


def test_one_that_ended_speaks_against() -> None:
    ended = Arrangement.objects.get(name="East Hampshire and Havant joint management")
    assert ended.status == Status.ENDED
    finder = ask("winchester-city-council", "management-team")
    found = next(
        each for each in finder.to_start_with if each.body.slug == "havant-borough-council"
    )
    said = [each.text for each in found.against]
    assert any(f"Ended one in {ended.end[:4]}: {ended.name}" in each for each in said)


def test_distance_is_a_choice() -> None:
    register = current_register()
    asker = Body.objects.get(slug="teignbridge-district-council")
    near = ask(asker.slug, "legal", within="neighbours")
    assert {register.geography_of_pair(asker.pk, each.body.pk) for each in near.to_start_with} <= {
        "adjoining",
        "across-water",
    }
    counts = [
        len(ask(asker.slug, "legal", within=within).to_start_with)
        for within in ("neighbours", "50", "200", "anywhere")
    ]
    assert counts == sorted(counts)
    assert len(set(counts)) == len(counts)


def test_a_model_that_is_preferred_moves_up_and_is_said() -> None:
    without, preferred = (
        ask("teignbridge-district-council", "legal", model=model)
        for model in ("", "joint_committee")
    )
    place: Callable[[Finder], int] = lambda finder: min(  # noqa: E731
        at for at, each in enumerate(finder.to_join) if each.arrangement.model == "joint_committee"
    )
    assert place(preferred) < place(without)
    said = [each.text for each in preferred.to_join[place(preferred)].reasons]
    assert "Runs the model that you prefer: Joint committee" in said
    assert sorted(joined(without)) == sorted(joined(preferred))


def test_a_body_gains_by_a_model_that_is_preferred() -> None:
    without, preferred = (ask("fylde-borough-council", "legal", model=m) for m in ("", MODEL))
    runs = next(
        each
        for each in preferred.to_start_with
        if any("it runs the model that you prefer, joint committee" in p.text for p in each.reasons)
    )
    before = next(each for each in without.to_start_with if each.body == runs.body)
    assert runs.body.slug in {"chorley-borough-council", "south-ribble-borough-council"}
    assert runs.score == before.score + PREFERRED_MODEL


def test_whoever_shares_it_with_one_already_is_not_offered_again() -> None:
    finder = ask("teignbridge-district-council", "ict")
    assert [each.name for each in finder.already] == ["Strata Service Solutions"]
    assert not {"exeter-city-council", "east-devon-district-council"} & set(bodies(finder))
    assert "Strata Service Solutions" not in joined(finder)


def test_a_police_force_that_asks_for_libraries_is_told() -> None:
    finder = ask("essex-police", "libraries")
    assert not finder.sector_shares_it
    assert not finder.to_start_with
    assert joined(finder)


def test_a_service_that_nobody_shares_still_has_bodies() -> None:
    service = Service.objects.create(
        code="lighthouses", name="Lighthouses", kind="frontline", group="Sea", group_slug="sea"
    )
    finder = ask("teignbridge-district-council", service.code)
    assert finder.shared_by_none
    assert not finder.to_join
    assert bodies(finder)[0] == "exeter-city-council"


def test_three_to_ring_are_at_three_bodies_and_from_both_lists() -> None:
    ring = ask("teignbridge-district-council", "legal").to_ring
    assert len({each.office.body.pk for each in ring}) == len(ring) == 3
    assert {each.joins for each in ring} == {True, False}


def test_forces_are_offered_to_a_force() -> None:
    finder = ask("essex-police", "procurement")
    assert {each.body.kind for each in finder.to_start_with} == {BodyKind.POLICE_FORCE}
    assert "metropolitan-police-service" in bodies(finder)[:3]
    assert "kent-police" not in bodies(finder)
    assert any(
        "Kent Police" in {body.name for body in each.bodies.all()} for each in finder.already
    )


def test_what_is_known_follows_the_catalogue() -> None:
    register = current_register()
    body = Body.objects.get(slug="adur-district-council")
    assert len(known_now(register).of(body.pk)) >= body.partnerships.count()


def test_two_of_the_three_to_ring_share_it_where_there_are_such() -> None:
    for slug, service in (
        ("teignbridge-district-council", "legal"),
        ("cornwall-council", "internal-audit"),
        ("essex-county-council", "ict"),
        ("melton-borough-council", "building-control"),
    ):
        ring = ask(slug, service).to_ring
        assert len(ring) == 3
        assert sum(each.shares for each in ring) >= 2


def test_who_shares_it_is_to_be_rung_before_who_is_not_known_to() -> None:
    for slug, service in (
        ("dover-district-council", "legal"),
        ("essex-county-council", "ict"),
        ("melton-borough-council", "building-control"),
    ):
        shares = [each.shares for each in ask(slug, service).to_ring]
        assert shares == [True, True, False]


def test_who_is_not_known_to_share_it_is_said_and_is_asked_for_no_document_of_it() -> None:
    found = ask("teignbridge-district-council", "legal").to_start_with
    strangers = [each for each in found if not each.shares]
    assert strangers
    assert len(strangers) < len(found)
    for each in strangers:
        assert each.against[0].text.startswith("Not known to share legal services with anybody")
        assert each.to_ask_for == "whether it would like to explore sharing legal services with you"
    for each in found:
        if each.shares:
            assert not any("Not known to share" in point.text for point in each.against)
            assert "the business case" in each.to_ask_for


def test_who_shared_it_once_is_not_said_to_share_it_today() -> None:
    finder = ask("winchester-city-council", "management-team")
    once = next(each for each in finder.to_start_with if each.body.slug == "havant-borough-council")
    assert not once.shares
    assert once.against[0].text == "Not known to share management team with anybody today"
