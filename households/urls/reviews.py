"""The review of a commune, or of the communes of a higher place."""

from households.urls.periods import of_review
from households.views import reviews

urlpatterns = [*of_review("ra-soat/", reviews.reviews, "reviews")]
