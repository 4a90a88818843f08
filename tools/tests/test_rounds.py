from collections.abc import Callable
from pathlib import Path

import pytest

from gate import rounds
from gate.reports import Count
from gate.rounds import Rounds, rounds_from
from gate.verdict import Verdict


def failing_in(*failing: int) -> Callable[[], Count]:
    """A suite of one test that fails in some rounds."""
    runs: list[int] = []

    def suite() -> Count:
        runs.append(1)
        if len(runs) in failing:
            return Count(failed=1, details="    shop › sells: no", faults=("shop › sells",))
        return Count(passed=1)

    return suite


@pytest.fixture(autouse=True)
def _logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shop.log").write_text("old")
    monkeypatch.setattr(rounds, "LOG_FOLDER", tmp_path)


def test_a_test_that_fails_now_and_then_is_named_with_its_rounds(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = Verdict()
    suites = {"Backend": failing_in(2, 3), "Front end": failing_in()}

    Rounds(3).run(lambda: suites, verdict)

    printed = capsys.readouterr().out
    assert "Round 2 of 3, backend: 0 passed, 1 failed" in printed
    assert "failed in 2, 3 of 3: shop › sells" in printed
    assert verdict.total == Count(passed=4, failed=2)
    assert verdict.close(count_tests=True) == 1


def test_the_log_of_a_round_that_failed_is_kept(tmp_path: Path) -> None:
    def suite() -> Count:
        (tmp_path / "shop.log").write_text("why it failed")
        return Count(failed=1)

    Rounds(1).run(lambda: {"Backend": suite}, Verdict())

    assert (tmp_path / "shop.round-1.log").read_text() == "why it failed"


def test_a_quiet_end_says_how_often_all_was_well(capsys: pytest.CaptureFixture[str]) -> None:
    Rounds(2).run(lambda: {"Backend": failing_in()}, Verdict())

    assert "2 rounds, no test failed" in capsys.readouterr().out


@pytest.mark.parametrize(("told", "number"), [({}, 10), ({"REPEAT": "1"}, 1), ({"REPEAT": "0"}, 0)])
def test_the_caller_says_how_many(told: dict[str, str], number: int) -> None:
    assert rounds_from(told).number == number
