"""What every answer tells a browser, and the import map that the policy allows by its hash."""

import base64
import hashlib
import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import reverse

from arrangements.templatetags.importmap import import_map, import_map_tag

PAGES = ["home", "arrangement-list", "about", "login"]


def policy(response) -> dict[str, list[str]]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in (part.split(" ") for part in parts)}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_headers(stranger: Client, name: str) -> None:
    response = stranger.get(reverse(name))
    assert response.status_code == 200
    expected = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert {name: response.headers.get(name) for name in expected} == expected
    assert "geolocation=()" in response.headers["Permissions-Policy"]
    found = policy(response)
    assert found["default-src"] == ["'none'"]
    assert found["frame-ancestors"] == ["'none'"]
    assert found["style-src"] == ["'self'"]
    assert found["script-src"] == ["'self'", import_map().csp_hash]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_errors_and_downloads_have_them_too(stranger: Client) -> None:
    for address in ("/no-such-page/", "/arrangements.json", "/arrangements/?nonsense=1"):
        response = stranger.get(address)
        assert policy(response)["script-src"] == ["'self'", import_map().csp_hash]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_anything_inline_but_the_import_map(stranger: Client, name: str) -> None:
    page = stranger.get(reverse(name)).content.decode()
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", page, re.S)
    code = [text for attributes, text in inline if "application/json" not in attributes]
    assert all(hashed(text) == import_map().csp_hash for text in code)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=", page)


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_import_map_names_hashed_files_that_are_there() -> None:
    element = import_map_tag()
    text = re.fullmatch(r'<script type="importmap">(.*)</script>', element, re.S)
    assert text
    assert hashed(text[1]) == import_map().csp_hash
    imports = json.loads(text[1])["imports"]
    ours = {path.relative_to(settings.BASE_DIR / "static/js").as_posix()
            for path in (settings.BASE_DIR / "static/js").rglob("*.js")}  # fmt: skip
    assert {name for name in imports if name.startswith("sharedmap/")} == {
        f"sharedmap/{name}" for name in ours
    }
    assert "govuk-frontend" in imports
    for address in imports.values():
        assert re.search(r"\.[0-9a-f]{12}\.js$", address)
        assert staticfiles_storage.exists(address.removeprefix(settings.STATIC_URL))


@pytest.mark.django_db
def test_a_page_is_not_sent_again_to_somebody_who_has_it(stranger: Client) -> None:
    first = stranger.get(reverse("about"))
    again = stranger.get(reverse("about"), headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db
def test_too_many_attempts_to_sign_in_are_refused_for_a_while(stranger: Client) -> None:
    wrong = {"username": "nobody", "password": "wrong"}
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert stranger.post(reverse("login"), wrong).status_code == 200
    refused = stranger.post(reverse("login"), wrong)
    assert refused.status_code == 429
    assert "Wait 15 minutes" in refused.content.decode()
