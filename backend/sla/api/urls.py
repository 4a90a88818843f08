from django.urls import path

from sla.api.calendars import CalendarListView, CalendarView
from sla.api.holidays import HolidayView
from sla.api.policies import PolicyListView, PolicyView
from sla.api.previews import PreviewView

urlpatterns = [
    path("sla/policies", PolicyListView.as_view()),
    path("sla/policies/<int:policy_id>", PolicyView.as_view()),
    path("sla/calendars", CalendarListView.as_view()),
    path("sla/calendars/<int:calendar_id>", CalendarView.as_view()),
    path("sla/holidays", HolidayView.as_view()),
    path("sla/preview", PreviewView.as_view()),
]
