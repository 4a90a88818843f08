"""Our figures in the manner of the marketplace: its thirty days, its definitions as far as they are known."""

from accounts.models import Workspace
from chats.tests.factories import NOW, make_account
from chats.tests.reports.conversations import DAY, HOUR, ask
from sla.reports.comparable import comparable_figures


def test_waits_of_thirty_days_are_averaged_first_replies_apart(workspace: Workspace) -> None:
    account = make_account(workspace=workspace, connected_at=NOW - DAY)
    chat = ask(account, at=NOW - 20 * DAY, answered_after=2 * HOUR)
    ask(account, at=NOW - 15 * DAY, answered_after=6 * HOUR, chat=chat)
    ask(account, at=NOW - 40 * DAY, answered_after=50 * HOUR)
    ask(make_account(workspace=workspace), at=NOW - 5 * DAY, answered_after=9 * HOUR)

    found = comparable_figures(workspace_id=workspace.pk, chat_account_id=account.pk, ends_at=NOW)

    assert (found.mean_first_reply_seconds, found.first_answered) == (2 * 3600, 1)
    assert (found.mean_reply_seconds, found.answered) == (4 * 3600, 2)
    assert (found.replied_24h_share, found.dialogs) == (None, 1)


def test_without_an_answer_there_is_no_mean(workspace: Workspace) -> None:
    account = make_account(workspace=workspace)

    found = comparable_figures(workspace_id=workspace.pk, chat_account_id=account.pk, ends_at=NOW)

    assert (found.mean_first_reply_seconds, found.mean_reply_seconds, found.dialogs) == (None, None, 0)


def test_the_share_of_dialogs_needs_twenty_of_them(workspace: Workspace) -> None:
    account = make_account(workspace=workspace)
    for _ in range(15):
        ask(account, at=NOW - 5 * DAY, answered_after=HOUR)
    for _ in range(5):
        ask(account, at=NOW - 5 * DAY)

    found = comparable_figures(workspace_id=workspace.pk, chat_account_id=account.pk, ends_at=NOW)

    assert found.replied_24h_share == 0.75
