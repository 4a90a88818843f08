"""Old changes are dropped; a reader that stood before them is told so instead of missing them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from chats.models import Change, ChangeCounter

KEPT_FOR: Final = timedelta(days=3)
BATCH: Final = 5000


def drop_old_changes(*, now: datetime) -> Iterator[int]:
    """First the mark that readers obey, then the rows; the number of rows in each piece, which is gone for good."""
    for workspace_id in ChangeCounter.objects.order_by("pk").values_list("pk", flat=True):
        old = Change.objects.filter(workspace=workspace_id, at__lt=now - KEPT_FOR)
        last = old.aggregate(last=Max("seq"))["last"]
        if last is not None:
            ChangeCounter.objects.filter(pk=workspace_id, dropped_up_to__lt=last).update(dropped_up_to=last)
            yield from _delete_up_to(workspace_id, last)


def _delete_up_to(workspace_id: int, last: int) -> Iterator[int]:
    count = BATCH
    while count == BATCH:
        piece = Change.objects.filter(workspace=workspace_id, seq__lte=last).order_by("seq").values("pk")[:BATCH]
        count, _rows = Change.objects.filter(pk__in=piece).delete()
        yield count
