import threading

import pytest

from gate import lanes
from gate.lanes import LANES, in_lanes


def test_as_much_goes_on_at_once_as_there_are_lanes_and_all_is_done() -> None:
    together = threading.Barrier(LANES)
    done: list[int] = []

    def work(number: int) -> None:
        together.wait(10)
        done.append(number)

    in_lanes([lambda number=number: work(number) for number in range(2 * LANES)])  # type: ignore[misc]

    assert sorted(done) == list(range(2 * LANES))


def test_what_breaks_off_keeps_the_rest_from_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "LANES", 1)
    begun: list[str] = []

    def break_off() -> None:
        raise KeyError("why")

    with pytest.raises(KeyError, match="why"):
        in_lanes([lambda: begun.append("before"), break_off, lambda: begun.append("after")])

    assert begun == ["before"]
