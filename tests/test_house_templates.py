"""A template that uses a variable it was not given fails, except in packages' own templates."""

import pytest
from django.template import engines

from sharedmap.strict import UnknownVariable


class Thing:
    name = "a thing"


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ thing.nothing }}",
        '{{ nothing|default:"" }}',
        "{% with copy=nothing %}{% endwith %}",
    ],
)
def test_an_unknown_variable_fails(text: str) -> None:
    template = engines["sharedmap"].from_string(text)
    with pytest.raises(UnknownVariable, match="nothing"):
        template.render({"thing": Thing()})


def test_known_and_empty_variables_do_not_fail() -> None:
    template = engines["sharedmap"].from_string(
        "{{ thing.name }}{{ empty }}{% if nothing %}x{% endif %}"
    )
    assert template.render({"thing": Thing(), "empty": ""}) == "a thing"


def test_the_admins_templates_may_be_silent() -> None:
    assert engines["packages"].from_string("[{{ nothing }}]").render({}) == "[]"


@pytest.mark.django_db
def test_an_admin_sees_the_admin(admin_client) -> None:
    assert admin_client.get("/admin/").status_code == 200
    assert admin_client.get("/admin/auth/user/").status_code == 200
