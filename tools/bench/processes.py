"""The processes of the product under measurement, each logging to a file that is read for warnings at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench.place import Place
from bench.usage import cpu_seconds, memory_mb
from stack.children import Child
from stack.ports import LOOPBACK, answers, free_port
from stack.processes import product
from stack.readiness import wait_until_ready

_LOUD = {"warning", "error", "critical"}


@dataclass(frozen=True)
class Product:
    port: int
    children: Mapping[str, Child]
    logs: Path

    def cpu(self) -> dict[str, float]:
        return {name: cpu_seconds(child.pid) for name, child in self.children.items()}

    def memory(self) -> dict[str, float]:
        return {name: memory_mb(child.pid) for name, child in self.children.items()}

    def loud_events(self) -> Counter[str]:
        """Warnings and worse in the logs, by event."""
        found: Counter[str] = Counter()
        for file in self.logs.glob("*.log"):
            with file.open(encoding="utf-8") as lines:
                found.update(filter(None, map(_loud_event, lines)))
        return found


def start_product(
    place: Place,
    marketplace_url: str = "http://127.0.0.1:9",
    *,
    only: frozenset[str] = frozenset(),
    bulk_apart: bool = False,
    more_env: Mapping[str, str] | None = None,
) -> Product:
    """Start all processes, or some of them; ready when every part says so."""
    port = free_port()
    logs = place.home / f"logs-{port}"
    logs.mkdir()
    url = f"http://{LOOPBACK}:{port}"
    env = {**place.env, "PORT": str(port), "PUBLIC_URL": url, "OZON_API_URL": marketplace_url, **(more_env or {})}
    commands = [
        replace(command, env={**command.env, "LOG_FILE": str(logs / f"{command.name}.log")})
        for command in product(env, echo=False, bulk_apart=bulk_apart)
        if not only or command.name in only
    ]
    children = place.supervisor.start(*commands)
    running = Product(port, {command.name: child for command, child in zip(commands, children, strict=True)}, logs)
    if not only:
        wait_until_ready(place.supervisor, port)
    elif "api" in only:
        place.supervisor.wait_until(lambda: answers(port), what="The API", timeout=60)
    return running


def _loud_event(line: str) -> str:
    try:
        entry = json.loads(line)
    except ValueError:
        return "not an event"
    return str(entry.get("event", ""))[:80] if entry.get("level") in _LOUD else ""
