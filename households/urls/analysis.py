"""What a review tells beyond its result."""

from households.urls.periods import of_review
from households.views import analysis

urlpatterns = [
    *of_review("ra-soat/huong-thoat-ngheo/", analysis.review_lifting, "review_lifting"),
    *of_review("ra-soat/so-hai-chuan/", analysis.review_standards, "review_standards"),
]
