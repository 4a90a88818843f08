"""A connected cabinet with its marketplace in memory, and the runs of its sync."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

from accounts.models import Workspace
from chats.models import Change, Chat, ChatAccount, SyncRun, SyncState
from chats.sync import importing, sweeping
from chats.sync.engine import run_look
from chats.sync.walking import Next
from chats.tests.factories import make_account
from chats.tests.moving_clock import MovingClock
from connectors.records import Author, Page, RemoteChat, RemoteMessage
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace

MINUTE = 60.0
HOUR = 3600.0
PAGE = 10


class ForgetfulConnector(FakeConnector):
    """Gives short pages, and lists messages before it shows them: those named in `hidden` are in no history."""

    def __init__(self, marketplace: FakeMarketplace, hidden: set[str]) -> None:
        super().__init__(marketplace)
        self.hidden = hidden

    def list_chats(self, **asked: Any) -> Page[RemoteChat]:
        return super().list_chats(**{**asked, "limit": PAGE})

    def _history(self, chat_id: str) -> list[RemoteMessage]:
        return [message for message in super()._history(chat_id) if message.id not in self.hidden]


@dataclass
class Cabinet:
    marketplace: FakeMarketplace
    clock: MovingClock
    account: ChatAccount
    hidden: set[str] = field(default_factory=set)

    @classmethod
    def connected(cls, workspace: Workspace, clock: MovingClock, **fields: Any) -> Self:
        """Connected this minute, with nothing read so far."""
        marketplace = FakeMarketplace(clock=clock)
        now = clock.now()
        account = make_account(
            workspace=workspace, external_id=marketplace.external_id, **{"connected_at": now, **fields}
        )
        SyncState.objects.filter(chat_account=account).update(
            fresh_at=None, import_state=SyncState.ImportState.PENDING, import_since=now - timedelta(days=90)
        )
        return cls(marketplace, clock, account)

    def connect(self, account: ChatAccount) -> FakeConnector:
        return ForgetfulConnector(self.marketplace, self.hidden)

    def look(self, *, asked: bool = False, connect: Callable[[ChatAccount], Any] | None = None) -> SyncRun | None:
        return run_look(
            account_id=self.account.pk, connect=connect or self.connect, clock=self.clock.now, is_asked_for=asked
        )

    def import_slice(self, *, seconds: float = 60, connect: Callable[[ChatAccount], Any] | None = None) -> Next:
        return importing.run_slice(
            account_id=self.account.pk, connect=connect or self.connect, clock=self.clock.now, seconds=seconds
        )

    def sweep_slice(self, *, seconds: float = 60, connect: Callable[[ChatAccount], Any] | None = None) -> Next:
        return sweeping.run_slice(
            account_id=self.account.pk, connect=connect or self.connect, clock=self.clock.now, seconds=seconds
        )

    def calls_of_look(self) -> list[str]:
        """What one more look asks the marketplace for."""
        self.marketplace.calls.clear()
        self.look()
        return list(self.marketplace.calls)

    def buyer_asks(self, text: str = "Здравствуйте! Есть ли размер 52?", *, at: datetime | None = None) -> str:
        """A new chat; gives the marketplace's id of it."""
        chat_id = self.marketplace.open_chat(order_number="48866017-0495")
        self.marketplace.write(chat_id, author=Author.BUYER, text=text, sent_at=at)
        return chat_id

    def chat(self, external_id: str) -> Chat:
        return Chat.objects.get(chat_account=self.account, external_id=external_id)

    def texts(self, external_id: str) -> list[str]:
        return [message.text for message in self.chat(external_id).messages.in_order()]

    def changes(self) -> list[str]:
        return list(
            Change.objects.filter(workspace=self.account.workspace_id).order_by("seq").values_list("kind", flat=True)
        )

    @property
    def state(self) -> SyncState:
        return SyncState.objects.get(chat_account=self.account)

    @property
    def fresh_account(self) -> ChatAccount:
        return ChatAccount.objects.select_related("sync_state").get(pk=self.account.pk)
