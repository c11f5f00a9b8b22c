"""The form of one household in one review."""

from households.urls.periods import of_review
from households.views import assessments

urlpatterns = [
    *of_review("phieu/ke-tiep/", assessments.next_form, "assessment_next"),
    *of_review("phieu/<uuid:uid>/", assessments.entry, "assessment_entry"),
    *of_review("phieu/<uuid:uid>/nhap/", assessments.draft, "assessment_draft"),
    *of_review("phieu/<uuid:uid>/hoan-tac/", assessments.undo, "assessment_undo"),
    *of_review("phieu/<uuid:uid>/kiem-tra/", assessments.check, "assessment_check"),
]
