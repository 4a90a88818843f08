from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.rate_limits import Budget


class ApiView(APIView):
    """The base of every view under `/api/v1`."""

    budget: Budget | None = None

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        if self.budget is not None:
            for name, value in self.budget.headers.items():
                final.headers[name] = value
        return final
