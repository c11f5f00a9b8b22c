"""Addresses of reviews, households and forms, a file for each subject."""

from households.urls import analysis, cases, events, figures, forms, lists, procedure, register, reviews, score_sheets

urlpatterns = [
    *lists.urlpatterns,
    *reviews.urlpatterns,
    *procedure.urlpatterns,
    *register.urlpatterns,
    *forms.urlpatterns,
    *analysis.urlpatterns,
    *cases.urlpatterns,
    *figures.urlpatterns,
    *score_sheets.urlpatterns,
    *events.urlpatterns,
]
