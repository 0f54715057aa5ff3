"""The admin is for admins; people are changed there, and everything else only looked at."""

import pytest
from django.test import Client

from arrangements.models import Arrangement, Body, Import, Service

pytestmark = pytest.mark.django_db
KINDS = (Arrangement, Body, Import, Service)


@pytest.mark.parametrize("model", KINDS)
def test_an_admin_sees_lists_and_pages(admin_client: Client, model: type) -> None:
    name = model._meta.model_name
    assert admin_client.get(f"/admin/arrangements/{name}/").status_code == 200
    key = model.objects.order_by("pk").values_list("pk", flat=True)[0]
    assert admin_client.get(f"/admin/arrangements/{name}/{key}/change/").status_code == 200


@pytest.mark.parametrize("model", KINDS)
def test_nobody_changes_the_register_or_the_catalogue_there(
    admin_client: Client, model: type
) -> None:
    name = model._meta.model_name
    key = model.objects.order_by("pk").values_list("pk", flat=True)[0]
    assert admin_client.get(f"/admin/arrangements/{name}/add/").status_code == 403
    assert admin_client.post(f"/admin/arrangements/{name}/{key}/change/", {}).status_code == 403
    assert admin_client.post(f"/admin/arrangements/{name}/{key}/delete/", {}).status_code == 403


def test_an_admin_can_make_somebody_an_editor(admin_client: Client) -> None:
    page = admin_client.get("/admin/auth/user/add/")
    assert page.status_code == 200
    assert admin_client.get("/admin/auth/group/").status_code == 200


def test_editors_and_strangers_are_not_let_in(editor: Client, stranger: Client) -> None:
    for client in (editor, stranger):
        answer = client.get("/admin/arrangements/body/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
