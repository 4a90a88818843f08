from django.urls import URLPattern, path

from billing.pages.cases import case_study
from billing.pages.documents import document
from billing.pages.landing import lead, thanks
from billing.pages.search_engines import robots, sitemap

urlpatterns: list[URLPattern] = [
    path("lead", lead, name="lead"),
    path("thanks", thanks),
    path("privacy", document, {"kind": "privacy"}, name="privacy"),
    path("offer", document, {"kind": "offer"}, name="offer"),
    path("cases/<slug:slug>", case_study, name="case_study"),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap),
]
