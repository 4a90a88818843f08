from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.rate_limits import Budget


class ApiView(APIView):
    """The base of every view under `/api/v1`."""

    budget: Budget | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """What is not there is nobody's right: a missing method is said before rights are looked at."""
        super().initial(request, *args, **kwargs)
        method = (request.method or "").lower()
        if method not in self.http_method_names or not hasattr(self, method):
            self.http_method_not_allowed(request)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        if self.budget is not None:
            for name, value in self.budget.headers.items():
                final.headers[name] = value
        return final
