"""Addresses of reviews, households and forms."""

from django.urls import path

from households.views import assessments, households, reviews

urlpatterns = [
    path("<str:place>/<int:year>/ra-soat/", reviews.reviews, name="reviews"),
    path("<str:place>/<int:year>/ra-soat/mo/", reviews.open_review, name="review_open"),
    path("<str:place>/<int:year>/ra-soat/cong-nhan/", reviews.recognise, name="review_recognise"),
    path("<str:place>/<int:year>/ho/", households.listing, name="households"),
    path("<str:place>/<int:year>/ho/them/", households.add, name="household_add"),
    path("ho/<uuid:uid>/", households.household, name="household"),
    path("ho/<uuid:uid>/so-dinh-danh/", households.national_ids, name="household_national_ids"),
    path("ho/<uuid:uid>/sua/", households.edit, name="household_edit"),
    path("<str:place>/<int:year>/phieu/ke-tiep/", assessments.next_form, name="assessment_next"),
    path("<str:place>/<int:year>/phieu/<uuid:uid>/", assessments.entry, name="assessment_entry"),
    path("<str:place>/<int:year>/phieu/<uuid:uid>/nhap/", assessments.draft, name="assessment_draft"),
    path("<str:place>/<int:year>/phieu/<uuid:uid>/kiem-tra/", assessments.check, name="assessment_check"),
]
