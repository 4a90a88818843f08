"""What a person can do with a reply: ask to send it, ask again, take it back."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError

from accounts.actor import Actor
from accounts.services import audit
from chats.file_kinds import recognise
from chats.models import Chat, Message, Reply, Upload
from chats.selectors.messages import messages_after
from chats.selectors.sending import write_block_of
from chats.services.changes import change_feed
from chats.services.drafts import clear_sent_draft
from chats.services.refusals import (
    FileTooLarge,
    FileTypeNotAllowed,
    IdempotencyKeyReused,
    ReplyNotCancellable,
    ReplyNotRetryable,
    SendBlocked,
    TextEmpty,
    TextOrFile,
    TextTooLong,
    UploadNotFound,
    UploadUsed,
    VariablesUnfilled,
)
from chats.services.reply_lock import announce, enqueue_delivery, enqueue_next, lock_chat, locked_reply
from chats.services.text_rules import pass_text_check
from chats.template_texts import unfilled_variables
from chats.visible_text import is_visible
from connectors.records import Capabilities
from connectors.registry import marketplace
from core.errors import Conflict


@dataclass(frozen=True)
class NewReply:
    """What was asked for: a text, or the id of an upload."""

    key: UUID
    text: str | None = None
    upload_id: int | None = None
    expected_last_message_id: int | None = None
    draft_version: int | None = None
    override_warnings: bool = False
    then_close: bool = False

    def digest(self, chat: Chat) -> str:
        """Tells a repeated request from a reused key. What the client had seen is not part of what is sent."""
        kind, value = ("text", self.text) if self.upload_id is None else ("upload", str(self.upload_id))
        closing = "\nthen close" if self.then_close else ""
        return hashlib.sha256(f"{chat.pk}\n{kind}\n{value}{closing}".encode()).hexdigest()


@dataclass(frozen=True)
class QueuedReply:
    reply: Reply
    is_replayed: bool


class ChatChanged(Conflict):
    """There are messages that the writer has not seen; the API shows them."""

    code = "chat_changed"

    def __init__(self, messages: list[Message]) -> None:
        super().__init__()
        self.messages = messages


def queue_reply(*, chat: Chat, author: Actor, new: NewReply, now: datetime) -> QueuedReply:
    """Take a reply for delivery, or give back the one that this key already made."""
    if repeated := _repeated(chat, new):
        return QueuedReply(repeated, is_replayed=True)
    capabilities = marketplace(chat.chat_account.marketplace).capabilities
    _refuse_content(new, capabilities)
    overridden = pass_text_check(chat, new.text, is_overridden=new.override_warnings) if new.text else []
    try:
        with change_feed():
            locked = lock_chat(chat.pk)
            if repeated := _repeated(chat, new):
                return QueuedReply(repeated, is_replayed=True)
            reply = _create(chat=locked, author=author, new=new, capabilities=capabilities, now=now)
            details = {"overridden_warnings": overridden} if overridden else None
            audit.record("reply.queued", workspace=chat.workspace, actor=author, about=reply, details=details)
            if new.draft_version is not None and author.membership is not None:
                clear_sent_draft(chat=locked, member=author.membership, version=new.draft_version, now=now)
            announce(reply)
            enqueue_delivery(reply.pk, countdown=_undo_seconds(author) or None)
    except IntegrityError:
        # The same key came at once for another chat, whose lock we do not hold.
        if repeated := _repeated(chat, new):
            return QueuedReply(repeated, is_replayed=True)
        raise
    return QueuedReply(reply, is_replayed=False)


def retry_reply(*, reply: Reply, author: Actor, now: datetime) -> Reply:
    """Send a failed reply again, by a person's decision; delivery reads the history first."""
    with locked_reply(reply.pk) as locked:
        if locked is None or locked.state != Reply.State.FAILED:
            raise ReplyNotRetryable
        if block := write_block_of(locked.chat, now=now):
            raise SendBlocked(block)
        locked.state = Reply.State.QUEUED
        locked.queued_at = now
        locked.not_before = locked.send_after = None
        locked.error_code = locked.error_detail = ""
        locked.known_message_id = locked.chat.last_message_id
        locked.save(
            update_fields=[
                "state",
                "queued_at",
                "not_before",
                "send_after",
                "error_code",
                "error_detail",
                "known_message_id",
            ]
        )
        audit.record("reply.retried", workspace=reply.workspace, actor=author, about=locked)
        announce(locked)
        enqueue_delivery(locked.pk)
    return locked


def delete_reply(*, reply: Reply, author: Actor) -> None:
    """Take back a reply that has not left, or give up one that failed; the bytes of its file go with it."""
    with locked_reply(reply.pk) as locked:
        if locked is None or locked.state not in (Reply.State.QUEUED, Reply.State.FAILED):
            raise ReplyNotCancellable
        announce(locked)
        audit.record(
            "reply.deleted",
            workspace=reply.workspace,
            actor=author,
            about=locked,
            details={"state": locked.state, "error_code": locked.error_code},
        )
        if locked.upload_id is not None:
            Upload.objects.filter(pk=locked.upload_id).delete()
        locked.delete()
        enqueue_next(reply.chat_id)


def _repeated(chat: Chat, new: NewReply) -> Reply | None:
    existing = Reply.objects.filter(workspace=chat.workspace_id, key=new.key).first()
    if existing is not None and existing.body_digest != new.digest(chat):
        raise IdempotencyKeyReused
    return existing


def _refuse_content(new: NewReply, capabilities: Capabilities) -> None:
    if new.text is not None and new.upload_id is not None:
        raise TextOrFile
    if new.upload_id is not None:
        return
    if new.text is None or not is_visible(new.text):
        raise TextEmpty(attr="text")
    if len(new.text) > capabilities.text_max:
        raise TextTooLong(attr="text", params={"limit": capabilities.text_max, "length": len(new.text)})
    if names := unfilled_variables(new.text):
        raise VariablesUnfilled(attr="text", params={"names": ", ".join(names)})


def _create(*, chat: Chat, author: Actor, new: NewReply, capabilities: Capabilities, now: datetime) -> Reply:
    if block := write_block_of(chat, now=now):
        raise SendBlocked(block)
    if new.expected_last_message_id is not None:
        _refuse_when_changed(chat, new.expected_last_message_id, author)
    reply = Reply(
        workspace_id=chat.workspace_id,
        chat=chat,
        key=new.key,
        body_digest=new.digest(chat),
        author=author.membership,
        api_key=author.api_key,
        author_name=author.name[:200],
        text=new.text or "",
        then_close=new.then_close,
        queued_at=now,
        known_message_id=chat.last_message_id,
    )
    if seconds := _undo_seconds(author):
        reply.send_after = now + timedelta(seconds=seconds)
    if new.upload_id is not None:
        _attach(reply, _usable_upload(chat, new.upload_id, capabilities))
    reply.save(force_insert=True)
    return reply


def _undo_seconds(author: Actor) -> int:
    """A person may think again for as long as they chose; a program has thought before."""
    return 0 if author.user is None else author.user.undo_seconds


def _refuse_when_changed(chat: Chat, expected_id: int, author: Actor) -> None:
    """Any newer message of buyer or seller stops the reply, except the echo of the person's own earlier one."""
    newer = messages_after(chat, expected_id, authors=(Message.Author.BUYER, Message.Author.SELLER))
    if author.membership is not None:
        newer = newer.exclude(reply__author=author.membership)
    found = list(newer.in_order()[:100])
    if found:
        raise ChatChanged(found)


def _usable_upload(chat: Chat, upload_id: int, capabilities: Capabilities) -> Upload:
    upload = Upload.objects.filter(workspace=chat.workspace_id, pk=upload_id).select_for_update().first()
    if upload is None:
        raise UploadNotFound(attr="upload")
    if Reply.objects.filter(upload=upload).exists():
        raise UploadUsed(attr="upload")
    if upload.size > capabilities.file_max_bytes:
        raise FileTooLarge(attr="upload", params={"limit": capabilities.file_max_bytes // 1024 // 1024})
    kind = recognise(bytes(upload.content[:16]))
    if kind is None or kind.extension not in capabilities.file_types:
        raise FileTypeNotAllowed(attr="upload", params={"types": ", ".join(capabilities.file_types)})
    return upload


def _attach(reply: Reply, upload: Upload) -> None:
    reply.upload = upload
    reply.file_name = upload.name
    reply.file_content_type = upload.content_type
    reply.file_size = upload.size
