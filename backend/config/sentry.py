"""Reports of faults to Sentry: where and what kind, and nothing that somebody wrote or sent."""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.threading import ThreadingIntegration
from sentry_sdk.types import Event, Hint
from sentry_sdk.utils import BadDsn

KEPT: Final = (
    "event_id",
    "timestamp",
    "platform",
    "level",
    "logger",
    "environment",
    "release",
    "server_name",
    "transaction",
    "fingerprint",
    "tags",
    "sdk",
)
KEPT_OF_EXCEPTION: Final = ("type", "module", "mechanism")
KEPT_OF_FRAME: Final = (
    "filename",
    "abs_path",
    "module",
    "function",
    "lineno",
    "pre_context",
    "context_line",
    "post_context",
    "in_app",
)
# Our events are named, not written.
NAME_OF_EVENT: Final = re.compile(r"[a-z_]+(\.[a-z_]+)+( [a-z_]+)?")


def options(*, dsn: str, environment: str) -> dict[str, Any]:
    """Only what is asked for is watched: no calls to others, no breadcrumbs, no traces, no local variables."""
    return {
        "dsn": dsn,
        "environment": environment,
        "default_integrations": False,
        "auto_enabling_integrations": False,
        "integrations": [
            AtexitIntegration(callback=lambda pending, timeout: None),
            CeleryIntegration(propagate_traces=False),
            DedupeIntegration(),
            DjangoIntegration(middleware_spans=False, signals_spans=False),
            ExcepthookIntegration(),
            LoggingIntegration(level=None),
            ThreadingIntegration(propagate_scope=False),
        ],
        "before_send": without_content,
        "include_local_variables": False,
        "max_request_body_size": "never",
        "max_breadcrumbs": 0,
        "send_client_reports": False,
        "auto_session_tracking": False,
        "trace_propagation_targets": [],
    }


def start_sentry(*, dsn: str, environment: str) -> None:
    try:
        sentry_sdk.init(**options(dsn=dsn, environment=environment))
    except BadDsn:
        raise ImproperlyConfigured("SENTRY_DSN cannot be read: it is https://key@host/number.") from None


def without_content(event: Event, _hint: Hint) -> Event:
    """A copy with what is known to be harmless, instead of the original without what is known to be not."""
    given = cast("Mapping[str, Any]", event)
    report: dict[str, Any] = {name: given[name] for name in KEPT if name in given}
    if isinstance(exceptions := given.get("exception"), Mapping):
        report["exception"] = {"values": [_exception(value) for value in exceptions.get("values") or []]}
    if isinstance(request := given.get("request"), Mapping):
        report["request"] = {"method": request.get("method"), "url": str(request.get("url", "")).partition("?")[0]}
    logged = given.get("logentry") or {}
    words = str(given.get("message") or logged.get("message") or "")
    if NAME_OF_EVENT.fullmatch(words):
        report["message"] = words
    return cast("Event", report)


def _exception(value: Mapping[str, Any]) -> dict[str, Any]:
    """Its kind and its way through the code; its words may quote a row or an answer."""
    kept: dict[str, Any] = {name: value[name] for name in KEPT_OF_EXCEPTION if name in value}
    frames = (value.get("stacktrace") or {}).get("frames") or []
    kept["stacktrace"] = {
        "frames": [{name: frame[name] for name in KEPT_OF_FRAME if name in frame} for frame in frames]
    }
    return kept
