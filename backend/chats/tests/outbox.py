"""One chat with its outbox, and a marketplace in memory on the other side."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID, uuid4

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.tests.factories import make_actor
from chats.models import Chat, ChatAccount, Message, Reply
from chats.services.replies import NewReply, QueuedReply, queue_reply, retry_reply
from chats.services.uploads import store_upload
from chats.sync.delivery import deliver
from chats.sync.outbox import sweep
from chats.sync.reading import read_history
from chats.sync.verification import check_reply
from chats.tests.factories import connect_to, make_account, make_chat
from chats.tests.files import as_file
from chats.tests.moving_clock import MovingClock
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace


@dataclass
class Outbox:
    marketplace: FakeMarketplace
    chat: Chat
    author: Actor
    clock: MovingClock

    @classmethod
    def open(cls, workspace: Workspace, clock: MovingClock) -> Self:
        marketplace = FakeMarketplace(clock=clock)
        account = make_account(workspace=workspace, external_id=marketplace.external_id)
        remote_id = marketplace.open_chat(order_number="48866017-0495")
        marketplace.buyer_writes(remote_id, "Здравствуйте! Когда отправите заказ?")
        chat = make_chat(account=account, external_id=remote_id)
        outbox = cls(marketplace, chat, make_actor(workspace=workspace), clock)
        outbox.look()
        return outbox

    @property
    def account(self) -> ChatAccount:
        return ChatAccount.objects.get(pk=self.chat.chat_account_id)

    @property
    def sent_texts(self) -> list[str | None]:
        """What the marketplace took, in order."""
        return [part.text for _, part in self.marketplace.accepted]

    def look(self) -> None:
        """Read the history as a sync does."""
        self.chat.refresh_from_db()
        read_history(FakeConnector(self.marketplace), self.chat, now=timezone.now())
        self.chat.refresh_from_db()

    def ask(self, text: str = "Отправим сегодня вечером.", *, key: UUID | None = None) -> QueuedReply:
        new = NewReply(key=key or uuid4(), text=text)
        return queue_reply(chat=self.chat, author=self.author, new=new, now=timezone.now())

    def write(self, text: str = "Отправим сегодня вечером.") -> Reply:
        return self.ask(text).reply

    def attach(self, name: str = "чек.pdf", content: bytes = b"%PDF-1.7 receipt") -> Reply:
        upload = store_upload(workspace=self.chat.workspace, name=name, file=as_file(content))
        new = NewReply(key=uuid4(), upload_id=upload.pk)
        return queue_reply(chat=self.chat, author=self.author, new=new, now=timezone.now()).reply

    def deliver(self, reply: Reply) -> Reply:
        deliver(reply_id=reply.pk, connect=connect_to(self.marketplace))
        return self.fresh(reply)

    def check(self, reply: Reply) -> Reply:
        check_reply(reply_id=reply.pk, connect=connect_to(self.marketplace))
        return self.fresh(reply)

    def sweep(self) -> None:
        sweep(now=timezone.now())

    def retry(self, reply: Reply) -> Reply:
        return retry_reply(reply=reply, author=self.author, now=timezone.now())

    def fresh(self, reply: Reply) -> Reply:
        return Reply.objects.select_related("chat__chat_account", "message").get(pk=reply.pk)

    def seller_messages(self) -> list[Message]:
        return list(Message.objects.filter(chat=self.chat, author=Message.Author.SELLER).in_order())
