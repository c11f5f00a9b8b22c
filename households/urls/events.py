"""Events of households, and the households that come from elsewhere."""

from django.urls import path

from households.views import arrivals, events

urlpatterns = [
    path("<str:place>/<int:year>/ho/bien-dong/", events.events, name="events"),
    path("<str:place>/<int:year>/ho/chuyen-den/", arrivals.arrivals, name="arrivals"),
    path("<str:place>/<int:year>/ho/chuyen-den/them/", arrivals.add, name="arrival_add"),
    path("<str:place>/<int:year>/ho/chuyen-den/<uuid:uid>/", arrivals.accept, name="arrival_accept"),
    path("<str:place>/<int:year>/ho/tiep-nhan-so/", arrivals.succession, name="succession"),
    path("ho/<uuid:uid>/bien-dong/", events.household_events, name="household_events"),
    path("ho/<uuid:uid>/bien-dong/<str:kind>/", events.record, name="event_record"),
    path("bien-dong/<uuid:uid>/huy/", events.undo, name="event_undo"),
]
