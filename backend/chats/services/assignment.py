"""Which member takes care of a chat. It says nothing of who may answer: everybody may."""

from django.utils import timezone

from accounts.models import Membership
from chats.models import Chat
from chats.services.changes import change_feed, record_chat
from chats.services.deeds import Deed, tell
from chats.services.reply_lock import lock_chat
from core.errors import Invalid


class MemberUnknown(Invalid):
    code = "member_unknown"


def assign(*, chat: Chat, membership_id: int | None, deed: Deed) -> None:
    """Give the chat to a member of its workspace, or to nobody."""
    with change_feed():
        locked = lock_chat(chat.pk)
        if locked.assignee_id == membership_id:
            return
        member = None if membership_id is None else _member(locked, membership_id)
        locked.assignee = member
        locked.save(update_fields=["assignee", "updated_at"])
        tell(locked, "chat.assigned", deed, assignee=None if member is None else member.user.display_name)


def _member(chat: Chat, membership_id: int) -> Membership:
    members = Membership.objects.filter(workspace=chat.workspace_id, user__is_active=True).select_related("user")
    found = members.filter(pk=membership_id).first()
    if found is None:
        raise MemberUnknown(attr="assignee")
    return found


def release_chats(*, membership: Membership) -> None:
    """Whoever leaves takes care of no chat any more."""
    with change_feed():
        theirs = Chat.objects.select_for_update(no_key=True).filter(assignee=membership).order_by("pk")
        chats = list(theirs)
        Chat.objects.filter(pk__in=[chat.pk for chat in chats]).update(assignee=None, updated_at=timezone.now())
        for chat in chats:
            record_chat(chat)
