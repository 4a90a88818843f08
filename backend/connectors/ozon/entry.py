"""Ozon's line in the registry."""

from collections.abc import Callable, Mapping
from datetime import datetime

from connectors.base import DriftSink
from connectors.observed import CallObserver, ObservedTransport
from connectors.ozon.capabilities import CAPABILITIES
from connectors.ozon.connector import BASE_URL, OzonConnector, transport_to
from connectors.ozon.credentials import OzonCredentials
from connectors.throttle import Lane, Limiter

__all__ = ["CAPABILITIES", "clean", "connect", "external_id"]


def clean(credentials: Mapping[str, str]) -> dict[str, str]:
    cleaned = OzonCredentials.clean(client_id=credentials.get("client_id", ""), api_key=credentials.get("api_key", ""))
    return {"client_id": cleaned.client_id, "api_key": cleaned.api_key}


def external_id(credentials: Mapping[str, str]) -> str:
    return credentials["client_id"]


def connect(
    credentials: Mapping[str, str],
    *,
    limiter: Limiter,
    base_url: str | None,
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
    on_drift: DriftSink,
    on_call: CallObserver,
    lane: Lane,
) -> OzonConnector:
    return OzonConnector(
        OzonCredentials.clean(client_id=credentials["client_id"], api_key=credentials["api_key"]),
        limiter=limiter,
        transport=ObservedTransport(transport_to(base_url or BASE_URL), on_call),
        now=now,
        sleep=sleep,
        on_drift=on_drift,
        lane=lane,
    )
