"""Whether the marketplace can be reached from this host. Asked without a key: any answer shows the way is open."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import requests
from django.conf import settings

from chats.models import ChatAccount
from core.doctor.examination import Finding, error, fine, register_examination, warning

PATIENCE_SECONDS: Final = 5


def examine_marketplace() -> Iterator[Finding]:
    host = urlsplit(settings.OZON_API_URL).netloc
    try:
        requests.head(settings.OZON_API_URL, timeout=PATIENCE_SECONDS, allow_redirects=False)
    except requests.exceptions.SSLError:
        yield error(f"{host} shows a certificate that is not trusted", "update ca-certificates; look for a proxy")
    except requests.RequestException as failure:
        yield error(
            f"the marketplace is not reached at {host}: {type(failure).__name__}",
            "open the way out (DNS, firewall), or correct OZON_API_URL",
        )
    else:
        yield fine(f"the marketplace answers at {host}")


def examine_accounts() -> Iterator[Finding]:
    live = ChatAccount.objects.filter(disconnected_at=None)
    refused = live.filter(state=ChatAccount.State.NEEDS_KEY).count()
    if refused:
        yield warning(f"{refused} cabinets wait for a new key of their owner", "nothing to do here: owners were told")
    yield fine(f"{live.count()} cabinets are connected")


def register_examinations() -> None:
    register_examination("marketplace", examine_marketplace)
    register_examination("cabinets", examine_accounts, needs="migrations")
