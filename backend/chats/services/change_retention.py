"""Old changes are dropped; a reader that stood before them is told so instead of missing them."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from chats.models import Change, ChangeCounter

KEPT_FOR: Final = timedelta(days=3)
BATCH: Final = 5000
MOST_BATCHES: Final = 2000


def drop_old_changes(*, now: datetime) -> int:
    """First the mark that readers obey, in a transaction of its own, then the rows, in pieces."""
    dropped = 0
    for workspace_id in ChangeCounter.objects.order_by("pk").values_list("pk", flat=True):
        old = Change.objects.filter(workspace=workspace_id, at__lt=now - KEPT_FOR)
        last = old.aggregate(last=Max("seq"))["last"]
        if last is None:
            continue
        ChangeCounter.objects.filter(pk=workspace_id, dropped_up_to__lt=last).update(dropped_up_to=last)
        dropped += _delete_up_to(workspace_id, last)
    return dropped


def _delete_up_to(workspace_id: int, last: int) -> int:
    deleted = 0
    for _ in range(MOST_BATCHES):
        piece = Change.objects.filter(workspace=workspace_id, seq__lte=last).order_by("seq").values("pk")[:BATCH]
        count, _rows = Change.objects.filter(pk__in=piece).delete()
        deleted += count
        if count < BATCH:
            break
    return deleted
