"""Each container is asked for its own sign of life: another one's would speak for one that hangs or never began."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings

from core import heartbeat


def exit_code(part: str) -> int:
    env = {**os.environ, "REDIS_URL": settings.REDIS_URL}
    env.pop("REDIS_URL_FILE", None)
    script = settings.BACKEND_DIR / "bin" / "healthcheck"
    return subprocess.run([sys.executable, script, part], env=env, timeout=30).returncode


@pytest.mark.parametrize(("host", "code"), [(None, 0), ("another-container", 1)])
def test_a_worker_lives_by_its_own_sign_of_life_alone(
    monkeypatch: pytest.MonkeyPatch, host: str | None, code: int
) -> None:
    monkeypatch.setattr(heartbeat, "_parts", [])
    if host is not None:
        monkeypatch.setattr(heartbeat, "gethostname", lambda: host, raising=False)
    queues = SimpleNamespace(consume_from={"sync": None, "default": None})

    heartbeat._remember_parts(sender=SimpleNamespace(app=SimpleNamespace(amqp=SimpleNamespace(queues=queues))))

    assert heartbeat.alive(["worker:sync", "worker:bulk"]) == {"worker:sync": True, "worker:bulk": False}
    assert exit_code("worker") == code
