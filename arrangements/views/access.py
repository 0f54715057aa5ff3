"""Who may open a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from arrangements.people import is_editor

View = Callable[..., HttpResponseBase]


def editors_only(view: View) -> View:
    """Strangers are sent to sign in; readers are told why they cannot go on."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_editor(request.user):
            raise PermissionDenied(
                "Imports are for editors of the catalogue, and your account is not one."
                " Ask an administrator of the site to make it one."
            )
        return view(request, *args, **kwargs)

    return guarded
