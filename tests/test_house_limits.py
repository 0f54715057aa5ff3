"""A post too big to be read is refused unread, whoever sends it and wherever."""

import pytest
from django.conf import LazySettings
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/imports/new/", "/accounts/login/", "/nowhere/"])
def test_a_far_too_big_post_gets_a_sentence(
    address: str, stranger: Client, settings: LazySettings
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    answer = stranger.post(address, b"x" * (3 * 1024 * 1024), content_type="text/plain")
    assert answer.status_code == 413
    assert "A file of up to 1 MB can be sent here" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/arrangements/SS%00/", "/arrangements/SS%00.json"])
def test_an_address_with_a_nul_is_not_found(address: str, stranger: Client) -> None:
    assert stranger.get(address).status_code == 404
