"""The site's addresses: the catalogue's own, signing in, and the admin."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

urlpatterns = [
    path("", include("arrangements.urls")),
    path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]

handler400 = "arrangements.views.errors.bad_request"
handler403 = "arrangements.views.errors.forbidden"
handler404 = "arrangements.views.errors.not_found"
handler500 = "arrangements.views.errors.server_error"
