from django.urls import path

from reports.views import dashboard, documents, home

urlpatterns = [
    path("", home.home, name="home"),
    path("suc-khoe/", home.health, name="health"),
    path("ke-hoach/<slug:key>/xem-truoc/", documents.plan_preview, name="plan_preview"),
    path("ke-hoach/<slug:key>/van-ban.html", documents.plan_html, name="plan_html"),
    path("ke-hoach/<slug:key>/van-ban.pdf", documents.plan_pdf, name="plan_pdf"),
    path("ke-hoach/<slug:key>/ban-hanh/", documents.plan_issue, name="plan_issue"),
    path("van-ban/<uuid:uid>/", documents.document, name="document"),
    path("van-ban/<uuid:uid>/ban-in.pdf", documents.document_pdf, name="document_pdf"),
    path("<str:place>/<int:year>/van-ban/", documents.documents, name="documents"),
    path("<str:place>/<int:year>/", dashboard.dashboard, name="dashboard"),
]
