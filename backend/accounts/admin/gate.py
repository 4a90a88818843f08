"""Who has signed in to the administration by a password alone is shown nothing of it yet."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

OPEN: Final = ("/admin/login/", "/admin/logout/", "/admin/second-factor/", "/admin/jsi18n/")


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_guarded(request) and request.user.is_authenticated and not passed_second_factor(request):
            return HttpResponseRedirect(f"/admin/second-factor/?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


def passed_second_factor(request: HttpRequest) -> bool:
    return any(step["method"] == "mfa" for step in get_authentication_records(request, request.user))


def _is_guarded(request: HttpRequest) -> bool:
    path = request.path_info
    return settings.ADMIN_REQUIRES_SECOND_FACTOR and path.startswith("/admin/") and path not in OPEN
