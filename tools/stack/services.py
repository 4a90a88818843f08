"""PostgreSQL and Redis: the given ones, or our own."""

from collections.abc import Mapping
from pathlib import Path

from stack.local_secrets import local_secrets
from stack.paths import private_folder
from stack.postgres import start_postgres
from stack.redis import start_redis
from stack.supervisor import Supervisor


def start_services(
    supervisor: Supervisor, *, home: Path, env: Mapping[str, str], throw_away: bool = False
) -> dict[str, str]:
    """Start what the environment does not name, and return where everything is."""
    secrets = local_secrets(private_folder(home))
    made = {name: secrets[name] for name in ("SECRET_KEY", "CREDENTIAL_KEYS") if not env.get(name)}
    if not env.get("DATABASE_URL"):
        made["DATABASE_URL"] = start_postgres(
            supervisor, home=home, env=env, password=secrets["POSTGRES_PASSWORD"], throw_away=throw_away
        )
    if not env.get("REDIS_URL"):
        made["REDIS_URL"] = start_redis(supervisor, home=home, env=env, password=secrets["REDIS_PASSWORD"])
    return made
