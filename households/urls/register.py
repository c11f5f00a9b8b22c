"""The register of households."""

from django.urls import path

from households.views import deleting, duplicates, history, households

urlpatterns = [
    path("<str:place>/<int:year>/ho/", households.listing, name="households"),
    path("<str:place>/<int:year>/ho/them/", households.add, name="household_add"),
    path("<str:place>/<int:year>/ho/da-xoa/", deleting.deleted, name="deleted_households"),
    path("<str:place>/<int:year>/ho/trung/", duplicates.duplicates, name="duplicates"),
    path(
        "<str:place>/<int:year>/ho/trung/<uuid:first>/<uuid:second>/",
        duplicates.decide,
        name="duplicate_decide",
    ),
    path("ho/<uuid:uid>/", households.household, name="household"),
    path("ho/<uuid:uid>/so-dinh-danh/", households.national_ids, name="household_national_ids"),
    path("ho/<uuid:uid>/sua/", households.edit, name="household_edit"),
    path("ho/<uuid:uid>/lich-su/", history.history, name="household_history"),
    path("ho/<uuid:uid>/xoa/", deleting.delete, name="household_delete"),
    path("ho/<uuid:uid>/khoi-phuc/", deleting.restore, name="household_restore"),
    path(
        "ho/<uuid:uid>/thanh-vien/<uuid:member>/khoi-phuc/",
        deleting.restore_member,
        name="member_restore",
    ),
]
