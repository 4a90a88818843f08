"""The times of one run over an account, a look or a slice of a walk. A test ties them to each other."""

from datetime import timedelta
from typing import Final

# Between two calls a run ends by itself much earlier; with repeats and a slow database it may take the soft limit.
SOFT_LIMIT: Final = 105
HARD_LIMIT: Final = 150
LEASE_LENGTH: Final = timedelta(seconds=165)
# Without a database a run waits to give its lease back, but not into the hard limit.
GIVEN_BACK_WITHIN: Final = 100.0
