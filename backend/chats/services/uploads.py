"""Files on their way to a buyer: checked when they come, kept until the reply that uses them is delivered."""

import hashlib
from datetime import datetime, timedelta
from typing import IO, Any, Final

from django.db.models import Q

from accounts.models import Workspace
from chats.file_kinds import recognise, safe_name
from chats.models import Reply, Upload
from chats.services.refusals import FileEmpty, FileTooLarge, FileTypeNotAllowed
from connectors.registry import MARKETPLACES

KEPT_UNUSED: Final = timedelta(days=1)
# Longer than a marketplace is asked what a picture is.
KEPT_UNNAMED: Final = timedelta(days=2)


def store_upload(*, workspace: Workspace, name: str, file: IO[Any]) -> Upload:
    """Keep a file that at least one marketplace would take; its reply checks against the chat's own."""
    limit = largest_upload()
    content = file.read(limit + 1)
    if not content:
        raise FileEmpty(attr="file")
    if len(content) > limit:
        raise FileTooLarge(attr="file", params={"limit": limit // 1024 // 1024})
    kind = recognise(content[:16])
    if kind is None or kind.extension not in accepted_extensions():
        raise FileTypeNotAllowed(attr="file", params={"types": ", ".join(sorted(accepted_extensions()))})
    return Upload.objects.create(
        workspace=workspace,
        name=safe_name(name, kind),
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )


def largest_upload() -> int:
    return max(marketplace.capabilities.file_max_bytes for marketplace in MARKETPLACES.values())


def accepted_extensions() -> set[str]:
    return {extension for marketplace in MARKETPLACES.values() for extension in marketplace.capabilities.file_types}


def drop_unused_uploads(*, now: datetime) -> int:
    """Forget files that nobody sent within a day, and pictures that were delivered and never got a name."""
    unused = Q(reply__isnull=True, created_at__lt=now - KEPT_UNUSED)
    unnamed = Q(reply__state=Reply.State.DELIVERED, reply__delivered_at__lt=now - KEPT_UNNAMED)
    dropped, _ = Upload.objects.filter(unused | unnamed).delete()
    return dropped
