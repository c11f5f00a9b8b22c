"""Reviews opened; the list of those to be reviewed, Phiếu A, corrections."""

from django.urls import path

from households.urls.periods import of_review
from households.views import corrections, lists, opening, quick_checks

urlpatterns = [
    *of_review("ra-soat/mo/", opening.open_review, "review_open"),
    path("<str:place>/<int:year>/ra-soat/hang-thang/", opening.monthly_reviews, name="monthly_reviews"),
    *of_review("ra-soat/danh-sach/", lists.review_list, "review_list"),
    *of_review("ra-soat/danh-sach/them/", lists.add, "review_list_add"),
    *of_review("ra-soat/danh-sach/<uuid:uid>/dua-ra/", lists.take_off, "review_list_take_off"),
    *of_review("ra-soat/danh-sach/<uuid:uid>/phieu-a/", quick_checks.quick_check, "quick_check"),
    path("<str:place>/<int:year>/quy-dinh/phieu-a/", quick_checks.items, name="quick_check_items"),
    *of_review("ra-soat/dinh-chinh/", corrections.corrections, "corrections"),
    *of_review("ra-soat/dinh-chinh/<uuid:uid>/", corrections.correct, "correct_result"),
]
