"""Adding working time against a reference that looks at every minute of the wall clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sla.calendar import Interval, WorkingCalendar
from sla.calendar_rules import check_calendar

MINUTE = timedelta(minutes=1)
ZONES = ("Europe/Moscow", "Asia/Vladivostok", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Beirut")
# About the moments at which these zones change their clocks, and one quiet month.
DAYS = (date(2026, 3, 28), date(2026, 10, 24), date(2026, 4, 4), date(2006, 10, 28), date(2026, 6, 10))

lengths = st.integers(1, 900).map(lambda minutes: minutes * MINUTE)
CHANGED_DAYS = [day + timedelta(days=1) for day in DAYS]
starts = st.builds(
    lambda day, minute: datetime.combine(day, datetime.min.time(), UTC) + minute * MINUTE,
    st.sampled_from(DAYS),
    st.integers(0, 3 * 24 * 60),
)


@st.composite
def days(draw: st.DrawFn, dawn: int) -> tuple[Interval, ...]:
    """Hours between dawn and midnight; the last of them may run into the next day, but not beyond dawn."""
    edges = sorted(draw(st.sets(st.integers(dawn, 24 * 60), max_size=6)))
    hours = [Interval(opens, closes) for opens, closes in zip(edges[::2], edges[1::2], strict=False)]
    if len(edges) % 2 and dawn < edges[-1] < 24 * 60:
        hours.append(Interval(edges[-1], draw(st.integers(0, dawn))))
    return tuple(hours)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    dawn = draw(st.integers(0, 6 * 60))
    calendar = WorkingCalendar(
        zone=draw(st.sampled_from(ZONES)),
        week=(*draw(st.tuples(*[days(dawn)] * 6)), (Interval(dawn, 24 * 60),)),
        exceptions=draw(st.dictionaries(st.sampled_from(CHANGED_DAYS), days(dawn), max_size=2)),
    )
    check_calendar(calendar, saved_at=datetime(2026, 1, 1, tzinfo=UTC))
    return calendar


@given(calendars(), starts, lengths)
@settings(max_examples=30, deadline=None)
def test_adding_agrees_with_a_walk_over_every_minute(
    calendar: WorkingCalendar, start: datetime, length: timedelta
) -> None:
    moment, left = start, length
    while left:
        left -= MINUTE if is_open(calendar, moment) else timedelta()
        moment += MINUTE

    assert calendar.add(start, length) == moment


@given(calendars(), starts, st.integers(0, 2 * 24 * 60))
@settings(max_examples=30, deadline=None)
def test_open_time_agrees_with_a_walk_over_every_minute(
    calendar: WorkingCalendar, start: datetime, minutes: int
) -> None:
    open_minutes = sum(is_open(calendar, start + minute * MINUTE) for minute in range(minutes))

    assert calendar.open_time_between(start, start + minutes * MINUTE) == open_minutes * MINUTE


@given(calendars(), starts, lengths, lengths)
@settings(max_examples=100, deadline=None)
def test_adding_in_two_steps_is_adding_at_once(
    calendar: WorkingCalendar, start: datetime, one: timedelta, other: timedelta
) -> None:
    assert calendar.add(calendar.add(start, one), other) == calendar.add(start, one + other)


@given(calendars(), starts, st.integers(0, 5000), lengths, lengths)
@settings(max_examples=100, deadline=None)
def test_adding_is_monotone(
    calendar: WorkingCalendar, start: datetime, later_by: int, one: timedelta, other: timedelta
) -> None:
    shorter, longer = sorted([one, other])

    assert calendar.add(start, shorter) <= calendar.add(start + later_by * MINUTE, shorter)
    assert calendar.add(start, shorter) <= calendar.add(start, longer)


@given(calendars(), starts, lengths)
@settings(max_examples=100, deadline=None)
def test_exactly_the_length_is_open_until_it_is_used_up(
    calendar: WorkingCalendar, start: datetime, length: timedelta
) -> None:
    assert calendar.open_time_between(start, calendar.add(start, length)) == length


def is_open(calendar: WorkingCalendar, moment: datetime) -> bool:
    wall = moment.astimezone(ZoneInfo(calendar.zone))
    today, minute = wall.date(), wall.hour * 60 + wall.minute
    for interval in calendar.exceptions.get(today, calendar.week[today.weekday()]):
        end = interval.closes if interval.closes > interval.opens else interval.closes + 24 * 60
        if interval.opens <= minute < end:
            return True
    before = today - timedelta(days=1)
    for interval in calendar.exceptions.get(before, calendar.week[before.weekday()]):
        if interval.closes <= interval.opens and minute < interval.closes:
            return True
    return False
