"""The register of households."""

from django.urls import path

from households.views import households

urlpatterns = [
    path("<str:place>/<int:year>/ho/", households.listing, name="households"),
    path("<str:place>/<int:year>/ho/them/", households.add, name="household_add"),
    path("ho/<uuid:uid>/", households.household, name="household"),
    path("ho/<uuid:uid>/so-dinh-danh/", households.national_ids, name="household_national_ids"),
    path("ho/<uuid:uid>/sua/", households.edit, name="household_edit"),
]
