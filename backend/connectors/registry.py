"""The marketplaces we speak to: one line each."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from connectors.base import DriftSink, ReadsByChat, ignore_drift
from connectors.observed import CallObserver, ignore_calls
from connectors.ozon import entry as ozon
from connectors.records import Capabilities
from connectors.throttle import Lane, Limiter, utc_now


class Connect(Protocol):
    def __call__(
        self,
        credentials: Mapping[str, str],
        *,
        limiter: Limiter,
        base_url: str | None,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        on_drift: DriftSink,
        on_call: CallObserver,
        lane: Lane,
    ) -> ReadsByChat: ...


@dataclass(frozen=True)
class Marketplace:
    """How one marketplace is entered: what is typed, what it can do, how a connector is made."""

    name: str
    capabilities: Capabilities
    clean: Callable[[Mapping[str, str]], dict[str, str]]
    external_id: Callable[[Mapping[str, str]], str]
    connect: Connect


MARKETPLACES: dict[str, Marketplace] = {
    "ozon": Marketplace("ozon", ozon.CAPABILITIES, ozon.clean, ozon.external_id, ozon.connect),
}


class UnknownMarketplace(LookupError):
    """No connector has this name."""


def marketplace(name: str) -> Marketplace:
    try:
        return MARKETPLACES[name]
    except KeyError:
        raise UnknownMarketplace(name) from None


def clean_credentials(name: str, credentials: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Id of the cabinet and the values to keep; InvalidCredentials when they cannot be right."""
    chosen = marketplace(name)
    cleaned = chosen.clean(credentials)
    return chosen.external_id(cleaned), cleaned


def connect(
    name: str,
    credentials: Mapping[str, str],
    *,
    limiter: Limiter,
    base_url: str | None = None,
    now: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], None] = time.sleep,
    on_drift: DriftSink = ignore_drift,
    on_call: CallObserver = ignore_calls,
    lane: Lane = Lane.BACKGROUND,
) -> ReadsByChat:
    """A connector to one cabinet; no call is made yet."""
    return marketplace(name).connect(
        credentials,
        limiter=limiter,
        base_url=base_url,
        now=now,
        sleep=sleep,
        on_drift=on_drift,
        on_call=on_call,
        lane=lane,
    )
