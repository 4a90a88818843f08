"""One tolerant parser for all the ways Ozon writes a moment."""

from datetime import UTC, datetime

import pytest

from connectors.ozon.times import parse_moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-07-22T08:07:19Z", datetime(2022, 7, 22, 8, 7, 19, tzinfo=UTC)),
        ("2022-07-22T08:07:19.581Z", datetime(2022, 7, 22, 8, 7, 19, 581000, tzinfo=UTC)),
        ("2026-06-26T07:45:30.813407Z", datetime(2026, 6, 26, 7, 45, 30, 813407, tzinfo=UTC)),
        ("2026-06-26T07:45:30.813407999Z", datetime(2026, 6, 26, 7, 45, 30, 813407, tzinfo=UTC)),
        ("2026-06-26T07:45:30.8Z", datetime(2026, 6, 26, 7, 45, 30, 800000, tzinfo=UTC)),
        ("2026-06-26T07:45:30", datetime(2026, 6, 26, 7, 45, 30, tzinfo=UTC)),
        ("2026-06-26T10:45:30+03:00", datetime(2026, 6, 26, 7, 45, 30, tzinfo=UTC)),
        ("2026-06-26 10:45:30.5+0300", datetime(2026, 6, 26, 7, 45, 30, 500000, tzinfo=UTC)),
        ("2026-06-30T23:59:60Z", datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-23:59", None),
        ("2026-13-01T00:00:00Z", None),
        ("2026-06-26", None),
        ("вчера", None),
        ("", None),
    ],
)
def test_a_moment_is_read_whatever_its_fraction(text: str, expected: datetime | None) -> None:
    assert parse_moment(text) == expected
