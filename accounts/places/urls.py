"""Addresses about places. A village unit is a place, so its own pages name it where others name the commune."""

from django.urls import path

from accounts.places import views

here = "<str:place>/<int:year>/dia-ban/"

urlpatterns = [
    path(here, views.places, name="places"),
    path(f"{here}dan-so/", views.population, name="population"),
    path(f"{here}dan-so/tai-ve/", views.population_download, name="population_download"),
    path(f"{here}dan-so/nap-tep/", views.population_upload, name="population_upload"),
    path(f"{here}them/", views.unit_add, name="unit_add"),
    path(f"{here}sua/", views.unit_edit, name="unit_edit"),
    path(f"{here}ket-thuc/", views.unit_end, name="unit_end"),
]
