from collections.abc import Callable
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from core.api.fallbacks import problem
from core.api.parsers import read_json
from core.errors import BodyTooLarge

SIGN_IN: Final = "/_allauth/"


class JsonBodyMiddleware:
    """The pages of the sign-in read JSON by themselves; what our own parser would refuse does not reach them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(SIGN_IN):
            try:
                if request.body:
                    read_json(request.body)
            except RequestDataTooBig:
                return problem(request, BodyTooLarge.code, status=BodyTooLarge.status)
            except ValueError:
                return problem(request, "parse_error", status=400)
        return self.get_response(request)
