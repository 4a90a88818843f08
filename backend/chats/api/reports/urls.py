from django.urls import path

from chats.api.reports.baseline import BaselineView
from chats.api.reports.obligations import ObligationListView
from chats.api.reports.response_times import ResponseTimesView

urlpatterns = [
    path("reports/response-times", ResponseTimesView.as_view()),
    path("reports/baseline", BaselineView.as_view()),
    path("reports/obligations", ObligationListView.as_view()),
]
