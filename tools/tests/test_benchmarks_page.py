from pathlib import Path

import pytest

from bench.quantiles import quantile
from bench.report import DOCUMENT, Figure, Section, write

PAGE = "# Page\n\nBy hand.\n\n<!-- measured: feed -->\nold\n<!-- end: feed -->\n\nWhy so.\n"


def test_new_figures_replace_the_old_and_leave_what_was_written_by_hand(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)

    write(Section("feed", [Figure("rate", "700", "≥ 600", met=True)]), "Measured today.", page)

    text = page.read_text()
    assert text.startswith("# Page\n\nBy hand.\n")
    assert text.endswith("<!-- end: feed -->\n\nWhy so.\n")
    assert "| rate | ≥ 600 | 700 |  |  | met |" in text
    assert "old" not in text


def test_a_subject_without_a_place_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)

    with pytest.raises(ValueError, match="beat"):
        write(Section("beat"), "Measured today.", page)


def test_the_page_has_a_place_for_every_subject() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    for name in (
        "calls",
        "polling",
        "rush",
        "many",
        "beat",
        "inbox",
        "inbox-big",
        "feed",
        "reports",
        "frames",
        "storing",
        "memory",
        "soak",
        "load",
    ):
        assert f"<!-- measured: {name} -->" in text


def test_a_quantile_is_the_smallest_value_that_covers_the_share() -> None:
    values = [float(value) for value in range(1, 101)]

    assert [quantile(values, share) for share in (0.5, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]


def test_a_slow_machine_is_no_fault() -> None:
    section = Section(
        "load",
        [
            Figure("click", "2 s", "≤ 1 s", met=False, is_duration=True),
            Figure("requests that failed", "1", "0", met=False),
            Figure("replies that were lost", "0", "0", met=True),
        ],
    )

    assert section.missed == ["click", "requests that failed"]
    assert section.faults == ["requests that failed"]
