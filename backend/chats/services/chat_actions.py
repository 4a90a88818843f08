"""What a person does to the debt of a chat: no answer needed, close, and both taken back.

Actions are kept as rows from which the clock is derived; asking for what is already so changes nothing.
"""

from __future__ import annotations

from django.db.models import Max

from chats.models import Chat, Message
from chats.selectors.messages import messages_after, named_message
from chats.selectors.threads import REMOTE, read_actions
from chats.services.attention import ATTENTION_FIELDS, position_of, put_back, standing_close
from chats.services.changes import change_feed
from chats.services.clock import refresh_clock
from chats.services.deeds import ChatIsClosed, Deed, tell
from chats.services.reply_lock import lock_chat
from core.errors import Conflict
from sla.actions import CAN_BE_UNDONE, UNDO_WITHIN, standing_actions
from sla.models import Action
from sla.thread import ActionKind, ClockAction


class UndoTooLate(Conflict):
    code = "undo_too_late"


def waive(*, chat: Chat, deed: Deed, last_message_id: int | None = None, reason: str = "") -> None:
    """End what is owed without an answer, up to the newest message known; a later one opens a debt of its own."""
    with change_feed():
        locked = lock_chat(chat.pk)
        newest = named_message(locked, last_message_id)
        if newest is None or locked.waiting_since is None or newest.sent_at < locked.waiting_since:
            return
        _act(locked, Action.Kind.WAIVE, deed, covers=newest, reason=reason)
        _finish(locked, "chat.waived", deed)


def unwaive(*, chat: Chat, deed: Deed) -> None:
    """Take the last waive back, up to and including ten minutes later: the debt is as if it had never been waived."""
    with change_feed():
        locked = lock_chat(chat.pk)
        actions = _actions_of_people(locked)
        ended = [action for action in standing_actions(actions) if action.kind in CAN_BE_UNDONE]
        if not ended or _took_back_a_waive(actions):
            return
        waived = ended[-1]
        if waived.kind is ActionKind.CLOSE:
            if locked.status == Chat.Status.CLOSED:
                raise ChatIsClosed
            return
        if deed.now - waived.at > UNDO_WITHIN:
            if locked.waiting_since is not None:
                return
            raise UndoTooLate
        _act(locked, Action.Kind.UNDO, deed)
        _finish(locked, "chat.unwaived", deed)


def close(*, chat: Chat, deed: Deed, last_message_id: int | None = None) -> None:
    """End what is owed and the episode. A message that was not known keeps the chat open, with a debt of its own."""
    with change_feed():
        locked = lock_chat(chat.pk)
        if locked.status == Chat.Status.CLOSED:
            return
        newest = named_message(locked, last_message_id)
        if newest is not None and _repeats_the_last(locked, newest):
            return
        _act(locked, Action.Kind.CLOSE, deed, covers=newest)
        locked.snoozed_until = None
        locked.status = Chat.Status.OPEN if _asked_since(locked, newest) else Chat.Status.CLOSED
        _finish(locked, "chat.closed", deed)


def close_answered(*, chat: Chat, deed: Deed) -> None:
    """End the episode behind an answer that the marketplace shows: what was owed is answered already.

    The caller holds the lock of the chat and brings its clock up to date.
    """
    if chat.status == Chat.Status.CLOSED:
        return
    _act(chat, Action.Kind.CLOSE, deed, covers=named_message(chat, None))
    chat.snoozed_until = None
    chat.status = Chat.Status.CLOSED
    chat.save(update_fields=[*ATTENTION_FIELDS, "updated_at"])
    tell(chat, "chat.closed", deed)


def reopen(*, chat: Chat, deed: Deed) -> None:
    """Put a closed or snoozed chat back. Within ten minutes a close is undone and the debt restored, later not."""
    with change_feed():
        locked = lock_chat(chat.pk)
        if locked.status == Chat.Status.OPEN:
            return
        if locked.status == Chat.Status.CLOSED:
            closed = standing_close(locked)
            is_fresh = closed is not None and deed.now - closed.at <= UNDO_WITHIN
            _act(locked, Action.Kind.UNDO if is_fresh else Action.Kind.REOPEN, deed)
        put_back(locked)
        _finish(locked, "chat.reopened", deed)


def _asked_since(chat: Chat, newest: Message | None) -> bool:
    if newest is None:
        return False
    later = messages_after(chat, newest.pk, authors=(Message.Author.BUYER,))
    return later.filter(is_historic=False).exists()


def _actions_of_people(chat: Chat) -> list[ClockAction]:
    return [action for action in read_actions([chat.pk])[chat.pk] if action.kind not in REMOTE]


def _repeats_the_last(chat: Chat, newest: Message) -> bool:
    actions = _actions_of_people(chat)
    return bool(actions) and actions[-1].kind is ActionKind.CLOSE and actions[-1].covers == position_of(newest)


def _took_back_a_waive(actions: list[ClockAction]) -> bool:
    if not actions or actions[-1].kind is not ActionKind.UNDO:
        return False
    struck = set(standing_actions(actions[:-1])).difference(standing_actions(actions))
    return any(action.kind is ActionKind.WAIVE for action in struck)


def _act(chat: Chat, kind: Action.Kind, deed: Deed, *, covers: Message | None = None, reason: str = "") -> None:
    """Keep it as done now, though not before what it covers or what was done last: clocks may differ by seconds."""
    last_at = Action.objects.filter(chat=chat).aggregate(last=Max("at"))["last"]
    moments = [deed.now, last_at, covers.sent_at if covers else None]
    Action.objects.create(
        workspace_id=chat.workspace_id,
        chat=chat,
        kind=kind,
        at=max(moment for moment in moments if moment),
        covers_at=covers.sent_at if covers else None,
        covers_number=covers.number if covers else None,
        author_name=deed.actor.name[:254],
        reason=reason,
    )


def _finish(chat: Chat, action: str, deed: Deed) -> None:
    refresh_clock(chat, now=deed.now)
    chat.save(update_fields=[*ATTENTION_FIELDS, "updated_at"])
    tell(chat, action, deed)
