"""What somebody sees who has tried to sign in too often."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sharedmap.settings import LOCKED_OUT_FOR


class LockedForm(AuthenticationForm):
    """The sign-in form, refusing without looking at the password."""

    def clean(self) -> dict[str, Any]:
        minutes = int(LOCKED_OUT_FOR.total_seconds() // 60)
        raise ValidationError(
            f"Too many attempts to sign in with this name. Wait {minutes} minutes and try again."
        )


def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    form = LockedForm(request, data=request.POST)
    form.is_valid()
    context = {"form": form, "next": request.POST.get("next", "")}
    return render(request, "registration/login.html", context, status=429)
