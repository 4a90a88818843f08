"""A marketplace in memory: what buyers and sellers do in it, and what it does to those who call."""

from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from datetime import datetime

from connectors.context import RemoteOrder, RemoteProduct
from connectors.errors import ConnectorError
from connectors.ratings import RemoteRating
from connectors.records import (
    Author,
    ChatKind,
    ChatStatus,
    FileKind,
    ModerationState,
    OutgoingPart,
    RemoteFile,
    RemoteMessage,
)
from connectors.testing.clock import FakeClock

FIRST_ID = 3_000_000_002_900_000_001
ID_STEP = 1_117
PICTURE = b"\xff\xd8\xff\xe0 a picture of nothing"


@dataclass
class FakeChat:
    id: str
    kind: ChatKind
    created_at: datetime
    status: ChatStatus = ChatStatus.OPEN
    order_number: str | None = None
    sku: str | None = None
    unread_from: str | None = None
    messages: list[RemoteMessage] = field(default_factory=list)


class FakeMarketplace:
    """One cabinet with its chats. Every call of a connector asks it for permission first."""

    def __init__(self, *, external_id: str = "836144", clock: FakeClock | None = None) -> None:
        self.external_id = external_id
        self.clock = clock or FakeClock()
        self.chats: dict[str, FakeChat] = {}
        self.files: dict[str, bytes] = {}
        self.accepted: list[tuple[str, OutgoingPart]] = []
        self.calls: list[str] = []
        self.subscribed = True
        self.ratings: list[RemoteRating] = []
        self.products: list[RemoteProduct] = []
        self.orders: list[RemoteOrder] = []
        self.echoes_after_reads = 0
        self.hides_pictures = False
        self._faults: dict[str, deque[ConnectorError]] = defaultdict(deque)
        self._lost: deque[ConnectorError] = deque()
        self._unseen: dict[str, int] = {}
        self._last_id = FIRST_ID

    def open_chat(
        self, *, kind: ChatKind = ChatKind.BUYER, order_number: str | None = None, sku: str | None = None
    ) -> str:
        chat = FakeChat(
            id=f"chat-{len(self.chats) + 1}",
            kind=kind,
            created_at=self.clock.now(),
            order_number=order_number,
            sku=sku,
        )
        self.chats[chat.id] = chat
        return chat.id

    def write(
        self,
        chat_id: str,
        *,
        author: Author,
        text: str = "",
        files: tuple[RemoteFile, ...] = (),
        raw_kind: str = "",
        sent_at: datetime | None = None,
        moderation: ModerationState = ModerationState.NONE,
    ) -> str:
        """Put a message into a chat; gives its id."""
        chat = self.chats[chat_id]
        self._last_id += ID_STEP
        message = RemoteMessage(
            id=str(self._last_id),
            chat_id=chat_id,
            author=author,
            text=text,
            sent_at=sent_at or self.clock.now(),
            raw_kind=raw_kind or author.value,
            author_external_id=f"{author.value}-of-{chat_id}",
            files=files,
            order_number=chat.order_number,
            sku=chat.sku,
            moderation=moderation,
            is_read=False,
        )
        chat.messages.append(message)
        if author is Author.BUYER and chat.unread_from is None:
            chat.unread_from = message.id
        return message.id

    def buyer_writes(self, chat_id: str, text: str) -> str:
        return self.write(chat_id, author=Author.BUYER, text=text)

    def buyer_sends_picture(self, chat_id: str) -> str:
        ref = f"/files/{len(self.files) + 1}/photo.jpg"
        self.files[ref] = PICTURE
        picture = RemoteFile(ref=ref, kind=FileKind.IMAGE, name="photo.jpg", content_type="image/jpeg")
        return self.write(chat_id, author=Author.BUYER, files=(picture,), moderation=ModerationState.PASSED)

    def seller_writes_in_cabinet(self, chat_id: str, text: str) -> str:
        return self.write(chat_id, author=Author.SELLER, text=text)

    def moderate(self, chat_id: str, message_id: str, state: ModerationState) -> None:
        chat = self.chats[chat_id]
        chat.messages = [replace(one, moderation=state) if one.id == message_id else one for one in chat.messages]

    def read_in_cabinet(self, chat_id: str) -> None:
        self.chats[chat_id].unread_from = None

    def close(self, chat_id: str) -> None:
        self.chats[chat_id].status = ChatStatus.CLOSED

    def fail(self, method: str, error: ConnectorError, *, times: int = 1) -> None:
        """Let the next calls of a connector's method fail, before anything happens; ``*`` is any method."""
        self._faults[method].extend([error] * times)

    def recover(self) -> None:
        """Nothing fails any more."""
        self._faults.clear()

    def lose_next_answer(self, error: ConnectorError) -> None:
        """Accept the next send, and let its answer be lost."""
        self._lost.append(error)

    def enter(self, method: str) -> None:
        """The door of every call."""
        self.calls.append(method)
        for faults in (self._faults[method], self._faults["*"]):
            if faults:
                raise faults.popleft()

    def accept(self, chat_id: str, part: OutgoingPart) -> None:
        """Take a reply: its echo is seen in the history at once, or after some reads."""
        self.accepted.append((chat_id, part))
        message_id = self.write(chat_id, author=Author.SELLER, text=part.text or "", files=self._stored(part))
        if self.echoes_after_reads:
            self._unseen[message_id] = self.echoes_after_reads
        if self._lost:
            raise self._lost.popleft()

    def history(self, chat_id: str) -> list[RemoteMessage]:
        """What a reader sees now, oldest first; every look brings late echoes nearer."""
        for message in self.chats[chat_id].messages:
            if message.id in self._unseen:
                self._unseen[message.id] -= 1
                if self._unseen[message.id] < 0:
                    del self._unseen[message.id]
        seen = [message for message in self.chats[chat_id].messages if message.id not in self._unseen]
        return [_without_pictures(message) for message in seen] if self.hides_pictures else seen

    def _stored(self, part: OutgoingPart) -> tuple[RemoteFile, ...]:
        stored = []
        for file in part.files:
            ref = f"/files/{len(self.files) + 1}/{file.name}"
            self.files[ref] = file.content
            is_picture = file.name.lower().endswith(("jpg", "jpeg", "png"))
            kind = FileKind.IMAGE if is_picture else FileKind.DOCUMENT
            stored.append(RemoteFile(ref=ref, kind=kind, name=file.name, size=len(file.content)))
        return tuple(stored)


def _without_pictures(message: RemoteMessage) -> RemoteMessage:
    """What is shown while nobody has decided about its pictures: that there are some."""
    hidden = tuple(RemoteFile(ref="", kind=file.kind) if file.is_image else file for file in message.files)
    return replace(message, files=hidden)
