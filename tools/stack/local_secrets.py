"""Secrets of this checkout, made once and kept."""

import base64
import os
import secrets
from pathlib import Path

from stack.dotenv import read_env_file, write_env_file


def local_secrets(home: Path) -> dict[str, str]:
    file = home / "secrets.env"
    kept = read_env_file(file)
    values = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "CREDENTIAL_KEYS": base64.urlsafe_b64encode(os.urandom(32)).decode(),
        "OZON_SIMULATOR_CONTROL_TOKEN": secrets.token_urlsafe(24),
        "POSTGRES_PASSWORD": secrets.token_hex(24),
        "REDIS_PASSWORD": secrets.token_hex(24),
    } | kept
    if values != kept:
        write_env_file(file, values)
    return values
