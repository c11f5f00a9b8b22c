"""Average-living households, registrations to leave poverty, households newly out of it."""

from django.urls import path

from households.views import average_living, exits, newly_out

_CASES = "<str:place>/<int:year>/ho/muc-song-trung-binh/"
_EXITS = "<str:place>/<int:year>/ra-soat/dang-ky-thoat-ngheo/"

urlpatterns = [
    path(_CASES, average_living.listing, name="average_living"),
    path(f"{_CASES}them/", average_living.add, name="average_living_add"),
    path(f"{_CASES}<uuid:uid>/", average_living.case, name="average_living_case"),
    path(_EXITS, exits.listing, name="exit_registrations"),
    path(f"{_EXITS}<uuid:uid>/", exits.register, name="exit_register"),
    path("<str:place>/<int:year>/ho/moi-thoat-ngheo/", newly_out.listing, name="newly_out"),
]
