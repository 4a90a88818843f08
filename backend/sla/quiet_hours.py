"""When the quiet hours that hold now are over. Plain values: no database, no clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Quiet:
    """From one wall time until another, over midnight when the second is earlier."""

    begin: time
    end: time
    zone: str

    def over_at(self, now: datetime) -> datetime | None:
        """The end of the quiet hours in which `now` lies; None when it lies in none."""
        local = now.astimezone(ZoneInfo(self.zone))
        wall = local.time()
        is_over_midnight = self.end <= self.begin
        since, until = wall >= self.begin, wall < self.end
        if not (since or until if is_over_midnight else since and until):
            return None
        day = local.date() + timedelta(days=int(is_over_midnight and wall >= self.begin))
        end = datetime.combine(day, self.end, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
        # An hour shown twice ends the second time.
        return end if end > now else end + timedelta(hours=1)
