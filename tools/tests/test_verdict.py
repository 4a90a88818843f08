import re
import time

import pytest

from gate.reports import Count
from gate.verdict import Verdict
from stack.problems import StackError


def refuse() -> None:
    raise StackError("the reason")


def refuse_to_begin() -> Count:
    raise StackError("the server did not start")


def test_the_closing_line_sums_up_all_suites(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = Verdict()
    verdict.suite("One", lambda: Count(passed=3))
    verdict.suite("Two", lambda: Count(passed=4))

    code = verdict.close(count_tests=True)

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "total: 7 passed, 0 failed"


def test_a_failed_check_fails_the_whole_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = Verdict()
    verdict.check("Types", refuse)
    verdict.suite("One", lambda: Count(passed=3))

    code = verdict.close(count_tests=True)

    printed = capsys.readouterr().out
    assert code == 1
    assert "the reason" in printed
    assert "not in order: Types" in printed


def test_a_suite_that_cannot_begin_is_a_failed_test(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = Verdict()
    verdict.suite("Journeys", refuse_to_begin)

    code = verdict.close(count_tests=True)

    assert code == 1
    assert capsys.readouterr().out.splitlines()[-1] == "total: 0 passed, 1 failed"


@pytest.mark.parametrize(("is_long_after", "warnings"), [(None, 0), (3600.0, 0), (60.0, 1)])
def test_the_end_says_how_long_all_took_and_fails_nothing_for_it(
    capsys: pytest.CaptureFixture[str], is_long_after: float | None, warnings: int
) -> None:
    verdict = Verdict(began_at=time.monotonic() - 120)
    verdict.suite("One", lambda: Count(passed=3))

    code = verdict.close(count_tests=True, is_long_after=is_long_after)

    lines = capsys.readouterr().out.splitlines()
    assert (code, lines[-1]) == (0, "total: 3 passed, 0 failed")
    assert any(re.fullmatch(r"took 1[23]\d s", line) for line in lines)
    assert sum(line.startswith("warning: more than 60 s") for line in lines) == warnings
