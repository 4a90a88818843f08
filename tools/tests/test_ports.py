import socket
from pathlib import Path

import pytest

from stack.ports import LOOPBACK, answers, free_port, kept_port, require_free, web_port
from stack.problems import StackError


def test_a_taken_port_is_refused_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(StackError, match=f"PORT={port + 1} make run"):
            require_free(port)


def test_a_free_port_is_free_and_nobody_answers_there() -> None:
    port = free_port()

    require_free(port)

    assert not answers(port)


def test_a_kept_port_is_the_same_at_the_next_start(tmp_path: Path) -> None:
    first = kept_port(tmp_path / "port")

    assert kept_port(tmp_path / "port") == first


def test_a_kept_port_moves_when_somebody_took_it(tmp_path: Path) -> None:
    first = kept_port(tmp_path / "port")
    with socket.socket() as other:
        other.bind((LOOPBACK, first))
        other.listen()

        second = kept_port(tmp_path / "port")

    assert second != first


@pytest.mark.parametrize("value", ["", "0", "65536", "http", "-1", "80 80"])
def test_a_port_that_is_no_port_is_refused(value: str) -> None:
    with pytest.raises(StackError, match="PORT must be"):
        web_port(value)
