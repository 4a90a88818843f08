"""Making an export in slices: each piece is stored with the place where the next one begins."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.services import audit
from chats.models import Export, ExportPart, Upload
from chats.selectors.exported_rows import BY_NAME, FILES, ORDER, SECTIONS, presenter_of
from chats.services.export_mails import tell_ready
from core.errors import Conflict, DomainError
from core.queue import enqueue

ROWS_AT_ONCE: Final = 1000
KEPT: Final = timedelta(days=7)
TAKEN_UP_AFTER: Final = timedelta(minutes=2)
SLICE: Final = "chats.export_slice"


class ExportUnderWay(Conflict):
    code = "export_under_way"


class ExportNotReady(Conflict):
    code = "export_not_ready"


class ExportExpired(DomainError):
    code = "export_expired"
    status = 410


def request_export(*, workspace: Workspace, actor: Actor, now: datetime, ip: str | None = None) -> Export:
    """Have everything of the workspace written together; one export at a time."""
    try:
        with transaction.atomic():
            export = Export.objects.create(
                workspace=workspace, asked_by=actor.name, asker=actor.membership, created_at=now, worked_at=now
            )
            audit.record("export.requested", workspace=workspace, actor=actor, about=export, ip=ip)
            enqueue(SLICE, export_id=export.pk)
    except IntegrityError:
        raise ExportUnderWay from None
    return export


@transaction.atomic
def write_piece(*, export_id: int, now: datetime) -> bool:
    """Write the next page of rows; False when there is nothing more to do, or another run is at it."""
    under_way = Export.objects.under_way().select_for_update(skip_locked=True, of=("self",)).select_related("workspace")
    export = under_way.filter(pk=export_id).first()
    if export is None:
        return False
    if not export.section:
        export.section = ORDER[0]
        export.rows_total = _count(export.workspace)
    last, count = _write_files(export) if export.section == FILES else _write_rows(export)
    export.rows_done += count
    export.section_after = last
    if count < ROWS_AT_ONCE and (export.section != FILES or count == 0):
        _begin_next(export, now)
    export.worked_at = now
    export.save()
    return export.state == Export.State.RUNNING


def note_download(*, export: Export, actor: Actor, now: datetime, ip: str | None = None) -> None:
    """Refuse what cannot be downloaded, and note who takes the rest along."""
    if export.state == Export.State.RUNNING:
        raise ExportNotReady
    if export.state == Export.State.EXPIRED or export.expires_at is None or export.expires_at <= now:
        raise ExportExpired
    audit.record("export.downloaded", workspace=export.workspace, actor=actor, about=export, ip=ip)


def resume_exports(*, now: datetime) -> None:
    """Those whose process died."""
    for pk in Export.objects.under_way().filter(worked_at__lt=now - TAKEN_UP_AFTER).values_list("pk", flat=True):
        enqueue(SLICE, export_id=pk)


@transaction.atomic
def drop_expired_exports(*, now: datetime) -> None:
    over = Export.objects.filter(state=Export.State.READY, expires_at__lte=now)
    ExportPart.objects.filter(export__in=over.values("pk")).delete()
    over.update(state=Export.State.EXPIRED)


def _count(workspace: Workspace) -> int:
    tables = sum(section.rows(workspace).count() for section in SECTIONS)
    return tables + Upload.objects.for_workspace(workspace).count()


def _write_rows(export: Export) -> tuple[int, int]:
    section = BY_NAME[export.section]
    rows = section.rows(export.workspace).filter(pk__gt=export.section_after).order_by("pk")
    page: list[dict[str, Any]] = list(rows.values(*section.columns)[:ROWS_AT_ONCE])
    if page:
        first, last = page[0][_key(export)], page[-1][_key(export)]
        present = presenter_of(section)
        if section.name == "members":
            _name_members(page)
        content = orjson.dumps([present(row) for row in page], default=str, option=orjson.OPT_UTC_Z)
        ExportPart.objects.create(export=export, name=f"{section.name}/{first:012d}.json", content=content)
        return last, len(page)
    return export.section_after, 0


def _write_files(export: Export) -> tuple[int, int]:
    """One by one, for a file is large."""
    upload = Upload.objects.for_workspace(export.workspace).filter(pk__gt=export.section_after).order_by("pk").first()
    if upload is None:
        return export.section_after, 0
    ExportPart.objects.create(export=export, name=f"{FILES}/{upload.pk}-{upload.name}"[:200], content=upload.content)
    return upload.pk, 1


def _name_members(page: list[dict[str, Any]]) -> None:
    members = Membership.objects.select_related("user").in_bulk([row["id"] for row in page])
    for row in page:
        row |= {"name": members[row["id"]].name, "email": members[row["id"]].user.email}


def _key(export: Export) -> str:
    return BY_NAME[export.section].table._meta.pk.attname


def _begin_next(export: Export, now: datetime) -> None:
    place = ORDER.index(export.section) + 1
    export.section_after = 0
    if place < len(ORDER):
        export.section = ORDER[place]
        return
    export.state = Export.State.READY
    export.rows_total = export.rows_done
    export.ready_at = now
    export.expires_at = now + KEPT
    tell_ready(export)
