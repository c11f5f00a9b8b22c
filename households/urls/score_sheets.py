"""B1 score sheets of a place."""

from django.urls import path

from households.views import score_sheets

_BASE = "<str:place>/<int:year>/quy-dinh/bang-diem-b1/"

urlpatterns = [
    path(_BASE, score_sheets.score_sheets, name="score_sheets"),
    path(f"{_BASE}mau/", score_sheets.template, name="score_sheet_template"),
    path(f"{_BASE}nap/", score_sheets.load, name="score_sheet_load"),
    path(f"{_BASE}<int:pk>/", score_sheets.score_sheet, name="score_sheet"),
    path(f"{_BASE}<int:pk>/thoi-dung/", score_sheets.retire, name="score_sheet_retire"),
]
