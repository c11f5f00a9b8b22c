"""The review of a commune, from the list to the decision."""

from django.urls import path

from households.urls.periods import of_review
from households.views import reviews

urlpatterns = [
    *of_review("ra-soat/", reviews.reviews, "reviews"),
    path("<str:place>/<int:year>/ra-soat/mo/", reviews.open_review, name="review_open"),
    path("<str:place>/<int:year>/ra-soat/cong-nhan/", reviews.recognise, name="review_recognise"),
]
