"""Addresses of plans. Previews, prints and issuing are the reports' (reports.urls)."""

from django.urls import path

from plans.views import parts, plans, sections

urlpatterns = [
    path("<str:place>/<int:year>/ke-hoach/", plans.listing, name="plans"),
    path("<str:place>/<int:year>/ke-hoach/lap/", plans.create, name="plan_create"),
    path("ke-hoach/<slug:key>/", plans.plan, name="plan"),
    path("ke-hoach/<slug:key>/trinh/", plans.submit, name="plan_submit"),
    path("ke-hoach/<slug:key>/tra-lai/", plans.return_, name="plan_return"),
    path("ke-hoach/<slug:key>/duyet/", plans.approve, name="plan_approve"),
    path("ke-hoach/<slug:key>/muc-luc/", sections.outline, name="plan_outline"),
    path("ke-hoach/<slug:key>/muc/<uuid:uid>/", sections.section, name="plan_section"),
    path("ke-hoach/<slug:key>/muc/<uuid:uid>/ten/", sections.rename, name="plan_section_rename"),
    path("ke-hoach/<slug:key>/muc/<uuid:uid>/chuyen/", sections.move, name="plan_section_move"),
    path("ke-hoach/<slug:key>/muc/<uuid:uid>/bo/", sections.drop, name="plan_section_drop"),
    path("ke-hoach/<slug:key>/chi-tieu/", parts.targets, name="plan_targets"),
    path("ke-hoach/<slug:key>/can-cu/", parts.bases, name="plan_bases"),
    path("ke-hoach/<slug:key>/nhiem-vu/", parts.duties, name="plan_duties"),
    path("ke-hoach/<slug:key>/noi-nhan/", parts.ending, name="plan_ending"),
]
