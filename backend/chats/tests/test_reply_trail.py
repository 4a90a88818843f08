from datetime import datetime, timedelta
from typing import Final

from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Chat, Reply
from chats.tests.factories import NOW, make_chat, make_reply

FIRST_SENT: Final = NOW + timedelta(seconds=1)
DOUBTED: Final = NOW + timedelta(seconds=21)
NOT_SEEN: Final = NOW + timedelta(minutes=11)
SENT_AGAIN: Final = NOW + timedelta(minutes=12)
ACCEPTED: Final = NOW + timedelta(minutes=12, seconds=1)
DELIVERED: Final = NOW + timedelta(minutes=12, seconds=5)


def travelled(chat: Chat) -> Reply:
    """Sent into silence, not seen, sent again by a person, seen."""
    reply = make_reply(
        chat=chat,
        state=Reply.State.DELIVERED,
        attempt_count=2,
        sending_at=SENT_AGAIN,
        unclear_at=DOUBTED,
        failed_at=NOT_SEEN,
        accepted_at=ACCEPTED,
        delivered_at=DELIVERED,
    )
    reply.attempts.create(
        number=1, started_at=FIRST_SENT, ended_at=DOUBTED, outcome="unclear", error_code="outcome_unknown"
    )
    reply.attempts.create(number=2, started_at=SENT_AGAIN, ended_at=ACCEPTED, outcome="accepted")
    return reply


def moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def test_a_reply_tells_when_it_was_where(agent: APIClient, workspace: Workspace) -> None:
    reply = travelled(make_chat(workspace=workspace))

    (shown,) = agent.get(f"/api/v1/chats/{reply.chat_id}/replies").json()["results"]

    times = {name: shown[name] for name in ("sending_at", "unclear_at", "failed_at", "accepted_at", "delivered_at")}
    assert times == {
        "sending_at": moment(SENT_AGAIN),
        "unclear_at": moment(DOUBTED),
        "failed_at": moment(NOT_SEEN),
        "accepted_at": moment(ACCEPTED),
        "delivered_at": moment(DELIVERED),
    }
    assert shown["created_at"] is not None
    assert shown["attempts"] == [
        {
            "number": 1,
            "started_at": moment(FIRST_SENT),
            "ended_at": moment(DOUBTED),
            "outcome": "unclear",
            "error_code": "outcome_unknown",
        },
        {
            "number": 2,
            "started_at": moment(SENT_AGAIN),
            "ended_at": moment(ACCEPTED),
            "outcome": "accepted",
            "error_code": None,
        },
    ]


def test_the_trail_of_a_foreign_reply_is_not_shown(stranger: APIClient, workspace: Workspace) -> None:
    reply = travelled(make_chat(workspace=workspace))

    assert stranger.get(f"/api/v1/chats/{reply.chat_id}/replies").status_code == 404
