from collections import Counter
from datetime import timedelta

from chats.sweep_times import DAY, HOUR, made_up_sweep, next_full_sweep, next_sweep
from chats.tests.factories import NOW

ACCOUNTS = range(1, 3_001)


def test_an_account_keeps_its_minute_of_the_hour() -> None:
    first = next_sweep(17, now=NOW)

    assert NOW < first <= NOW + HOUR
    assert next_sweep(17, now=first) == first + HOUR
    assert next_sweep(17, now=first - timedelta(seconds=1)) == first


def test_sweeps_of_all_chats_are_due_at_night() -> None:
    moments = [next_full_sweep(account_id, now=NOW) for account_id in ACCOUNTS]

    assert all(moment.hour >= 21 or moment.hour < 3 for moment in moments)
    assert next_full_sweep(17, now=moments[16]) == moments[16] + DAY


def test_thousands_of_accounts_do_not_meet() -> None:
    by_minute = Counter(next_sweep(account_id, now=NOW).minute for account_id in ACCOUNTS)
    at_night = Counter(next_full_sweep(account_id, now=NOW).hour for account_id in ACCOUNTS)
    made_up = Counter(made_up_sweep(account_id, now=NOW).hour for account_id in ACCOUNTS)

    assert (len(by_minute), max(by_minute.values()) < 100) == (60, True)
    assert (len(at_night), max(at_night.values()) < 650) == (6, True)
    assert len(made_up) == 6
