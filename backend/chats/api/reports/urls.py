from django.urls import path

from chats.api.reports.baseline import BaselineView
from chats.api.reports.files import ObligationFileView, ResponseTimesFileView
from chats.api.reports.marketplace_ratings import MarketplaceRatingsView
from chats.api.reports.obligations import ObligationListView
from chats.api.reports.response_times import ResponseTimesView
from chats.api.reports.worst_chats import WorstChatsView

urlpatterns = [
    path("reports/response-times", ResponseTimesView.as_view()),
    path("reports/response-times.csv", ResponseTimesFileView.as_view()),
    path("reports/baseline", BaselineView.as_view()),
    path("reports/marketplace-ratings", MarketplaceRatingsView.as_view()),
    path("reports/obligations", ObligationListView.as_view()),
    path("reports/obligations.csv", ObligationFileView.as_view()),
    path("reports/worst-chats", WorstChatsView.as_view()),
]
