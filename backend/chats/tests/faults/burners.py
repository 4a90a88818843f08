"""Programs that want all of every processor, at the same priority as the product."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PER_PROCESSOR: Final = 4
_BURN: Final = "import sys, time\nend = time.monotonic() + float(sys.argv[1])\nwhile time.monotonic() < end: pass"


@contextmanager
def full_processors(*, at_most_seconds: float) -> Iterator[None]:
    """Until the block ends; they end by themselves, too, should nobody be left to end them."""
    count = PER_PROCESSOR * (os.cpu_count() or 1)
    burners = [subprocess.Popen([sys.executable, "-c", _BURN, str(at_most_seconds)]) for _ in range(count)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
