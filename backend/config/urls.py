from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from accounts.admin.second_factor import second_factor
from accounts.admin.sign_in import admin_sign_in
from chats.admin.health_page import health_page
from chats.admin.pilot_progress import pilot_progress, pilots_page
from chats.admin.today import front_page, today_page
from chats.guide.page import connect_ozon
from config.front_door import front_door
from config.spa import spa
from core.api.fallbacks import api_not_found
from core.api.health import healthz, readyz
from core.api.metrics import metrics

handler400 = "core.api.fallbacks.bad_request"
handler403 = "config.problem_pages.permission_denied"
handler404 = "config.problem_pages.page_not_found"
handler500 = "core.api.fallbacks.server_error"

api: list[URLPattern | URLResolver] = [
    path("", include("accounts.api.urls")),
    path("", include("billing.api.urls")),
    path("", include("sla.api.urls")),
    path("", include("chats.api.urls")),
    path("", include("chats.api.reports.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("admin", RedirectView.as_view(url="/admin/")),
    path("admin/login/", admin_sign_in),
    path("admin/second-factor/", second_factor, name="second_factor"),
    path("admin/health/", admin.site.admin_view(health_page), name="health_page"),
    path("admin/today/", admin.site.admin_view(today_page), name="today_page"),
    path("admin/pilots/", admin.site.admin_view(pilots_page), name="pilots_page"),
    path("admin/pilots/<int:pilot_id>/", admin.site.admin_view(pilot_progress), name="pilot_progress"),
    path("admin/", admin.site.admin_view(front_page)),
    path("admin/", admin.site.urls),
    # Registration is our own, and addresses and telephones are changed by nobody alone.
    re_path(r"^_allauth/\w+/v1/(?:auth/(?:signup|email|phone)|account/(?:email|phone))(?:/.*)?$", api_not_found),
    path("_allauth/", include("allauth.headless.urls")),
    path("api/v1/", include(api)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("", front_door),
    path("", include("billing.pages.urls")),
    path("help/connect-ozon", connect_ozon, name="connect_ozon"),
    re_path(r"^(?:api|_allauth|static|assets)(?:/.*)?$", api_not_found),
    re_path(r"^.*$", spa, name="spa"),
]
