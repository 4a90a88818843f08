"""No engine builds the images here, so what can be read from their descriptions is read."""

import re
from typing import Any

import pytest
import yaml

from config.environment import SECRETS
from stack.paths import BACKEND, ROOT
from stack.postgres import SETTINGS
from stack.processes import product

COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
# The settings that an installation may have.
OFFERED = set(re.findall(r"^#?([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
UNITS = {file.name: file.read_text().splitlines() for file in sorted((ROOT / "deploy" / "systemd").glob("*.service"))}
# What a container does not take from .env, and why.
NOT_FOR_CONTAINERS = {
    "ENVIRONMENT": "fixed",
    "BEHIND_PROXY": "fixed",
    "WORKER_QUEUES": "fixed for each worker",
    "HOST": "fixed by the image",
    "PORT": "fixed: nginx asks api:8000",
    "WORKER_NICE": "cpu_shares weigh containers",
    "LOG_FILE": "nothing is written but below /tmp; Docker keeps what is printed",
    "DEMO": "of make run",
    "AGENTIQ_PG_BINDIR": "of make run",
    "AGENTIQ_REDIS_SERVER": "of make run",
}
DOCKERFILE = (ROOT / "Dockerfile").read_text()
STAGES = {match[2]: match[1] for match in re.finditer(r"^FROM (\S+) AS (\S+)$", DOCKERFILE, re.MULTILINE)}


def test_every_base_image_is_pinned_to_a_version() -> None:
    assert STAGES
    assert [base for base in STAGES.values() if not re.fullmatch(r"[a-z]+:\d+(\.\d+)*-[a-z-]+", base)] == []


def test_both_images_run_as_ordinary_users() -> None:
    final = {name: part_of(name) for name in ("backend", "web")}

    for text in final.values():
        users = re.findall(r"^USER (\S+)$", text, re.MULTILINE)
        assert users
        assert users[-1] not in {"root", "0"}


def test_packages_come_from_lock_files_alone() -> None:
    installs = re.findall(r"(?:pip install|pip sync|npm ci|npm install)[^&\n]*", DOCKERFILE)

    assert [text for text in installs if "--require-hashes" not in text] == ["npm install --global npm@11 ", "npm ci"]
    assert "COPY requirements/uv.txt requirements/base.txt" in part_of("packages")
    assert "COPY frontend/package.json frontend/package-lock.json" in part_of("interface")


def test_no_secret_and_no_network_address_is_baked_in() -> None:
    assert re.findall(r"SECRET|PASSWORD|TOKEN|CREDENTIAL|^ARG |https?://|ADD ", DOCKERFILE, re.MULTILINE) == []
    assert (ROOT / ".dockerignore").read_text().startswith("*\n")


def test_every_copied_file_exists() -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        *sources, _ = line.split()

        assert [source for source in sources if not (ROOT / source).exists()] == []


def test_what_is_ours_runs_read_only_within_limits() -> None:
    ours = []
    for name, service in SERVICES.items():
        assert service["mem_limit"], name
        assert service["logging"]["options"]["max-size"], name
        if service["image"].startswith("agentiq-"):
            ours.append(name)
            assert service["read_only"], name
            assert service["cap_drop"] == ["ALL"], name
    assert len(ours) == 7
    assert [name for name, service in SERVICES.items() if "healthcheck" not in service] == ["migrate"]


def test_each_image_is_built_once() -> None:
    built = [service["image"] for service in SERVICES.values() if "build" in service]

    assert sorted(built) == ["agentiq-chat-center-backend", "agentiq-chat-center-web"]


def test_no_default_asks_for_a_name_that_may_stay_empty() -> None:
    """Compose looks at what stands inside a default before it knows whether the default is needed."""
    assert re.findall(r"\$\{\w+:?-\$\{\w+:?\?", COMPOSE) == []


def test_every_setting_reaches_the_containers() -> None:
    offered = OFFERED | {f"{name}_FILE" for name in SECRETS}
    passed = {name for name, value in SERVICES["worker"]["environment"].items() if value is None or "${" in value}
    named = set(re.findall(r"\$\{([A-Z0-9_]+)", COMPOSE))

    assert len(offered) > 30
    assert offered - passed - named == set(NOT_FOR_CONTAINERS)


def test_what_is_not_set_is_not_there_instead_of_empty() -> None:
    """Most settings are numbers, which an empty text is not. Those below are read as texts or lists."""
    given = SERVICES["worker"]["environment"]
    empty = {name for name, value in given.items() if re.search(r"^\$\{\w+:?-\}$", value or "")}
    texts = {*SECRETS, *(f"{name}_FILE" for name in SECRETS), "SUPPORT_CONTACT", "ALERT_EMAILS"}

    assert empty <= texts


def test_migrations_keep_limits_of_their_own() -> None:
    limits = {name: value for name, value in SERVICES["migrate"]["environment"].items() if name.endswith("_TIMEOUT_MS")}
    manage = (BACKEND / "manage.py").read_text()

    assert {f"{name}={value}" for name, value in limits.items()} <= set(start_of("agentiq-migrate.service"))
    assert limits == dict(re.findall(r'setdefault\("(DATABASE_\w+_TIMEOUT_MS)", "(\d+)"\)', manage))
    assert len(limits) == 2


@pytest.mark.parametrize("left", ["docker-compose.yml", "agentiq-api@.service", "make run"])
def test_requests_in_hand_are_given_their_time_everywhere(left: str) -> None:
    (needed,) = re.findall(r"--graceful-timeout (\d+)", (BACKEND / "bin" / "api").read_text())
    unit = "\n".join(UNITS["agentiq-api@.service"])
    given = {
        "docker-compose.yml": float(SERVICES["api"].get("stop_grace_period", "10s").removesuffix("s")),
        "agentiq-api@.service": float(re.findall(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)[0]),
        "make run": next(command.grace for command in product({}) if command.name == "api"),
    }[left]

    assert int(needed) >= 30
    assert given >= int(needed) + 5


def test_postgres_takes_as_many_connections_as_the_one_that_is_tested_with() -> None:
    assert SERVICES["postgres"]["command"] == ["postgres", "-c", f"max_connections={SETTINGS['max_connections']}"]


def test_commands_are_told_as_lists_and_folders_from_the_root() -> None:
    """What a shell would swallow is SIGTERM; what a relative folder hides is where it is."""
    commands = re.findall(r"^(?:CMD|ENTRYPOINT) (.+)$", DOCKERFILE, re.MULTILINE)
    folders = re.findall(r"^WORKDIR (.+)$", DOCKERFILE, re.MULTILINE)

    assert commands
    assert [text for text in commands if not text.startswith("[")] == []
    assert [text for text in folders if not text.startswith("/")] == []


def test_each_unit_starts_what_there_is_as_an_ordinary_user_in_a_sandbox() -> None:
    wanted = {"User=agentiq", "NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes", "CapabilityBoundingSet="}

    assert len(UNITS) == 7
    for name, lines in UNITS.items():
        *_, start = start_of(name)
        assert (ROOT / start.removeprefix("/opt/agentiq/")).is_file(), name
        assert wanted - set(lines) == set(), name


def test_what_makes_a_unit_itself_cannot_be_undone_by_the_settings_of_the_installation() -> None:
    """A name in EnvironmentFile goes before the same name in Environment; what `env` is told goes before both."""
    told: dict[str, list[str]] = {}
    for unit, lines in UNITS.items():
        named = {word.split("=")[0] for line in lines if line.startswith("Environment=") for word in line[12:].split()}
        assert named & OFFERED <= {"BULK_THREADS"}, unit
        told[unit] = start_of(unit)[1:-1]

    assert {name: words for name, words in told.items() if words} == {
        "agentiq-api@.service": ["PORT=%i"],
        "agentiq-migrate.service": ["DATABASE_STATEMENT_TIMEOUT_MS=3600000", "DATABASE_LOCK_TIMEOUT_MS=2000"],
        "agentiq-worker@.service": ["WORKER_NAME=worker-%i", "WORKER_QUEUES=sync,default"],
        "agentiq-worker-bulk.service": [
            "WORKER_NAME=worker-bulk",
            "WORKER_QUEUES=bulk",
            "WORKER_THREADS=${BULK_THREADS}",
        ],
    }


def start_of(unit: str) -> list[str]:
    """The words of the one ExecStart of a unit."""
    (start,) = [line.removeprefix("ExecStart=").split() for line in UNITS[unit] if line.startswith("ExecStart=")]
    return start


def part_of(stage: str) -> str:
    return DOCKERFILE.split(f" AS {stage}\n")[1].split("\nFROM ")[0]
