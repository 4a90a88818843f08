import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from bootstrap import shell
from bootstrap.rows import side_by_side
from bootstrap.shell import run
from stack.problems import StackError, Stopped

FOR_LONG = 60


@pytest.fixture(autouse=True)
def _as_at_the_start() -> Iterator[None]:
    yield
    shell._running = set()


def noting(done: list[str], name: str, *, seconds: float = 0) -> Callable[[Mapping[str, str]], None]:
    def prepare(env: Mapping[str, str]) -> None:
        run(["sleep", str(seconds)], env=env)
        done.append(name)

    return prepare


def refuse(env: Mapping[str, str]) -> None:
    raise StackError("npm is missing")


def test_a_row_is_done_in_its_order() -> None:
    done: list[str] = []

    side_by_side([[noting(done, "packages", seconds=0.3), noting(done, "bundle")], [noting(done, "python")]], {})

    assert done.index("packages") < done.index("bundle")
    assert sorted(done) == ["bundle", "packages", "python"]


def test_what_fails_ends_the_commands_of_the_other_rows_and_begins_no_more() -> None:
    done: list[str] = []
    began_at = time.monotonic()

    with pytest.raises(StackError, match="npm is missing"):
        side_by_side([[noting(done, "packages", seconds=FOR_LONG), noting(done, "bundle")], [refuse]], {})

    assert done == []
    assert time.monotonic() - began_at < FOR_LONG


def test_nothing_begins_after_the_end(tmp_path: Path) -> None:
    shell.end_everything()

    with pytest.raises(Stopped):
        run(["touch", tmp_path / "begun"], env={})

    assert not (tmp_path / "begun").exists()
