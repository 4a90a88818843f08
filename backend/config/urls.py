from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

handler400 = "core.api.fallbacks.bad_request"
handler403 = "core.api.fallbacks.permission_denied"
handler404 = "core.api.fallbacks.page_not_found"
handler500 = "core.api.fallbacks.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("_allauth/", include("allauth.headless.urls")),
]
