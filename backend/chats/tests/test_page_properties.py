"""However the pages of a thread come, in the end the same is stored."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Workspace
from chats.models import Chat, ChatAccount
from chats.sync.apply import store_messages
from chats.tests.factories import NOW, make_account, make_chat
from connectors.records import Author, RemoteMessage
from sla.services.recompute import FACTS

AUTHORS = (Author.BUYER, Author.BUYER, Author.SELLER, Author.AUTOMATIC, Author.SUPPORT)
SUMMARY = (
    "first_external_id",
    "last_external_id",
    "last_message_at",
    "last_author",
    "preview",
    "unread_count",
    "is_listed",
    "order_number",
    "waiting_since",
    "due_at",
    "deadline_at",
    "answered_at",
    "window_closes_at",
)


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace, connected_at=NOW)


@st.composite
def threads(draw: st.DrawFn) -> list[RemoteMessage]:
    """Messages whose times follow their ids, some at the same instant, some from before the connection."""
    minute = -60
    messages = []
    for number in range(draw(st.integers(1, 9))):
        minute += draw(st.integers(0, 90))
        messages.append(
            RemoteMessage(
                id=str(9 + number * 7),
                chat_id="any",
                author=draw(st.sampled_from(AUTHORS)),
                text=f"Слово № {number}",
                sent_at=NOW + timedelta(minutes=minute),
                order_number=draw(st.sampled_from([None, "48866017-0495"])),
            )
        )
    return messages


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[RemoteMessage], list[list[RemoteMessage]]]:
    """A thread, and pages that hold all of it: cut anywhere, in any order, edges and whole pages repeated."""
    thread = draw(threads())
    cuts = sorted(draw(st.sets(st.integers(1, len(thread)), max_size=4)))
    edges = list(zip([0, *cuts], [*cuts, len(thread)], strict=True))
    overlap = draw(st.integers(0, 1))
    pages = [thread[max(start - overlap, 0) : end] for start, end in edges]
    pages += draw(st.lists(st.sampled_from(pages), max_size=2))
    return thread, [draw(st.permutations(page)) for page in draw(st.permutations(pages))]


def state_of(chat: Chat) -> dict[str, Any]:
    chat = Chat.objects.get(pk=chat.pk)
    messages = chat.messages.in_order()
    return {
        **{name: getattr(chat, name) for name in SUMMARY},
        "newest": chat.messages.get(pk=chat.last_message_id or 0).external_id,
        "messages": list(messages.values_list("external_id", "author", "text", "sent_at", "is_historic")),
        "debts": list(chat.obligations.order_by("opened_at").values_list("opened_by", *FACTS)),
    }


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(delivery=deliveries())
def test_pages_in_any_order_cut_anywhere_and_repeated_leave_the_same(
    account: ChatAccount, delivery: tuple[list[RemoteMessage], list[list[RemoteMessage]]]
) -> None:
    thread, pages = delivery
    in_order, as_it_came = make_chat(account=account), make_chat(account=account)

    store_messages(in_order, thread, now=NOW + timedelta(days=1))
    for page in pages:
        store_messages(as_it_came, page, now=NOW + timedelta(days=1))

    assert state_of(as_it_came) == state_of(in_order)
