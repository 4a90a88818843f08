"""This host: room on its disks, and the built pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

from core.doctor.examination import Finding, error, fine, warning

MEGABYTE: Final = 1024 * 1024
FEW_MEGABYTES: Final = 2_048
TOO_FEW_MEGABYTES: Final = 256


def examine_disk() -> Iterator[Finding]:
    """Of the host that asks; the database's own host is to be watched there."""
    seen: set[int] = set()
    for path in (Path(settings.BACKEND_DIR), Path("/tmp")):  # noqa: S108 - where uploads in flight lie
        if path.exists() and path.stat().st_dev not in seen:
            seen.add(path.stat().st_dev)
            usage = shutil.disk_usage(path)
            yield judge_room(path, free_megabytes=usage.free // MEGABYTE, megabytes=usage.total // MEGABYTE)


def judge_room(path: Path, *, free_megabytes: int, megabytes: int) -> Finding:
    """A place that is small as a whole, as `/tmp` of a container is, has enough while half of it is free."""
    text = f"{free_megabytes} MB are free at {path}"
    if free_megabytes < min(TOO_FEW_MEGABYTES, megabytes // 8):
        return error(text, "free some room now: logs and uploads cannot be written soon")
    if free_megabytes < min(FEW_MEGABYTES, megabytes // 2):
        return warning(text, "free some room")
    return fine(text)


def examine_pages() -> Iterator[Finding]:
    if (settings.FRONTEND_DIST / "index.html").is_file():
        yield fine("the pages are built")
    else:
        yield warning(
            f"there are no built pages in {settings.FRONTEND_DIST}",
            "build them with `npm run build` in frontend/, unless another server (nginx) has them",
        )
