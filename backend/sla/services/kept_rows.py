"""Policies and calendars: rows that change by revisions, and are kept when nobody uses them any more."""

from __future__ import annotations

from typing import TypeVar

from core.errors import NotFound
from core.versions import expect_revision
from sla.models import Calendar, Policy

Row = TypeVar("Row", Policy, Calendar)


def lock_kept(row: Row, *, expected: int | None = None) -> Row:
    """The row as it is now, locked; ``expected`` is the revision that the caller has seen, None for any."""
    kept = type(row).objects.kept().select_for_update(of=("self",)).select_related("workspace")
    locked = kept.filter(pk=row.pk).first()
    if locked is None:
        raise NotFound
    expect_revision(expected, locked.revision)
    return locked
