"""Every address of the site. Each view declares who may open it (accounts.access); a test walks this list."""

from django.urls import include, path

from accounts import views as accounts_views

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("households.urls")),
    path("", include("plans.urls")),
    # Last: its overview answers to any "<place>/<year>/".
    path("", include("reports.urls")),
]

handler400 = accounts_views.bad_request
handler403 = accounts_views.forbidden
handler404 = accounts_views.not_found
handler429 = accounts_views.too_many_requests
handler500 = accounts_views.server_error
