"""Who of the invented company wrote the answers since the connection, so that there are several to compare."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from accounts.models import Membership
from chats.demo import names
from chats.models import Chat, ChatAccount, Message, Reply
from chats.services.clock import refresh_clocks
from chats.services.replies import NewReply

# The rest was written in the marketplace's own cabinet.
SHARES: Final = {names.AGENT_EMAIL: 0.45, names.SECOND_AGENT_EMAIL: 0.3, names.OWNER_EMAIL: 0.1}
SEED: Final = 4


@transaction.atomic
def settle_authors(account: ChatAccount, *, now: datetime) -> int:
    """Let most answers of imported history be replies of members; changes nothing once anybody has replied."""
    if Reply.objects.filter(chat__chat_account=account).exists():
        return 0
    members = Membership.objects.filter(workspace=account.workspace_id, user__email__in=SHARES).select_related("user")
    by_email = {member.user.email: member for member in members}
    random = Random(SEED)  # noqa: S311 - the same demo for everybody
    replies: list[Reply] = []
    for message in _answers(account):
        [email] = random.choices([*SHARES, ""], [*SHARES.values(), 1 - sum(SHARES.values())])
        if email in by_email:
            replies.append(_reply(message, by_email[email]))
    Reply.objects.bulk_create(replies)
    written = Reply.objects.filter(chat__chat_account=account)
    written.update(created_at=F("queued_at"))
    answered = Chat.objects.filter(pk__in=written.values("chat")).select_for_update(of=("self",))
    refresh_clocks(list(answered.select_related("chat_account").order_by("pk")), now=now)
    return len(replies)


def _answers(account: ChatAccount) -> list[Message]:
    with_buyers = Message.objects.filter(chat__chat_account=account, chat__kind=Chat.Kind.BUYER)
    written = with_buyers.filter(author=Message.Author.SELLER, attachments=[]).exclude(text="")
    since = written.filter(sent_at__gte=account.connected_at)
    return list(since.select_related("chat").in_order())


def _reply(message: Message, member: Membership) -> Reply:
    at, key = message.sent_at, uuid4()
    return Reply(
        workspace_id=message.chat.workspace_id,
        chat=message.chat,
        key=key,
        body_digest=NewReply(key=key, text=message.text).digest(message.chat),
        author=member,
        author_name=member.name,
        text=message.text,
        state=Reply.State.DELIVERED,
        attempt_count=1,
        left_at=at,
        queued_at=at,
        sending_at=at,
        accepted_at=at,
        delivered_at=at,
        message=message,
    )
