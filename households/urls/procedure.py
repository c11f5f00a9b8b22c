"""The way of a review from the first meeting to its closing, and the rules of it."""

from django.urls import path

from households.urls.periods import of_review
from households.views.procedure import deciding, meetings, opinions, posting, steps

urlpatterns = [
    *of_review("ra-soat/cac-buoc/", steps.steps, "review_steps"),
    *of_review("ra-soat/hop-dan/", meetings.begin, "review_meetings"),
    *of_review("ra-soat/hop-dan/thoi-tinh/<uuid:uid>/", meetings.annul, "meeting_annul"),
    *of_review("ra-soat/hop-dan/<str:unit>/", meetings.record, "meeting_record"),
    *of_review("ra-soat/mo-lai/", meetings.reopen, "review_reopen_survey"),
    *of_review("ra-soat/niem-yet/", posting.post, "review_post"),
    *of_review("ra-soat/khieu-nai/", posting.complain, "complaint_add"),
    *of_review("ra-soat/khieu-nai/<uuid:uid>/", posting.answer, "complaint_answer"),
    *of_review("ra-soat/trinh/", posting.submit, "review_submit"),
    *of_review("ra-soat/y-kien/", opinions.opinion, "review_opinion"),
    *of_review("ra-soat/y-kien/<uuid:uid>/", opinions.mark, "send_back"),
    *of_review("ra-soat/y-kien-van-ban/", opinions.paper, "review_paper_opinion"),
    *of_review("ra-soat/giai-trinh/<uuid:uid>/", opinions.answer, "send_back_answer"),
    *of_review("ra-soat/cong-nhan/", deciding.recognise, "review_recognise"),
    *of_review("ra-soat/khep-lai/", deciding.close, "review_close"),
    path("<str:place>/<int:year>/quy-dinh/", steps.rules, name="procedure_settings"),
    path("<str:place>/<int:year>/quy-dinh/dat/<slug:code>/", steps.set_rule, name="procedure_set"),
]
