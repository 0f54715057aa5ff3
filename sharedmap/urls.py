"""The site's addresses: the catalogue's own, signing in, and the admin."""

from importlib.util import find_spec

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

urlpatterns = [
    path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
if find_spec("arrangements.urls"):
    urlpatterns.insert(0, path("", include("arrangements.urls")))
if find_spec("arrangements.views") and find_spec("arrangements.views.errors"):
    handler400 = "arrangements.views.errors.bad_request"
    handler403 = "arrangements.views.errors.forbidden"
    handler404 = "arrangements.views.errors.not_found"
    handler500 = "arrangements.views.errors.server_error"
