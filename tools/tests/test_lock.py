from pathlib import Path

import pytest

from gate.lock import require_current_lock
from stack.problems import StackError

PROJECT = """
[project]
dependencies = ["django>=5.2,<5.3"]
[dependency-groups]
dev = ["pytest>=9"]
"""
DJANGO = "django==5.2.19 \\\n    --hash=sha256:00\n    # via agentiq-chat-center (pyproject.toml)\n"
PYTEST = "pytest==9.2.0 \\\n    --hash=sha256:00\n    # via agentiq-chat-center (pyproject.toml:dev)\n"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("gate.lock.ROOT", tmp_path)
    monkeypatch.setattr("gate.lock.REQUIREMENTS", tmp_path)
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "base.txt").write_text(DJANGO)
    (tmp_path / "dev.txt").write_text(DJANGO + PYTEST)
    return tmp_path


def test_locks_that_answer_the_project_pass(checkout: Path) -> None:
    require_current_lock()

    assert (checkout / "base.txt").read_text() == DJANGO


def test_a_requirement_that_the_lock_does_not_meet_is_named(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text(PROJECT.replace("django>=5.2,<5.3", "django>=6"))

    with pytest.raises(StackError, match=r"django>=6 is not met by 5\.2\.19"):
        require_current_lock()


def test_a_requirement_without_a_pin_is_named(checkout: Path) -> None:
    (checkout / "dev.txt").write_text(DJANGO)

    with pytest.raises(StackError, match="pytest>=9 is not met"):
        require_current_lock()


def test_a_pin_that_nobody_asks_for_any_more_is_named(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text(PROJECT.replace('"pytest>=9"', ""))

    with pytest.raises(StackError, match="pytest is no longer asked for"):
        require_current_lock()


def test_two_locks_that_disagree_are_named(checkout: Path) -> None:
    (checkout / "dev.txt").write_text(DJANGO.replace("5.2.19", "5.2.18") + PYTEST)

    with pytest.raises(StackError, match=r"django is 5\.2\.19 in base.txt and 5\.2\.18 in dev.txt"):
        require_current_lock()
