"""A clock that moves only when told, or when somebody sleeps on it."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class FakeClock:
    def __init__(self, start: datetime = START) -> None:
        self.now_at = start
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.now_at

    def seconds(self) -> float:
        return self.now_at.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.pass_time(seconds)

    def pass_time(self, seconds: float) -> None:
        self.now_at += timedelta(seconds=seconds)
