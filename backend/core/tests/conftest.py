import logging.config
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from core.logs import logging_config


@pytest.fixture(params=["json", "console"])
def log_file(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The log as a process writes it, in one of its two styles."""
    file = tmp_path / "process.log"
    logging.config.dictConfig(logging_config(style=request.param, file=str(file)))
    yield file
    logging.config.dictConfig(settings.LOGGING)
