from django.urls import URLPattern, path

from billing.api.leads import LeadListView

urlpatterns: list[URLPattern] = [
    path("leads", LeadListView.as_view()),
]
