"""The numbers of time that hold only together: limits, leases, what the broker and the sweeper wait for."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from chats.services.alerts.outbox import GIVEN_UP_AFTER
from chats.services.weekly_reports import CLAIM
from chats.sync.run_limits import GIVEN_BACK_WITHIN, LEASE_LENGTH
from config.celery import app
from connectors.http import READ_SECONDS, WHOLE_SECONDS
from connectors.throttle import LONGEST_WAIT, Lane
from core.mail.backend import DIALOGUE_SECONDS
from core.mail.outbox import LEASE
from core.overruns import ENDS_WITHIN_SECONDS

STATEMENT_SECONDS = settings.STATEMENT_TIMEOUT_MS / 1000
LOCK_SECONDS = settings.LOCK_TIMEOUT_MS / 1000
# The last piece of an answer may be late.
CALL_SECONDS = WHOLE_SECONDS + READ_SECONDS
# After the last look at the clock: a statement or a call, and putting in order what it leaves.
LONGEST_STEP_SECONDS = max(STATEMENT_SECONDS, CALL_SECONDS)
PUT_IN_ORDER_SECONDS = 10
# After the last look at the clock of a delivery, which is the last statement of its claim: that statement, the wait for
# a place among the calls, the send, which is never repeated, and the lock of the chat to write down what became of it.
CLAIMED_REPLY_SECONDS = STATEMENT_SECONDS + LONGEST_WAIT[Lane.REPLY] + CALL_SECONDS + LOCK_SECONDS


def our_tasks() -> list[Any]:
    app.loader.import_default_modules()
    return [task for name, task in app.tasks.items() if not name.startswith(("celery.", "tests."))]


def our_task(name: str) -> Any:
    return next(task for task in our_tasks() if task.name == name)


def test_between_the_limits_of_each_task_there_is_time_for_its_longest_step() -> None:
    tasks = our_tasks()

    needed = LONGEST_STEP_SECONDS + PUT_IN_ORDER_SECONDS
    tight = {task.name for task in tasks if task.time_limit - task.soft_time_limit < needed}

    assert len(tasks) > 30
    assert tight == set()


def test_a_lease_outlives_the_task_that_took_it() -> None:
    names = {"chats.look", "chats.import_slice", "chats.sweep_slice"}
    tasks = [task for task in our_tasks() if task.name in names]

    assert len(tasks) == len(names)
    for task in tasks:
        assert timedelta(seconds=task.time_limit + ENDS_WITHIN_SECONDS) < LEASE_LENGTH
        assert task.time_limit > GIVEN_BACK_WITHIN + LONGEST_STEP_SECONDS


def test_who_sends_mails_has_time_for_the_server_and_for_the_note() -> None:
    names = {"core.deliver_mail", "chats.send_weekly_report", "chats.deliver_notifications"}
    tasks = [task for task in our_tasks() if task.name in names]
    longest = DIALOGUE_SECONDS + STATEMENT_SECONDS + PUT_IN_ORDER_SECONDS

    assert len(tasks) == len(names)
    for task in tasks:
        assert task.time_limit - task.soft_time_limit >= longest
        assert timedelta(seconds=task.time_limit + ENDS_WITHIN_SECONDS) < min(LEASE, GIVEN_UP_AFTER, CLAIM)


def test_no_task_is_handed_out_anew_while_a_worker_has_it() -> None:
    """One that was fetched ahead may wait for another one's whole time before its own begins."""
    longest = max(task.time_limit for task in our_tasks())

    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] >= 2 * longest


def test_who_sends_replies_is_dead_when_the_sweeper_says_so() -> None:
    task = our_task("chats.deliver_reply")

    assert task.time_limit == settings.CELERY_TASK_TIME_LIMIT


def test_a_reply_that_was_claimed_at_the_last_moment_is_sent_and_written_down_before_its_process_ends() -> None:
    task = our_task("chats.deliver_reply")

    assert task.time_limit - task.soft_time_limit >= CLAIMED_REPLY_SECONDS


def test_a_delivery_that_looks_at_the_history_first_has_time_for_its_claim() -> None:
    """The history may answer at the last moment of a call; a slow database is not waited for as well."""
    task = our_task("chats.deliver_reply")

    assert task.soft_time_limit >= CALL_SECONDS + LONGEST_WAIT[Lane.PERSON]
