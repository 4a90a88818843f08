"""Debts to be told of, told through the same services as in a worker."""

from datetime import datetime, timedelta
from typing import Any, Final

from accounts.models import Workspace
from chats.models import Chat, ChatAccount, Message
from chats.services.alerts.delivering import deliver_due
from chats.services.alerts.finding import find_events
from chats.services.alerts.outbox import due_addresses
from chats.services.alerts.telling import tell_events
from chats.services.clock import refresh_clock
from chats.tests.factories import NOW, make_account, make_chat, make_message
from sla.models import Event

TARGET: Final = timedelta(hours=4)
MINUTE: Final = timedelta(minutes=1)


def make_debt(
    *, due_at: datetime, workspace: Workspace | None = None, account: ChatAccount | None = None, **fields: Any
) -> Chat:
    """A chat whose answer is due at that moment, by the target that is built in."""
    if account is None:
        assert workspace is not None
        account = make_account(workspace=workspace)
    chat = make_chat(account=account, **{"order_number": "48866017-0495", **fields})
    make_message(chat=chat, at=due_at - TARGET)
    refresh_clock(chat, now=NOW)
    return chat


def answer_in_cabinet(chat: Chat, *, at: datetime, now: datetime) -> None:
    """The sync finds an answer that was written at the marketplace itself."""
    make_message(chat=chat, author=Message.Author.SELLER, at=at, text="Здравствуйте! Уже отправили.")
    refresh_clock(chat, now=now)


def read_at(account: ChatAccount, moment: datetime) -> None:
    """The sync has just read the cabinet."""
    account.sync_state.fresh_at = moment
    account.sync_state.save(update_fields=["fresh_at"])


def go_round(now: datetime) -> None:
    """What the task does every 15 seconds, with the deliveries it starts."""
    find_events(now=now)
    tell_events(now=now)
    for address in due_addresses(now=now):
        deliver_due(address, now=now)


def kinds(**filters: Any) -> list[str]:
    return list(Event.objects.filter(**filters).order_by("pk").values_list("kind", flat=True))
