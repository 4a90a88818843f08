"""Turns every exception of a view into the one error body, with texts from the table of codes."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.utils.translation import get_language
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions
from rest_framework.response import Response

from core import error_texts
from core.errors import BodyTooLarge, DomainError
from core.outages import is_outage


class DomainProblem(exceptions.APIException):
    """A domain error on its way through REST framework."""

    def __init__(self, error: DomainError) -> None:
        super().__init__(detail=error.code, code=error.code)
        self.status_code = error.status
        self.error = error


class ProblemHandler(ExceptionHandler):
    def run(self) -> Response | None:
        if isinstance(self.exc, DatabaseError) and is_outage(self.exc):
            return None
        return super().run()

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, RequestDataTooBig):
            exc = BodyTooLarge()
        if isinstance(exc, DomainError):
            return DomainProblem(exc)
        return super().convert_known_exceptions(exc)

    def get_headers(self, exc: exceptions.APIException) -> dict[str, str]:
        headers: dict[str, str] = super().get_headers(exc)
        if isinstance(exc, DomainProblem) and "retry_after" in exc.error.params:
            headers["Retry-After"] = str(exc.error.params["retry_after"])
        return headers

    def report_exception(self, exc: exceptions.APIException, response: Response) -> None:
        """A 503 that the domain chose is an answer; only what nobody expected is reported as a fault."""
        if not isinstance(exc, DomainProblem):
            super().report_exception(exc, response)


class ProblemFormatter(ExceptionFormatter):
    def run(self) -> Any:
        language = get_language() or "ru"
        if isinstance(self.exc, DomainProblem):
            return self._domain_body(self.exc.error, language)
        body: dict[str, Any] = super().run()
        for error in body["errors"]:
            if error["code"] == "error":
                error["code"] = "internal_error"
            if error_texts.has(error["code"]):
                sentence = error_texts.text(error["code"], language)
                # What has a gap was filled by the field, which alone knows its limit.
                error["detail"] = error["detail"] if "{" in sentence else sentence
                if remedy := error_texts.remedy(error["code"], language):
                    error["remedy"] = remedy
        return body

    def _domain_body(self, error: DomainError, language: str) -> dict[str, Any]:
        item: dict[str, Any] = {
            "code": error.code,
            "detail": error_texts.text(error.code, language, **error.params),
            "attr": error.attr,
        }
        if remedy := error_texts.remedy(error.code, language, **error.params):
            item["remedy"] = remedy
        if error.marketplace_code:
            item["marketplace_code"] = error.marketplace_code
        body: dict[str, Any] = {"type": _kind(error), "errors": [item]}
        if error.extra:
            body["extra"] = error.extra
        return body


def _kind(error: DomainError) -> str:
    if error.status >= 500:
        return "server_error"
    return "validation_error" if error.status in {400, 422} and error.attr else "client_error"
