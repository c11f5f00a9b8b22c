"""How classes changed between two reviews, and totals reported without lists of households."""

from django.urls import path

from households.urls.periods import of_review
from households.views import movements, reported

urlpatterns = [
    *of_review("ra-soat/dien-bien/", movements.review_movements, "review_movements"),
    *of_review("ra-soat/dien-bien/<uuid:uid>/", movements.movement_choose, "movement_choose"),
    path("<str:place>/<int:year>/ra-soat/so-lieu-bao-cao/", reported.reported_totals, name="reported_totals"),
    path("<str:place>/<int:year>/ra-soat/so-lieu-bao-cao/<str:unit>/", reported.reported_unit, name="reported_unit"),
]
