from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class StaffTimeMiddleware:
    """The administration shows and takes times as they are where its staff sit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with timezone.override(ZoneInfo(settings.STAFF_TIME_ZONE)):
            return self.get_response(request)
