"""The budget of calls of one cabinet, on a real Redis."""

import uuid
from bisect import bisect_left
from collections.abc import Callable

import pytest
import redis
from hypothesis import given, settings
from hypothesis import strategies as st
from redis.backoff import NoBackoff
from redis.retry import Retry

from connectors.errors import RateLimited, TemporaryFailure
from connectors.testing.clock import FakeClock
from connectors.testing.limiter import MemoryLimiter
from connectors.tests.redis_server import connect_redis
from connectors.throttle import Lane
from connectors.throttle_redis import PREFIX, RedisLimiter

AnyLimiter = RedisLimiter | MemoryLimiter
Make = Callable[[FakeClock], AnyLimiter]


def make_shared(clock: FakeClock) -> AnyLimiter:
    return RedisLimiter(connect_redis(), sleep=clock.sleep, now=clock.now, clock=clock.seconds)


def make_local(clock: FakeClock) -> AnyLimiter:
    return MemoryLimiter(sleep=clock.sleep, now=clock.now, clock=clock.seconds)


def nowhere() -> "redis.Redis":
    return redis.Redis(host="127.0.0.1", port=1, retry=Retry(NoBackoff(), 0))


both = pytest.mark.parametrize("make", [make_shared, make_local])


def new_account() -> str:
    return uuid.uuid4().hex


def most_in_a_second(moments: list[float]) -> int:
    return max((bisect_left(moments, moment + 1.0) - place for place, moment in enumerate(moments)), default=0)


@both
@settings(max_examples=30, deadline=None)
@given(
    attempts=st.lists(
        st.tuples(st.sampled_from(list(Lane)), st.sampled_from([0.0, 0.0, 0.0, 0.001, 0.02, 0.3, 1.2])),
        min_size=60,
        max_size=260,
    )
)
def test_no_second_ever_holds_more_than_fifty_calls_or_five_reads(
    make: Make, attempts: list[tuple[Lane, float]]
) -> None:
    clock = FakeClock()
    limiter = make(clock)
    account = new_account()
    granted: list[tuple[float, Lane]] = []

    for lane, pause in attempts:
        clock.pass_time(pause)
        if limiter.take(account=account, method="/x", lane=lane) is None:
            granted.append((clock.seconds(), lane))

    assert most_in_a_second([moment for moment, _ in granted]) <= 50
    assert most_in_a_second([moment for moment, lane in granted if lane is not Lane.REPLY]) <= 5


@both
def test_two_processes_spend_one_budget(make: Make) -> None:
    clock = FakeClock()
    account = new_account()
    limiters = [make(clock)] * 2 if make is make_local else [make(clock), make(clock)]

    granted = [limiters[turn % 2].take(account=account, method="/x", lane=Lane.BACKGROUND) for turn in range(8)]

    assert granted[:5] == [None] * 5
    assert all(refusal is not None for refusal in granted[5:])


@both
def test_reads_leave_the_share_of_replies_alone(make: Make) -> None:
    limiter = make(FakeClock())
    account = new_account()

    for _ in range(100):
        limiter.take(account=account, method="/x", lane=Lane.BACKGROUND)

    assert all(limiter.take(account=account, method="/x", lane=Lane.REPLY) is None for _ in range(40))


def test_reads_stand_back_while_a_reply_waits() -> None:
    clock = FakeClock()
    limiter = make_shared(clock)
    account = new_account()
    limiter.lower(account=account, per_second=2)
    for _ in range(2):
        limiter.take(account=account, method="/x", lane=Lane.REPLY)
    waiting = limiter.take(account=account, method="/x", lane=Lane.REPLY)
    assert waiting is not None

    clock.pass_time(waiting.seconds)

    assert limiter.take(account=account, method="/x", lane=Lane.BACKGROUND) is not None
    assert limiter.take(account=account, method="/x", lane=Lane.REPLY) is None


def test_background_stands_back_while_a_person_waits() -> None:
    clock = FakeClock()
    limiter = make_shared(clock)
    account = new_account()
    for _ in range(5):
        limiter.take(account=account, method="/x", lane=Lane.BACKGROUND)
    waiting = limiter.take(account=account, method="/x", lane=Lane.PERSON)
    assert waiting is not None

    clock.pass_time(waiting.seconds)

    assert limiter.take(account=account, method="/x", lane=Lane.BACKGROUND) is not None
    assert limiter.take(account=account, method="/x", lane=Lane.PERSON) is None


@both
def test_an_import_leaves_a_read_of_every_second_to_the_looks(make: Make) -> None:
    limiter = make(FakeClock())
    account = new_account()

    granted = [limiter.take(account=account, method="/x", lane=Lane.BULK) for _ in range(20)]

    assert [refusal is None for refusal in granted] == [True] * 4 + [False] * 16
    assert limiter.take(account=account, method="/x", lane=Lane.BACKGROUND) is None


def test_an_import_stands_back_while_a_look_waits() -> None:
    clock = FakeClock()
    limiter = make_shared(clock)
    account = new_account()
    for _ in range(5):
        limiter.take(account=account, method="/x", lane=Lane.BACKGROUND)
    waiting = limiter.take(account=account, method="/x", lane=Lane.BACKGROUND)
    assert waiting is not None

    clock.pass_time(waiting.seconds)

    assert limiter.take(account=account, method="/x", lane=Lane.BULK) is not None
    assert limiter.take(account=account, method="/x", lane=Lane.BACKGROUND) is None


@both
def test_waiting_for_a_slot_takes_only_as_long_as_needed(make: Make) -> None:
    clock = FakeClock()
    limiter = make(clock)
    account = new_account()

    waited = [limiter.acquire(account=account, method="/x", lane=Lane.BACKGROUND) for _ in range(6)]

    assert waited[:5] == [0.0] * 5
    assert waited[5] == pytest.approx(1.05, abs=0.01)


@both
def test_a_block_stops_every_method_and_says_until_when(make: Make) -> None:
    clock = FakeClock()
    limiter = make(clock)
    account = new_account()
    limiter.block(account=account, seconds=30)

    with pytest.raises(RateLimited) as caught:
        limiter.acquire(account=account, method="/x", lane=Lane.REPLY)

    assert (caught.value.until - clock.now()).total_seconds() == pytest.approx(30, abs=0.01)
    assert clock.slept == []


@both
def test_a_block_of_one_cabinet_leaves_the_others_alone(make: Make) -> None:
    limiter = make(FakeClock())
    limiter.block(account=new_account(), seconds=30)

    assert limiter.acquire(account=new_account(), method="/x", lane=Lane.BACKGROUND) == 0.0


@both
def test_a_block_without_a_number_grows(make: Make) -> None:
    clock = FakeClock()
    limiter = make(clock)
    account = new_account()
    lengths = []

    for _ in range(3):
        lengths.append(limiter.block(account=account, seconds=None))
        clock.pass_time(lengths[-1] + 0.001)

    assert lengths == [1, 2, 4]


@both
def test_an_open_circle_pauses_one_method_from_one_to_five_minutes(make: Make) -> None:
    clock = FakeClock()
    limiter = make(clock)
    account = new_account()
    lengths = []

    for _ in range(6):
        lengths.append(limiter.pause_method(account=account, method="/list"))
        refused = limiter.take(account=account, method="/list", lane=Lane.REPLY)
        assert refused is not None
        assert refused.code == "method_paused"
        assert limiter.take(account=account, method="/history", lane=Lane.REPLY) is None
        clock.pass_time(lengths[-1] + 0.001)

    assert lengths == [60, 120, 180, 240, 300, 300]


@both
def test_repeated_refusals_of_one_burst_do_not_lengthen_the_pause(make: Make) -> None:
    limiter = make(FakeClock())
    account = new_account()

    lengths = [limiter.pause_method(account=account, method="/list") for _ in range(5)]

    assert lengths == pytest.approx([60] * 5)


@both
def test_a_cabinet_with_a_lower_limit_gets_fewer_calls(make: Make) -> None:
    limiter = make(FakeClock())
    account = new_account()
    limiter.lower(account=account, per_second=2)

    reads = [limiter.take(account=account, method="/x", lane=Lane.BACKGROUND) for _ in range(3)]
    reply = limiter.take(account=account, method="/x", lane=Lane.REPLY)

    assert [read is None for read in reads] == [True, False, False]
    assert reply is None


def test_the_clock_of_the_server_is_used_when_no_other_is_given() -> None:
    limiter = RedisLimiter(connect_redis(), sleep=FakeClock().sleep)
    account = new_account()

    granted = [limiter.take(account=account, method="/x", lane=Lane.BACKGROUND) for _ in range(6)]

    assert granted[:5] == [None] * 5
    assert granted[5] is not None
    assert 0 < granted[5].seconds <= 1.05


def test_no_key_in_redis_names_the_cabinet() -> None:
    client = connect_redis()
    account = new_account()
    RedisLimiter(client).block(account=account, seconds=5)

    keys = [key.decode() for key in client.scan_iter(f"{PREFIX}:*", count=1000)]

    assert keys
    assert not any(account in key for key in keys)


def test_without_redis_no_call_is_granted() -> None:
    limiter = RedisLimiter(nowhere())

    with pytest.raises(TemporaryFailure) as caught:
        limiter.acquire(account="1", method="/x", lane=Lane.REPLY)

    assert caught.value.code == "limiter_unavailable"


def test_without_redis_a_block_is_still_told() -> None:
    limiter = RedisLimiter(nowhere())

    assert limiter.block(account="1", seconds=7) == 7
