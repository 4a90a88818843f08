from collections.abc import Iterator
from pathlib import Path

import pytest

from core.tests.worker_log import log_written_to


@pytest.fixture(params=["json", "console"])
def log_file(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The log as a process writes it, in one of its two styles."""
    with log_written_to(tmp_path / "process.log", style=request.param) as file:
        yield file
