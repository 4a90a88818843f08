"""A company that has been asked a million times in a year: who answered, when, and what nobody answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from accounts.models import Membership, User, Workspace
from bench.data.multiplying import multiply
from chats.models import Chat, ChatAccount, SyncState
from sla.models import Obligation
from sla.services.baselines import freeze_baseline

DAYS: Final = 365
CABINETS: Final = 3
PEOPLE: Final = 6
ASKED_IN_EACH_CHAT: Final = 5

# Numbers that look random and are the same in every run; each of a debt's facts takes its own.
_OPENED: Final = f"mod(hashint8(parent.id * 17 + n)::bigint & 2147483647, {DAYS} * 86400)"
_WAITED: Final = "mod(hashint8(parent.id * 5 + n)::bigint & 2147483647, 90000)"
_LOT: Final = "mod(hashint8(parent.id * 3 + n)::bigint & 2147483647, 100)"
_OPENED_AT: Final = f"now() - ({_OPENED}) * interval '1 second'"
_ENDED_AT: Final = f"least(now(), {_OPENED_AT} + ({_WAITED}) * interval '1 second')"
_IS_ANSWERED: Final = f"{_LOT} >= 5"
# At most one open debt in a chat.
_IS_OPEN: Final = f"n = 1 AND NOT {_IS_ANSWERED}"


def fill_obligations(workspace: Workspace, *, obligations: int) -> None:
    """Three cabinets connected half a year ago, with their baselines; chats are as many as it takes."""
    members = [_member(workspace, number) for number in range(PEOPLE)]
    for number in range(CABINETS):
        account = _cabinet(workspace, number)
        chats = -(-obligations // (CABINETS * ASKED_IN_EACH_CHAT))
        first = Chat.objects.create(
            workspace=workspace, chat_account=account, external_id=f"asked-{number}-0", kind=Chat.Kind.BUYER,
            remote_status=Chat.RemoteStatus.OPEN, history_is_complete=True, product_title="Чехол для телефона",
        )  # fmt: skip
        multiply(first, times=chats - 1, changed={"external_id": f"'asked-{number}-' || n"})
        _write_obligations(first, members[0])
        freeze_baseline(
            workspace_id=workspace.pk, chat_account_id=account.pk, connected_at=account.connected_at, now=timezone.now()
        )
    with connection.cursor() as cursor:
        for table in ("chats", "sla_obligations", "sla_baseline_obligations"):
            cursor.execute(f"VACUUM (ANALYZE) {table}")
        # What was filled in is on the disk before anything is measured.
        cursor.execute("CHECKPOINT")


def _member(workspace: Workspace, number: int) -> Membership:
    user = User.objects.create(email=f"agent-{workspace.pk}-{number}@example.com", name=f"Сотрудник {number}")
    return Membership.objects.create(workspace=workspace, user=user)


def _cabinet(workspace: Workspace, number: int) -> ChatAccount:
    now = timezone.now()
    account = ChatAccount.objects.create(
        workspace=workspace, marketplace="ozon", external_id=f"{8_000_000 + workspace.pk}{number}",
        title=f"Лавка {number}", connected_at=now - timedelta(days=180), state=ChatAccount.State.PAUSED,
    )  # fmt: skip
    SyncState.objects.create(chat_account=account, fresh_at=now, import_state=SyncState.ImportState.DONE)
    return account


def _write_obligations(chat: Chat, first_member: Membership) -> None:
    """The original is written over by nobody: it stands as one more debt at the beginning of the year."""
    began_at = timezone.now() - timedelta(days=DAYS)
    original = Obligation.objects.create(
        workspace=chat.workspace, chat_account=chat.chat_account, chat=chat, kind=Obligation.Kind.FIRST,
        state=Obligation.State.MET, opened_by="0", opened_at=began_at, target_minutes=240, warn_at=began_at,
        due_at=began_at, answered_at=began_at, ended_at=began_at, counted_at=began_at, reply_seconds=0,
        working_seconds=0, answered_by_kind=Obligation.AnsweredBy.MEMBER, answered_by_member=first_member,
    )  # fmt: skip
    changed = {
        "chat_id": "parent.id",
        "opened_by": "n::text",
        "kind": "CASE WHEN n = 1 THEN 'first' ELSE 'next' END",
        "state": f"CASE WHEN {_IS_OPEN} THEN 'open' WHEN NOT {_IS_ANSWERED} THEN 'lost'"
        f" WHEN {_WAITED} <= 14400 THEN 'met' ELSE 'met_late' END",
        "opened_at": _OPENED_AT,
        "due_at": f"{_OPENED_AT} + interval '4 hours'",
        "answered_at": f"CASE WHEN {_IS_ANSWERED} THEN {_ENDED_AT} END",
        "ended_at": f"CASE WHEN NOT ({_IS_OPEN}) THEN {_ENDED_AT} END",
        "counted_at": f"CASE WHEN {_IS_OPEN} THEN {_OPENED_AT} ELSE {_ENDED_AT} END",
        "reply_seconds": f"CASE WHEN {_IS_ANSWERED} THEN {_WAITED} END",
        "working_seconds": f"CASE WHEN {_IS_ANSWERED} THEN ({_WAITED}) / 3 END",
        "answered_by_kind": f"CASE WHEN NOT {_IS_ANSWERED} THEN '' WHEN {_LOT} < 40 THEN 'cabinet' ELSE 'member' END",
        "answered_by_member_id": f"CASE WHEN {_LOT} >= 40 THEN {first_member.pk} + mod({_LOT}, {PEOPLE}) END",
    }
    chats = f"SELECT id FROM chats WHERE chat_account_id = {chat.chat_account_id}"
    multiply(original, times=ASKED_IN_EACH_CHAT, changed=changed, per=chats)
