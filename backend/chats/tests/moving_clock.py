from time_machine import Traveller

from connectors.testing.clock import START, FakeClock


class MovingClock(FakeClock):
    """The fake clock of a marketplace that takes the time of the process along."""

    def __init__(self, traveller: Traveller) -> None:
        super().__init__(START)
        self._traveller = traveller

    def pass_time(self, seconds: float) -> None:
        super().pass_time(seconds)
        self._traveller.move_to(self.now_at)
