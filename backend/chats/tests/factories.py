"""Rows to test with. Texts are invented; write out only what a test is about."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final
from uuid import uuid4

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.tests.factories import make_actor
from chats.models import Chat, ChatAccount, Message, Note, Reply, ReplyTemplate, SyncState
from chats.sync.connect import seal
from chats.sync.summary import SUMMARY_FIELDS, summarize
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FIRST_ID, FakeMarketplace

NOW: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CREDENTIALS: Final = {"client_id": "836144", "api_key": "0a1b2c3d-0000-4000-8000-00000000abcd"}
_numbers = count(1)


def make_account(*, workspace: Workspace, external_id: str = "", **fields: Any) -> ChatAccount:
    """A connected cabinet, freshly read."""
    chosen: Mapping[str, Any] = {
        "marketplace": "ozon",
        "title": "Лавка на Ozon",
        "credentials": seal(CREDENTIALS),
        "key_hint": "abcd",
        "connected_at": NOW - timedelta(days=30),
        **fields,
    }
    account = ChatAccount.objects.create(
        workspace=workspace, external_id=external_id or str(500_000 + next(_numbers)), **chosen
    )
    SyncState.objects.create(chat_account=account, fresh_at=NOW, import_state=SyncState.ImportState.DONE)
    return account


def make_chat(
    *, workspace: Workspace | None = None, account: ChatAccount | None = None, external_id: str = "", **fields: Any
) -> Chat:
    """A chat with a buyer, still empty."""
    if account is None:
        assert workspace is not None
        account = make_account(workspace=workspace)
    return Chat.objects.create(
        workspace_id=account.workspace_id,
        chat_account=account,
        external_id=external_id or f"chat-{next(_numbers)}",
        **{"kind": Chat.Kind.BUYER, "remote_status": Chat.RemoteStatus.OPEN, **fields},
    )


def make_message(
    *,
    chat: Chat,
    text: str = "Здравствуйте! Подойдёт ли чехол?",
    author: str = Message.Author.BUYER,
    at: datetime = NOW,
    **fields: Any,
) -> Message:
    """A stored message; the row of its chat says what it would after a sync."""
    number = FIRST_ID + 1_117 * next(_numbers)
    message = Message.objects.create(
        chat=chat, external_id=str(number), number=number, author=author, text=text, sent_at=at, **fields
    )
    summarize(chat, [message])
    chat.save(update_fields=SUMMARY_FIELDS)
    return message


def make_reply(
    *, chat: Chat, text: str = "Здравствуйте! Да, подойдёт.", author: Actor | None = None, **fields: Any
) -> Reply:
    author = author or make_actor(workspace=chat.workspace)
    return Reply.objects.create(
        workspace=chat.workspace,
        chat=chat,
        text=text,
        author=author.membership,
        author_name=author.name,
        **{"key": uuid4(), "body_digest": "0" * 64, "queued_at": NOW, **fields},
    )


def make_note(*, chat: Chat, author: Membership, text: str = "Ждём ответа склада") -> Note:
    return Note.objects.create(
        workspace=chat.workspace, chat=chat, author=author, author_name=author.name, text=text, created_at=NOW
    )


def make_template(
    *, workspace: Workspace, title: str = "Приветствие", text: str = "Здравствуйте!", **fields: Any
) -> ReplyTemplate:
    return ReplyTemplate.objects.create(workspace=workspace, title=title, text=text, **{"updated_at": NOW, **fields})


def connect_to(marketplace: FakeMarketplace) -> Callable[[ChatAccount], FakeConnector]:
    """What stands in the place of `connector_for`."""
    return lambda account: FakeConnector(marketplace)
