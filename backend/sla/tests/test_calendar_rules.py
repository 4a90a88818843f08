import pytest

from sla.calendar import WorkingCalendar
from sla.calendar_rules import (
    CalendarNeverOpens,
    CalendarRefused,
    EmptyInterval,
    IntervalsOverlap,
    UnknownZone,
    check_calendar,
)
from sla.tests.calendars import calendar, local

SAVED_AT = local("2026-06-12 12:00")

REFUSED = [
    pytest.param(calendar("09:00–18:00", zone="Europe/Atlantis"), UnknownZone, id="no such zone"),
    pytest.param(calendar("09:00–18:00", zone=""), UnknownZone, id="empty zone"),
    pytest.param(calendar("09:00–18:00", zone="Europe"), UnknownZone, id="a folder of zones"),
    pytest.param(calendar("09:00–18:00", zone="../Moscow"), UnknownZone, id="a path"),
    pytest.param(calendar("09:00–18:00", zone="localtime"), UnknownZone, id="the zone of the machine"),
    pytest.param(calendar("09:00–18:00", zone="right/Europe/Moscow"), UnknownZone, id="a zone with leap seconds"),
    pytest.param(calendar("09:00–09:00"), EmptyInterval, id="start is end"),
    pytest.param(calendar("09:00–24:30"), EmptyInterval, id="after the end of the day"),
    pytest.param(calendar("24:00–09:00"), EmptyInterval, id="opens after the end of the day"),
    pytest.param(calendar("09:00–14:00, 13:00–18:00"), IntervalsOverlap, id="two of one day"),
    pytest.param(calendar("05:00–18:00, 22:00–06:00"), IntervalsOverlap, id="a night and the next morning"),
    pytest.param(
        calendar("00:00–12:00", sunday="22:00–06:00"), IntervalsOverlap, id="Sunday's night and Monday's morning"
    ),
    pytest.param(
        calendar("09:00–18:00", exceptions={"2026-06-12": "09:00–14:00, 13:00–18:00"}),
        IntervalsOverlap,
        id="two of one exception",
    ),
    pytest.param(
        calendar("22:00–06:00", exceptions={"2026-06-12": "05:00–09:00"}),
        IntervalsOverlap,
        id="an exception and the night before it",
    ),
    pytest.param(calendar(""), CalendarNeverOpens, id="no hours at all"),
    pytest.param(
        calendar("", exceptions={"2026-06-11": "09:00–18:00"}),
        CalendarNeverOpens,
        id="only hours that have passed",
    ),
    pytest.param(
        calendar("", exceptions={"2026-08-12": "09:00–18:00"}), CalendarNeverOpens, id="first hours after 61 days"
    ),
]


@pytest.mark.parametrize(("refused", "reason"), REFUSED)
def test_a_calendar_that_cannot_be_kept_is_refused(refused: WorkingCalendar, reason: type[CalendarRefused]) -> None:
    with pytest.raises(reason):
        check_calendar(refused, saved_at=SAVED_AT)


@pytest.mark.parametrize(
    "allowed",
    [
        pytest.param(calendar("09:00–13:00, 13:00–18:00"), id="touching hours"),
        pytest.param(
            calendar("00:00–24:00", saturday="00:00–24:00", sunday="00:00–24:00"), id="every hour of the week"
        ),
        pytest.param(calendar("22:00–06:00, 06:00–09:00"), id="a night and the morning it touches"),
        pytest.param(calendar("18:00–00:00"), id="until midnight"),
        pytest.param(
            calendar("22:00–06:00", exceptions={"2026-06-11": "", "2026-06-12": "05:00–09:00"}),
            id="an exception after a closed evening",
        ),
        pytest.param(calendar("", exceptions={"2026-08-10": "09:00–18:00"}), id="first hours after 59 days"),
    ],
)
def test_an_unusual_calendar_is_allowed(allowed: WorkingCalendar) -> None:
    check_calendar(allowed, saved_at=SAVED_AT)

    assert allowed.next_opening(SAVED_AT) >= SAVED_AT
