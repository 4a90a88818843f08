"""What waits to be sent, opened."""

import json
from typing import Any

from core.crypto import decrypt
from core.models import WaitingMail


def waiting_mails() -> list[dict[str, Any]]:
    """Subject, text, page and recipients of each, in the order in which they were written."""
    return [json.loads(decrypt(row.sealed)) for row in WaitingMail.objects.waiting().order_by("pk")]
