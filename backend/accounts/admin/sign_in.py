"""The door of the administration, throttled like that of the product."""

from typing import Final

from allauth.core.ratelimit import consume
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.admin.second_factor import SECOND_FACTOR, await_second_factor
from accounts.second_factor import has_second_factor
from core.api.fallbacks import problem

WAIT_SECONDS: Final = 300


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Who has a second factor is signed in only by its code."""
    if request.method == "POST":
        email = request.POST.get("username", "").strip().lower()
        if not consume(request, action="admin_sign_in", key=email):
            return too_many_sign_ins(request)
        form = AdminAuthenticationForm(request, data=request.POST)
        user = form.get_user() if form.is_valid() else None
        if user is not None and has_second_factor(user):
            await_second_factor(request, user)
            return HttpResponseRedirect(SECOND_FACTOR)
    return admin.site.login(request)


def too_many_sign_ins(request: HttpRequest) -> HttpResponse:
    return problem(request, "too_many_sign_ins", status=429, headers={"Retry-After": str(WAIT_SECONDS)})
