"""A cabinet at the simulator, its workers' work done by hand, and a moment in the midst of that work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone

from accounts.actor import Actor
from chats.models import Chat, ChatAccount, Message, Reply, SyncState
from chats.services.replies import NewReply, queue_reply
from chats.sync import importing, sweeping
from chats.sync.connect import connector_for, importer_for
from chats.sync.delivery import deliver
from chats.sync.verification import check_reply
from chats.sync.walking import Next
from connectors.base import ReadsByChat
from connectors.tests.simulator_process import SimulatorProcess

Connect = Callable[[ChatAccount], ReadsByChat]
StoredMessage = tuple[str, str, str]

HISTORY: Final = ("list_messages", "list_messages_back")
SEND: Final = ("send",)


@dataclass
class Shop:
    simulator: SimulatorProcess
    client_id: str
    account: ChatAccount
    author: Actor

    def command(self, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self.simulator.command(verb, f"/accounts/{self.client_id}{path}", body)

    def buyer_asks(self, text: str) -> str:
        remote_id = str(self.command("POST", "/chats", {"kind": "BUYER_SELLER"})["chat_id"])
        self.buyer_adds(remote_id, text)
        return remote_id

    def buyer_adds(self, remote_id: str, text: str) -> None:
        self.command("POST", f"/chats/{remote_id}/messages", {"author": "Customer", "text": text})

    def write(self, remote_id: str, text: str) -> Reply:
        chat = Chat.objects.get(external_id=remote_id)
        new = NewReply(key=uuid4(), text=text)
        return queue_reply(chat=chat, author=self.author, new=new, now=timezone.now()).reply

    def write_and_hold(self, remote_id: str, text: str) -> Reply:
        """Its author has ten seconds to think again."""
        assert self.author.user is not None
        self.author.user.undo_seconds = 10
        reply = self.write(remote_id, text)
        self.author.user.undo_seconds = 0
        return reply

    def import_all(self, connect: Connect = importer_for) -> None:
        while importing.run_slice(account_id=self.account.pk, connect=connect, clock=timezone.now) is Next.AT_ONCE:
            pass

    def sweep(self, connect: Connect = importer_for) -> None:
        """As the workers do it when all is due."""
        while sweeping.run_slice(account_id=self.account.pk, connect=connect, clock=timezone.now) is Next.AT_ONCE:
            pass

    def sweep_now(self, connect: Connect = importer_for) -> None:
        SyncState.objects.update(next_sweep_at=timezone.now(), next_full_sweep_at=timezone.now())
        self.sweep(connect)

    @property
    def sends(self) -> list[str]:
        return [str(one["text"]) for one in self.command("GET", "/sends")]

    @property
    def written(self) -> list[StoredMessage]:
        """All that stands in its chats at the marketplace: chat, id, text."""
        shown = self.command("GET", "/messages")
        return sorted((str(one["chat_id"]), str(one["message_id"]), str(one["text"])) for one in shown)

    @property
    def stored(self) -> list[StoredMessage]:
        return sorted(Message.objects.values_list("chat__external_id", "external_id", "text"))


def acting(connect: Connect, act: Callable[[], object], *, at: tuple[str, ...], call: int = 1) -> Connect:
    """A way to connect whose connector does something else first, once, when it is called for that time."""
    calls = count(1)

    def connected(account: ChatAccount) -> ReadsByChat:
        connector = connect(account)
        for name in at:
            setattr(connector, name, after_acting(getattr(connector, name)))
        return connector

    def after_acting(method: Callable[..., Any]) -> Callable[..., Any]:
        def called(**told: Any) -> Any:
            if next(calls) == call:
                act()
            return method(**told)

        return called

    return connected


def send(reply: Reply, *, connect: Connect = connector_for, in_seconds: int = 0) -> None:
    deliver(reply_id=reply.pk, connect=connect, clock=lambda: timezone.now() + timedelta(seconds=in_seconds))


def pass_ten_minutes() -> None:
    """As if every reply in doubt had been so for long, and was looked for three times."""
    unclear = Reply.objects.filter(state="unclear")
    for _ in range(3):
        unclear.update(check_at=timezone.now(), unclear_at=timezone.now() - timedelta(minutes=11))
        for reply_id in unclear.values_list("pk", flat=True):
            check_reply(reply_id=reply_id, connect=connector_for)
