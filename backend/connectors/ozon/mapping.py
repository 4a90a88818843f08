"""Ozon's words into ours; pure, and everything unknown has a name."""

from connectors.ozon.fields import Drift, word
from connectors.ozon.markdown import FileLinks
from connectors.ozon.payloads import OzonChat, OzonMessage
from connectors.records import (
    Author,
    ChatKind,
    ChatStatus,
    FileKind,
    ModerationState,
    RemoteChat,
    RemoteFile,
    RemoteMessage,
)

KINDS = {
    "BUYER_SELLER": ChatKind.BUYER,
    "BUYER_SELLER_SELECT": ChatKind.BUYER,
    "SELLER_SUPPORT": ChatKind.SUPPORT,
    "SELLER_PERSONAL_MANAGER_UNITY_CRM": ChatKind.MANAGER,
    "SELLER_BUSINESS_DEVELOPMENT_GROUP": ChatKind.MANAGER,
    "SELLER_API_UPDATES": ChatKind.MAILING,
    "SELLER_API_NOTIFICATIONS": ChatKind.MAILING,
    "SELLER_NOTIFICATION_LOGISTICS": ChatKind.MAILING,
    "SELLER_NOTIFICATION_UPDATE_CONTENT": ChatKind.MAILING,
    "UNSPECIFIED": ChatKind.MAILING,
}
STATUSES = {
    "OPENED": ChatStatus.OPEN,
    "CLOSED": ChatStatus.CLOSED,
    "UNSPECIFIED": ChatStatus.UNKNOWN,
}
AUTHORS = {
    "CUSTOMER": Author.BUYER,
    "SELLER": Author.SELLER,
    "SUPPORT": Author.SUPPORT,
    "COURIER": Author.COURIER,
    "CRM": Author.AUTOMATIC,
    "CHATBOT": Author.AUTOMATIC,
    "NOTIFICATIONUSER": Author.NOTIFICATION,
}
MODERATION = {
    "": ModerationState.NONE,
    "MODERATION": ModerationState.PENDING,
    "SUCCESS": ModerationState.PASSED,
    "FAILED": ModerationState.REFUSED,
}
# What stands for a picture of which only that it is one is known.
UNSHOWN = RemoteFile(ref="", kind=FileKind.IMAGE)
ERROR_MARKER = "errorText"
LARGE_TEXT = 100_000
RAW_LENGTH = 60


def fold(word: str) -> str:
    """Upper case, with the Cyrillic С that stands for the Latin C in Ozon's own texts put right."""
    return word.strip().upper().replace("\u0421", "C")


def to_remote_chat(raw: OzonChat, *, drift: Drift) -> RemoteChat:
    kind = KINDS.get(fold(raw.chat_type))
    status = STATUSES.get(fold(raw.chat_status))
    if kind is None and raw.chat_type:
        drift.note("unknown_value", "chat_list.chats.chat.chat_type", word(raw.chat_type))
    if status is None and raw.chat_status:
        drift.note("unknown_value", "chat_list.chats.chat.chat_status", word(raw.chat_status))
    return RemoteChat(
        id=raw.chat_id,
        kind=kind or ChatKind.OTHER,
        status=status or ChatStatus.UNKNOWN,
        raw_kind=raw.chat_type[:RAW_LENGTH],
        change_mark=raw.last_message_id,
        first_unread_message_id=None if raw.first_unread_message_id == "0" else raw.first_unread_message_id,
        unread_count=raw.unread_count,
        created_at=raw.created_at,
    )


def to_remote_message(raw: OzonMessage, *, chat_id: str, links: FileLinks, drift: Drift) -> RemoteMessage:
    author = AUTHORS.get(fold(raw.user_type))
    if author is None and raw.user_type:
        drift.note("unknown_value", "history.messages.user.type", word(raw.user_type))
    moderation = MODERATION.get(fold(raw.moderate_image_status))
    if moderation is None:
        drift.note("unknown_value", "history.messages.moderate_image_status", word(raw.moderate_image_status))
    text, files = read_parts(raw.data, may_be_seller=author in (Author.SELLER, None), links=links)
    if raw.is_image and not text and not files:
        files = (UNSHOWN,)
    if len(text) > LARGE_TEXT:
        drift.note("large_text", "history.messages.data", f"str({len(text)})")
    return RemoteMessage(
        id=raw.message_id,
        chat_id=chat_id,
        author=author or Author.OTHER,
        text=text,
        sent_at=raw.created_at,
        raw_kind=raw.user_type[:RAW_LENGTH],
        author_external_id=raw.user_id or None,
        files=files,
        order_number=raw.order_number.strip() or None,
        sku=raw.sku.strip() or None,
        moderation=moderation or ModerationState.UNKNOWN,
        is_read=raw.is_read,
    )


def read_parts(data: tuple[str, ...], *, may_be_seller: bool, links: FileLinks) -> tuple[str, tuple[RemoteFile, ...]]:
    """Text and files of a message: several parts are joined, links to files are taken out."""
    if may_be_seller and len(data) > 1 and data[0] == ERROR_MARKER:
        data = data[1:]
    texts: list[str] = []
    files: list[RemoteFile] = []
    for part in data:
        text, found = links.take_out(part)
        files += found
        if text:
            texts.append(text)
    return "\n".join(texts), tuple(files)
