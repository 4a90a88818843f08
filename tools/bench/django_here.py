"""Django inside the measuring process, for rows that are easier made with models."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from stack.paths import BACKEND


def set_up_django(env: Mapping[str, str]) -> None:
    """Once per process: from here on models lead to the throw-away database."""
    sys.path.insert(0, str(BACKEND))
    os.environ.update(env)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
