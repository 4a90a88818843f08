"""Files outside the code that must not drift away from it."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement

from config.queues import ROUTES
from core import heartbeat
from stack.paths import BACKEND, FRONTEND, ROOT
from stack.processes import migration, product


def compose_services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return services


def test_compose_and_the_local_stack_run_the_same_commands() -> None:
    local = {command.name: Path(command.argv[0]).relative_to(BACKEND) for command in [*product({}), migration({})]}

    services = compose_services()

    assert {name: [str(script)] for name, script in local.items()} == {
        name: service["command"]
        for name, service in services.items()
        if service.get("image", "").endswith("backend") and name != "worker-bulk"
    }


def test_the_workers_of_compose_serve_each_queue_once() -> None:
    services = compose_services()

    served = [
        queue
        for name in ("worker", "worker-bulk")
        for queue in services[name]["environment"]["WORKER_QUEUES"].split(",")
    ]

    assert services["worker-bulk"]["command"] == services["worker"]["command"]
    assert sorted([*served, "replies"]) == sorted({"default", *(route["queue"] for route in ROUTES.values())})


def test_every_command_exists_and_can_be_run() -> None:
    for command in [*product({}), migration({})]:
        assert Path(command.argv[0]).stat().st_mode & 0o111


def test_health_checks_ask_for_the_heartbeats_that_are_written() -> None:
    script = (BACKEND / "bin" / "healthcheck").read_text()

    for part in ("worker:sync", "worker:bulk", "worker:replies", "beat"):
        assert f'"{heartbeat.key(part)}"' in script


def test_every_name_in_the_example_environment_is_read_somewhere() -> None:
    names = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)

    code = "\n".join(path.read_text() for path in readers())

    assert names
    assert [name for name in names if not re.search(rf"\b{name}\b", code)] == []


def readers() -> Iterator[Path]:
    yield ROOT / "docker-compose.yml"
    yield from (BACKEND / "bin").iterdir()
    for folder in (BACKEND, ROOT / "tools"):
        yield from (path for path in folder.rglob("*.py") if "tests" not in path.parts)


def test_every_direct_dependency_is_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text().lower()

    missing = [
        name for name in direct_dependencies() if not re.search(rf"(?<![\w/-]){re.escape(name)}(?![\w-])", explained)
    ]

    assert missing == []


def direct_dependencies() -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for requirement in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        yield Requirement(requirement).name.lower()
    package = json.loads((FRONTEND / "package.json").read_text())
    for name in [*package["dependencies"], *package["devDependencies"]]:
        if not name.startswith("@types/"):
            yield name


def test_the_simulator_is_not_built_from_what_it_tests() -> None:
    """Import rules cannot say "all of a package but this part of it", so it is said here."""
    simulator = BACKEND / "connectors" / "ozon" / "simulator"
    files = [path for path in simulator.rglob("*.py") if "tests" not in path.parts]

    foreign = {
        (path.name, name)
        for path in files
        for name in imported_modules(path)
        if name.startswith("connectors") and not name.startswith("connectors.ozon.simulator")
    }

    assert files
    assert foreign == set()


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{'connectors.ozon.simulator.' if node.level else ''}{node.module or ''}"
