"""The in-memory connector: passes the same suite as the real ones, for tests of those who use one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from connectors.accounts import AccountCheck, Check, CheckResult, RemoteAccount
from connectors.context import RemoteOrder, RemoteProduct
from connectors.errors import ConnectorError, Rejected
from connectors.ozon.capabilities import CAPABILITIES
from connectors.ozon.outgoing import refuse_unsendable
from connectors.ratings import RemoteRating
from connectors.records import (
    Author,
    Capabilities,
    ChatAddress,
    ChatStatus,
    OpenedFile,
    OutgoingPart,
    Page,
    Receipt,
    RemoteChat,
    RemoteMessage,
)
from connectors.testing.fake_marketplace import FakeChat, FakeMarketplace


class FakeConnector:
    """Reads and writes a FakeMarketplace as a connector to a real one would."""

    def __init__(self, marketplace: FakeMarketplace, *, capabilities: Capabilities = CAPABILITIES) -> None:
        self.marketplace = marketplace
        self._capabilities = capabilities

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    def check(self) -> AccountCheck:
        may_send = self.marketplace.subscribed
        account = RemoteAccount(
            self.marketplace.external_id, name="Лавка", legal_name="ООО «Лавка»", inn="7799000012", can_send=may_send
        )
        try:
            self.marketplace.enter("check")
        except ConnectorError as error:
            refused = RemoteAccount(account.external_id, can_read=False, can_read_history=False, can_send=False)
            return AccountCheck(refused, (CheckResult(Check.KEY, False, error.code),), error)
        failed = (
            {}
            if may_send
            else {
                Check.SUBSCRIPTION: "marketplace_subscription_required",
                Check.SENDING: "marketplace_subscription_required",
            }
        )
        steps = tuple(CheckResult(check, check not in failed, failed.get(check, "")) for check in Check)
        return AccountCheck(account, steps)

    def list_chats(
        self,
        *,
        only_unread: bool = False,
        status: ChatStatus | None = None,
        cursor: str | None = None,
        limit: int = 100,
    ) -> Page[RemoteChat]:
        self.marketplace.enter("list_chats")
        chats = [
            chat
            for chat in sorted(self.marketplace.chats.values(), key=activity, reverse=True)
            if (status is None or chat.status is status) and (not only_unread or chat.unread_from)
        ]
        start = int(cursor or 0)
        more = start + limit < len(chats)
        items = tuple(to_remote_chat(chat) for chat in chats[start : start + limit])
        return Page(items=items, cursor=str(start + limit) if more else None, has_more=more)

    def list_messages(self, *, chat_id: str, after: str, limit: int = 1000) -> Page[RemoteMessage]:
        newer = [message for message in self._history(chat_id) if message.position > int(after)]
        more = len(newer) > limit
        return Page(items=tuple(newer[:limit]), cursor=newer[limit - 1].id if more else None, has_more=more)

    def list_messages_back(self, *, chat_id: str, before: str | None = None, limit: int = 100) -> Page[RemoteMessage]:
        older = [message for message in self._history(chat_id) if before is None or message.position < int(before)]
        older.reverse()
        more = len(older) > limit
        return Page(items=tuple(older[:limit]), cursor=older[limit - 1].id if more else None, has_more=more)

    def get_messages(self, *, chat_id: str, ids: Sequence[str]) -> tuple[RemoteMessage, ...]:
        return tuple(message for message in self._history(chat_id) if message.id in ids)

    def send(self, *, to: ChatAddress, part: OutgoingPart) -> Receipt:
        refuse_unsendable(part)
        self.marketplace.enter("send")
        self._chat(to.chat_id)
        if not self.marketplace.subscribed:
            raise Rejected("marketplace_subscription_required", status=403)
        self.marketplace.accept(to.chat_id, part)
        return Receipt(accepted_at=self.marketplace.clock.now())

    def open_file(self, *, ref: str) -> OpenedFile:
        self.marketplace.enter("open_file")
        content = self.marketplace.files.get(ref)
        if content is None:
            raise Rejected("file_not_found", status=404)
        return OpenedFile(chunks=iter([content]), content_type="image/jpeg", size=len(content))

    def mark_read(self, *, chat_id: str, up_to: str) -> None:
        self.marketplace.enter("mark_read")
        chat = self._chat(chat_id)
        later = [one.id for one in chat.messages if one.author is Author.BUYER and one.position > int(up_to)]
        chat.unread_from = next(iter(later), None)

    def ratings(self, *, since: date, until: date) -> tuple[RemoteRating, ...]:
        self.marketplace.enter("ratings")
        return tuple(
            replace(rating, history=tuple(point for point in rating.history if since <= point.date <= until))
            for rating in self.marketplace.ratings
        )

    def products(self, *, skus: Sequence[str]) -> tuple[RemoteProduct, ...]:
        self.marketplace.enter("products")
        return tuple(product for product in self.marketplace.products if set(product.skus) & set(skus))

    def orders(self, *, order_number: str) -> tuple[RemoteOrder, ...]:
        self.marketplace.enter("orders")
        return tuple(order for order in self.marketplace.orders if order.order_number == order_number)

    def _history(self, chat_id: str) -> list[RemoteMessage]:
        self.marketplace.enter("history")
        self._chat(chat_id)
        return self.marketplace.history(chat_id)

    def _chat(self, chat_id: str) -> FakeChat:
        if chat_id not in self.marketplace.chats:
            raise Rejected("chat_not_found", status=404)
        return self.marketplace.chats[chat_id]


def activity(chat: FakeChat) -> tuple[int, str]:
    return (chat.messages[-1].position if chat.messages else 0, chat.id)


def to_remote_chat(chat: FakeChat) -> RemoteChat:
    unread = [message for message in chat.messages if chat.unread_from and message.position >= int(chat.unread_from)]
    return RemoteChat(
        id=chat.id,
        kind=chat.kind,
        status=chat.status,
        raw_kind=chat.kind.value,
        change_mark=chat.messages[-1].id if chat.messages else "0",
        first_unread_message_id=chat.unread_from,
        unread_count=len(unread),
        created_at=chat.created_at,
    )
