"""The door of the administration, throttled like that of the product."""

from typing import Final

from allauth.core.ratelimit import consume
from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from core.api.fallbacks import problem

WAIT_SECONDS: Final = 300


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        email = request.POST.get("username", "").strip().lower()
        if not consume(request, action="admin_sign_in", key=email):
            return problem(request, "too_many_sign_ins", status=429, headers={"Retry-After": str(WAIT_SECONDS)})
    return admin.site.login(request)
