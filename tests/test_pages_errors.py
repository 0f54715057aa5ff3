"""Every refusal is a page with a sentence and a way on; signing in; and the health check."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from arrangements.models import IssuedReference
from arrangements.urls import urlpatterns as ours
from arrangements.views import errors
from sharedmap.urls import urlpatterns as site

pytestmark = pytest.mark.django_db


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only editors can upload.")


urlpatterns = [*site, path("fail/", fail), path("refuse/", refuse)]
handler403 = "arrangements.views.errors.forbidden"
handler404 = "arrangements.views.errors.not_found"
handler500 = "arrangements.views.errors.server_error"


def test_an_unknown_address(stranger: Client) -> None:
    answer = stranger.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_ours_says_so_without_its_reason(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(raise_request_exception=False).get("/fail/")
    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()
    assert "broken on purpose" not in answer.content.decode()
    assert "broken on purpose" in caplog.text


def test_a_fault_of_the_database_can_still_be_told() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_gives_its_reason_and_who_one_is(stranger: Client, reader: Client) -> None:
    for person, words in ((stranger, "Sign in"), (reader, "who is not an editor")):
        answer = person.get("/refuse/")
        assert answer.status_code == 403
        assert "Only editors can upload." in answer.content.decode()
        assert words in answer.content.decode()


def test_a_form_without_its_token_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "x"})
    assert answer.status_code == 403


def test_the_pages_only_read(stranger: Client) -> None:
    for address in ("/", "/arrangements/", "/arrangements/SS0001/", "/about/", "/healthz"):
        assert stranger.post(address).status_code == 405


def test_the_health_check_asks_the_database(stranger: Client) -> None:
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-cache" in answer["Cache-Control"]


def test_signing_in_says_what_went_wrong(stranger: Client) -> None:
    answer = stranger.post("/accounts/login/", {"username": "nobody", "password": "wrong"})
    text = answer.content.decode()
    assert "You are not signed in" in text
    assert "<title>Error: Sign in" in text
    empty = stranger.post("/accounts/login/", {}).content.decode()
    assert "Username: This field is required." in empty


def test_the_frame_knows_who_is_there(stranger: Client, reader: Client, editor: Client) -> None:
    for person, imports, sign_out in (
        (stranger, False, False),
        (reader, False, True),
        (editor, True, True),
    ):
        text = person.get("/about/").content.decode()
        assert ('href="/imports/"' in text) is imports
        assert ("Sign out" in text) is sign_out
        assert ("Sign in" in text) is not sign_out


def test_signing_out_is_a_button_and_works(reader: Client) -> None:
    assert reader.get("/accounts/logout/").status_code == 405
    assert reader.post("/accounts/logout/").status_code == 302
    assert "Sign in" in reader.get("/about/").content.decode()


def test_one_can_see_in_which_part_of_the_site_one_is(stranger: Client) -> None:
    here = 'href="/arrangements/" aria-current="{}"'
    assert here.format("page") in stranger.get("/arrangements/").content.decode()
    assert here.format("true") in stranger.get("/arrangements/SS0001/").content.decode()
    assert "aria-current" not in stranger.get("/").content.decode().partition("<main")[0]


def test_no_address_is_declared_twice() -> None:
    routes = [str(each.pattern) for each in ours]
    assert len(routes) == len(set(routes))


def test_a_reference_never_issued_is_told_from_one_that_was_removed(stranger: Client) -> None:
    unknown = stranger.get("/arrangements/SS9999/")
    assert unknown.status_code == 404
    assert "“SS9999” has never stood for an arrangement." in unknown.content.decode()
    meant = stranger.get("/arrangements/ss-12/")
    assert meant.status_code == 404
    assert 'href="/arrangements/SS0012/"' in meant.content.decode()
    assert stranger.get("/arrangements/SS9999.json").status_code == 404
    IssuedReference.objects.create(number=9999)
    removed = stranger.get("/arrangements/SS9999/")
    assert removed.status_code == 410
    assert "This arrangement was removed" in removed.content.decode()
    as_json = stranger.get("/arrangements/SS9999.json")
    assert as_json.status_code == 410
    assert as_json.json() == {"error": "SS9999 was removed from the catalogue."}


def test_what_every_site_is_asked_for_is_there(stranger: Client) -> None:
    robots = stranger.get("/robots.txt")
    assert robots["Content-Type"] == "text/plain"
    assert "Disallow: /imports/" in robots.content.decode()
    assert "Disallow: /\n" not in robots.content.decode()
    mark = stranger.get("/favicon.ico")
    assert mark["Content-Type"] == "image/svg+xml"
    assert mark.content.startswith(b"<svg")
