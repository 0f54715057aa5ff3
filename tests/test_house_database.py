"""That the tests run where they say they run, on the real catalogue."""

import os

import pytest
from django.apps import apps
from django.db import connection

from tests.conftest import REGISTER

pytestmark = pytest.mark.django_db


def test_the_database_is_the_one_this_run_is_for() -> None:
    assert connection.vendor == os.environ.get("TEST_DATABASE", "sqlite")


def test_the_whole_catalogue_is_loaded() -> None:
    from arrangements.models import Arrangement, Body

    assert Arrangement.objects.count() == 562
    assert Body.objects.count() >= 1_179


def test_an_emptied_catalogue_keeps_the_register(empty_catalogue: None) -> None:
    from arrangements.models import Arrangement, Body

    assert not Arrangement.objects.exists()
    assert Body.objects.count() >= 1_179


def test_an_emptied_database_has_nothing_of_ours(empty_database: None) -> None:
    for model in apps.get_app_config("arrangements").get_models():
        assert not model._default_manager.exists()


def test_the_register_is_made_of_models_that_exist() -> None:
    names = {model._meta.model_name for model in apps.get_app_config("arrangements").get_models()}
    assert names >= REGISTER
