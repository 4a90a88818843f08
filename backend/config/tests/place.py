"""One object of every kind that an address of the API can name, all in one workspace and marked with one word."""

from datetime import UTC, datetime
from typing import Final

from django.utils import timezone

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_api_key, make_invitation, make_member
from billing.tests.money import make_invoice
from chats.models import Export, Note, Reply, ReplyTemplate, SavedView
from chats.tests.factories import make_account, make_chat, make_message, make_reply
from sla.tests.factories import make_calendar, make_policy

MARK: Final = "ЗАПЛАНИРОВАНО"
SINCE: Final = datetime(2026, 11, 1, tzinfo=UTC)

Ids = dict[str, str]


def furnish(workspace: Workspace) -> Ids:
    """The ids by the name that addresses give them."""
    account = make_account(workspace=workspace, title=MARK)
    chat = make_chat(account=account, product_title=MARK)
    now = timezone.now()
    message = make_message(chat=chat, text=MARK)
    reply = make_reply(chat=chat, text=MARK, state=Reply.State.FAILED)
    note = Note.objects.create(workspace=workspace, chat=chat, text=MARK, author_name=MARK, created_at=now)
    template = ReplyTemplate.objects.create(workspace=workspace, title=MARK, text=MARK, updated_at=now)
    make_policy(workspace=workspace, since=SINCE)
    policy = make_policy(workspace=workspace, chat_account=account, since=SINCE)
    calendar = make_calendar(workspace=workspace, since=SINCE, title=MARK)
    member = make_member(workspace=workspace, role=Membership.Role.AGENT, name=MARK)
    api_key, _ = make_api_key(workspace=workspace, name=MARK)
    # Views are seen by their member alone: where the test has one signed in already, it is theirs.
    viewer = Membership.objects.filter(workspace=workspace).order_by("pk").first() or member
    view = SavedView.objects.create(member=viewer, name=MARK, place=0, queue="all", ordering="deadline")
    export = Export.objects.create(workspace=workspace, asked_by=MARK, created_at=now, worked_at=now)
    return {
        "account_id": str(account.pk),
        "api_key_id": str(api_key.pk),
        "calendar_id": str(calendar.pk),
        "export_id": str(export.pk),
        "invoice_id": str(make_invoice(workspace=workspace, line=MARK).pk),
        "invitation_id": str(make_invitation(workspace=workspace).pk),
        "chat_id": str(chat.pk),
        "member_id": str(member.pk),
        "message_id": str(message.pk),
        "note_id": str(note.pk),
        "number": "0",
        "policy_id": str(policy.pk),
        "reply_id": str(reply.pk),
        "template_id": str(template.pk),
        "view_id": str(view.pk),
    }
