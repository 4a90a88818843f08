"""The budget kept in Redis, so that all processes on all hosts spend from the same one.

The clock is the Redis server's. Every lane has a list of its latest granted calls; a new call is granted
when the oldest of the last N lies outside the window, which holds for every window, not on average.
"""

import hashlib
import time
from collections.abc import Callable
from datetime import datetime
from typing import cast

import redis

from connectors.errors import TemporaryFailure
from connectors.throttle import STANDARD, Budget, Lane, Refusal, WaitingLimiter, utc_now

PREFIX = "agentiq:budget"

# ARGV[1] of both scripts: the moment in microseconds, or nothing for the clock of the server.
CLOCK = """
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local function whole(number) return string.format('%.0f', number) end
local function left(key)
  local till = tonumber(redis.call('GET', key) or '')
  return till and till > now and till - now or 0
end
local function hold(key, length)
  redis.call('SET', key, whole(now + length), 'PX', whole(length / 1000 + 60000))
end
"""

# KEYS: all calls, reads, block, pause of the method, lowered limit, a reply waits, a person waits, a look waits
# ARGV: moment, lane, window in microseconds, calls per window, reads per window
TAKE = (
    CLOCK
    + """
local lane, window, calls, reads = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])

local blocked = left(KEYS[3])
if blocked > 0 then return {whole(blocked), 1} end
local paused = left(KEYS[4])
if paused > 0 then return {whole(paused), 2} end

local lowered = tonumber(redis.call('GET', KEYS[5]) or '')
if lowered then
  calls = math.min(calls, lowered)
  reads = math.min(reads, math.max(1, lowered - 1))
end

local function wait(key, limit)
  local at = tonumber(redis.call('LINDEX', key, limit - 1) or '')
  if not at or now - at >= window then return 0 end
  if at > now then redis.call('DEL', key) return 0 end
  return at + window - now
end

local needed = wait(KEYS[1], calls)
local waiting = {reply = KEYS[6], person = KEYS[7], background = KEYS[8]}
if lane ~= 'reply' then
  -- An import or a sweep leaves one read of each window to the others.
  needed = math.max(needed, wait(KEYS[2], lane == 'bulk' and math.max(1, reads - 1) or reads))
  if left(waiting.reply) > 0 or (lane ~= 'person' and left(waiting.person) > 0)
    or (lane == 'bulk' and left(waiting.background) > 0) then
    needed = math.max(needed, 20000)
  end
end

if needed > 0 then
  if waiting[lane] then hold(waiting[lane], needed + 100000) end
  return {whole(needed), 1}
end

local function note(key, limit)
  redis.call('LPUSH', key, whole(now))
  redis.call('LTRIM', key, 0, limit - 1)
  redis.call('PEXPIRE', key, 60000)
end
note(KEYS[1], tonumber(ARGV[4]))
if lane ~= 'reply' then note(KEYS[2], tonumber(ARGV[5])) end
if waiting[lane] then redis.call('DEL', waiting[lane]) end
return {'0', 0}
"""
)

# KEYS: what is stopped, counter of repeats
# ARGV: moment, seconds (0: grow), first pause, longest pause, 1 to double or 0 to add, memory of the counter
STOP = (
    CLOCK
    + """
local already, length = left(KEYS[1]), tonumber(ARGV[2]) * 1000000
if length == 0 then
  if already > 0 then return whole(already) end
  local times = redis.call('INCR', KEYS[2])
  redis.call('EXPIRE', KEYS[2], ARGV[6])
  local first = tonumber(ARGV[3])
  local grown = ARGV[5] == '1' and first * 2 ^ math.min(times - 1, 20) or first * times
  length = math.min(grown, tonumber(ARGV[4])) * 1000000
end
if length <= already then return whole(already) end
hold(KEYS[1], length)
return whole(length)
"""
)


class RedisLimiter(WaitingLimiter):
    """A budget per cabinet that all processes share; a clock of one's own is for tests alone."""

    def __init__(
        self,
        client: "redis.Redis",
        *,
        budget: Budget = STANDARD,
        marketplace: str = "ozon",
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] | None = None,
    ) -> None:
        super().__init__(sleep=sleep, now=now)
        self._budget = budget
        self._marketplace = marketplace
        self._clock = clock
        self._take = client.register_script(TAKE)
        self._stop = client.register_script(STOP)
        self._client = client

    def take(self, *, account: str, method: str, lane: Lane) -> Refusal | None:
        waiting = ("waiting:reply", "waiting:person", "waiting:background")
        names = ("calls", "reads", "block", f"pause:{method}", "lowered", *waiting)
        keys = [self._key(account, name) for name in names]
        window = round(self._budget.window_seconds * 1_000_000)
        try:
            answer = cast(
                "tuple[bytes, int]",
                self._take(
                    keys=keys, args=[self._moment(), lane.value, window, self._budget.calls, self._budget.reads]
                ),
            )
        except redis.RedisError as error:
            raise TemporaryFailure("limiter_unavailable", method=method) from error
        wait, reason = answer
        if reason == 0:
            return None
        return Refusal(seconds=int(wait) / 1_000_000, code="method_paused" if reason == 2 else "rate_limited")

    def block(self, *, account: str, seconds: float | None) -> float:
        keys = [self._key(account, "block"), self._key(account, "block:times")]
        return self._stopped(keys, args=[self._moment(), seconds or 0, 1, 60, 1, 30], otherwise=seconds or 1)

    def pause_method(self, *, account: str, method: str) -> float:
        keys = [self._key(account, f"pause:{method}"), self._key(account, f"pause:{method}:times")]
        return self._stopped(keys, args=[self._moment(), 0, 60, 300, 0, 1800], otherwise=60)

    def lower(self, *, account: str, per_second: int) -> None:
        try:
            self._client.set(self._key(account, "lowered"), max(1, per_second), ex=3600)
        except redis.RedisError:
            return

    def _stopped(self, keys: list[str], *, args: list[float | str], otherwise: float) -> float:
        """Remember a stop; a broken Redis must not hide the answer that asked for it."""
        try:
            return int(cast("bytes", self._stop(keys=keys, args=args))) / 1_000_000
        except redis.RedisError:
            return otherwise

    def _moment(self) -> str:
        return "" if self._clock is None else str(round(self._clock() * 1_000_000))

    def _key(self, account: str, name: str) -> str:
        digest = hashlib.sha256(f"{self._marketplace}:{account}".encode()).hexdigest()[:20]
        return f"{PREFIX}:{{{digest}}}:{name}"
