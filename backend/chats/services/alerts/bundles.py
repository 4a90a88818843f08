"""How many messages some events make for one reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sla.models import Event
from sla.models.notification import Told

ALONE_AT_MOST: Final = 5


def bundle_events(events: Sequence[Event]) -> list[list[Event]]:
    """Each alone, but what was found late together, and a rush of more than five together."""
    late = [event for event in events if event.is_late]
    prompt = [event for event in events if not event.is_late]
    bundles = [late] if late else []
    if len(prompt) > ALONE_AT_MOST:
        bundles.append(prompt)
    else:
        bundles += [[event] for event in prompt]
    return bundles


def kind_of(bundle: Sequence[Event]) -> str:
    return bundle[0].kind if len(bundle) == 1 else Told.Kind.DIGEST.value


def count_kinds(bundle: Sequence[Event]) -> dict[str, int]:
    return dict(Counter(str(event.kind) for event in bundle))
