"""Ports on the loopback interface."""

import socket
from pathlib import Path

from stack.problems import StackError

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int, host: str = LOOPBACK) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def answers(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


def require_free(port: int, host: str = LOOPBACK) -> None:
    if not is_free(port, host):
        raise StackError(f"Port {port} is taken. Free it, or choose another one: PORT={port + 1} make run")


def kept_port(file: Path) -> int:
    """The port of the last start when it is still free, so that addresses stored in data stay right."""
    try:
        port = int(file.read_text())
    except (OSError, ValueError):
        port = 0
    if not 1024 <= port <= 65535 or not is_free(port):
        port = free_port()
        file.write_text(str(port))
    return port


def web_port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise StackError(f"PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)
