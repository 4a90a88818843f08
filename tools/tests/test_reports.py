from pathlib import Path

import pytest

from gate.reports import Count, read_report

PASSED = '<testcase name="a"/>'
FAILED = '<testcase classname="shop" name="b"><failure message="no"/></testcase>'
BROKEN = '<testcase classname="shop" name="c"><error message="no"/></testcase>'
SKIPPED = '<testcase name="d"><skipped/></testcase>'


def written_report(folder: Path, *cases: str) -> Path:
    path = folder / "report.xml"
    path.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
    return path


def test_passed_failed_and_skipped_cases_are_told_apart(tmp_path: Path) -> None:
    report = written_report(tmp_path, PASSED, PASSED, FAILED, BROKEN, SKIPPED)

    count = read_report(report, exit_code=1, last_words="")

    assert (count.passed, count.failed, count.skipped) == (2, 2, 1)


def test_a_runner_that_found_no_test_has_failed(tmp_path: Path) -> None:
    count = read_report(written_report(tmp_path), exit_code=0, last_words="")

    assert (count.passed, count.failed) == (0, 1)


def test_a_runner_that_only_skipped_has_failed(tmp_path: Path) -> None:
    count = read_report(written_report(tmp_path, SKIPPED), exit_code=0, last_words="")

    assert (count.failed, count.skipped) == (1, 1)


def test_a_runner_that_left_no_report_has_failed(tmp_path: Path) -> None:
    count = read_report(tmp_path / "absent.xml", exit_code=0, last_words="")

    assert count.failed == 1


@pytest.mark.parametrize("code", [1, 2, -9, None])
def test_a_bad_exit_is_a_failure_even_when_every_case_passed(tmp_path: Path, code: int | None) -> None:
    count = read_report(written_report(tmp_path, PASSED), exit_code=code, last_words="")

    assert (count.passed, count.failed) == (1, 1)


def test_the_tests_that_failed_are_named_with_their_reason(tmp_path: Path) -> None:
    report = written_report(tmp_path, PASSED, FAILED, BROKEN)

    count = read_report(report, exit_code=1, last_words="much noise")

    assert count.details.split() == ["shop", "›", "b:", "no", "shop", "›", "c:", "no"]


def test_the_story_of_the_first_failures_is_told_without_its_middle(tmp_path: Path) -> None:
    story = "\n\n".join(f"line {number}" for number in range(1, 100))
    told = f'<testcase classname="shop" name="e"><failure message="no">{story}</failure></testcase>'

    lines = read_report(written_report(tmp_path, told), exit_code=1, last_words="").details.splitlines()

    assert (lines[1], lines[-1]) == ("    | line 1", "    | line 99")
    assert len(lines) == 1 + 12 + 1 + 12


def test_counts_add_up() -> None:
    total = Count(3, 1, 2) + Count(4, 0, 1)

    assert (total.passed, total.failed, total.skipped) == (7, 1, 3)
