from django.urls import path

from sla.api.calendars import CalendarListView, CalendarView
from sla.api.holidays import HolidayView
from sla.api.notification_settings import NotificationSettingsView
from sla.api.policies import PolicyListView, PolicyView
from sla.api.previews import PreviewView
from sla.api.telegram import TelegramView

urlpatterns = [
    path("sla/policies", PolicyListView.as_view()),
    path("sla/policies/<int:policy_id>", PolicyView.as_view()),
    path("sla/calendars", CalendarListView.as_view()),
    path("sla/calendars/<int:calendar_id>", CalendarView.as_view()),
    path("sla/holidays", HolidayView.as_view()),
    path("sla/preview", PreviewView.as_view()),
    path("notifications/settings", NotificationSettingsView.as_view()),
    path("notifications/telegram", TelegramView.as_view()),
]
