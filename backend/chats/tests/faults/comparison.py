"""After the storm: what both sides hold, side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from chats.models import Chat, ChatAccount, Message, Reply, ReplyAttempt, ReplyEcho, SyncState
from chats.tests.faults.marketplace import Marketplace
from chats.tests.faults.people import People, Place, Reading, what
from chats.tests.faults.reader import SHOWN, Reader, shown
from chats.tests.faults.reference_clock import Debt, debts
from connectors.ozon.simulator.core.message import Message as RemoteMessage
from connectors.ozon.simulator.core.moments import to_datetime
from sla.models import Action, Obligation

AUTHORS = {"Customer": Message.Author.BUYER, "Seller": Message.Author.SELLER}


def compare(account: ChatAccount, marketplace: Marketplace, people: People, reader: Reader) -> list[str]:
    """Every difference in words; empty when nothing was lost, doubled or told wrong."""
    remote = marketplace.messages()
    return [
        *compare_messages(account, remote),
        *compare_replies(account, remote, people),
        *compare_clocks(account, remote),
        *compare_unread(account, remote, people),
        *compare_feed(account, reader),
        *compare_import(account),
    ]


def compare_messages(account: ChatAccount, remote: list[RemoteMessage]) -> list[str]:
    stored = {
        (chat_id, external_id): (author, folded(text), sent_at)
        for chat_id, external_id, author, text, sent_at in Message.objects.filter(
            chat__chat_account=account
        ).values_list("chat__external_id", "external_id", "author", "text", "sent_at")
    }
    written = {
        (one.chat_id, str(one.message_id)): (one.author, folded(one.text), to_datetime(one.created_at))
        for one in remote
    }
    told = [f"message {key} is not stored: {written[key]}" for key in sorted(written.keys() - stored.keys())]
    told += [f"message {key} is stored and was never written" for key in sorted(stored.keys() - written.keys())]
    for key in sorted(written.keys() & stored.keys()):
        author, text, sent_at = written[key]
        expected = (AUTHORS.get(author, stored[key][0]), text, sent_at)
        if stored[key] != expected:
            told.append(f"message {key} is {stored[key]}, not {expected}")
    return told


def compare_replies(account: ChatAccount, remote: list[RemoteMessage], people: People) -> list[str]:
    replies = list(Reply.objects.filter(chat__chat_account=account).order_by("pk"))
    sent = Counter(one.text or one.file_name for one in remote if one.source == "api")
    settled = (Reply.State.DELIVERED, Reply.State.FAILED)
    told = [
        f"{reply} is unsettled ({reply.error_code})"
        for reply in replies
        if reply.state not in settled and not reply.is_simulated
    ]
    known: Counter[str] = Counter(what(reply) for reply in replies if reply.state == Reply.State.DELIVERED)
    known.update(what(echo.reply) for echo in ReplyEcho.objects.filter(reply__in=replies).select_related("reply"))
    for words in sorted(sent.keys() | known.keys()):
        if sent[words] != known[words]:
            told.append(f"{words!r}: the marketplace took {sent[words]}, we know of {known[words]}: {trail(words)}")
        if sent[words] > people.decisions[words]:
            told.append(f"{words!r} went out {sent[words]} times for {people.decisions[words]} decisions")
    for reply in replies:
        if reply.state == Reply.State.DELIVERED and reply.message is None:
            told.append(f"{reply} is delivered without a message")
        elif reply.message is not None and not says(reply.message, reply):
            told.append(f"{reply} is linked to a message with other words")
    kept = {reply.key for reply in replies} | people.given_up
    told += [f"{words!r} was taken and is gone" for key, words in people.wishes.items() if key not in kept]
    return told


def compare_clocks(account: ChatAccount, remote: list[RemoteMessage]) -> list[str]:
    heard: dict[str, dict[str, list[tuple[datetime, int]]]] = defaultdict(lambda: defaultdict(list))
    for one in remote:
        if one.moderation != "FAILED" or one.author == "Customer":
            heard[one.chat_id][one.author].append((to_datetime(one.created_at), one.message_id))
    told = []
    for chat in Chat.objects.filter(chat_account=account):
        words = heard[chat.external_id]
        expected = debts(buyer=words["Customer"], seller=words["Seller"], losses=losses(chat))
        rows = Obligation.objects.filter(chat=chat).order_by("opened_at", "pk")
        stored = [Debt(row.opened_by, row.state, row.buyer_messages, row.due_at, row.answered_at) for row in rows]
        if stored != expected:
            told.append(f"{chat} owes {stored}, not {expected}")
        due_at = next((debt.due_at for debt in expected if debt.state == "open"), None)
        if chat.due_at != due_at:
            told.append(f"{chat} is due at {chat.due_at}, not {due_at}")
    return told


def losses(chat: Chat) -> list[datetime]:
    """When we saw the marketplace close the chat, and when it refused a reply for its window.

    That moment is ours. A question that came to light after it and is dated up to two minutes before it is given the
    benefit of the doubt: the clocks may differ, and so it stands after the refusal.
    """
    closed = Action.objects.filter(chat=chat, kind=Action.Kind.MARKETPLACE_CLOSE).values_list("at", flat=True)
    refused = ReplyAttempt.objects.filter(
        reply__chat=chat, error_code="reply_window_closed", outcome=ReplyAttempt.Outcome.FAILED
    ).values_list("ended_at", flat=True)
    return [*closed, *(before_doubtful(chat, at) for at in refused if at is not None)]


def before_doubtful(chat: Chat, refused_at: datetime) -> datetime:
    questions = Message.objects.filter(chat=chat, author=Message.Author.BUYER, received_at__gt=refused_at)
    dated = questions.values_list("sent_at", flat=True)
    doubtful = [sent_at for sent_at in dated if timedelta() <= refused_at - sent_at < timedelta(minutes=2)]
    return min(doubtful) - timedelta(microseconds=1) if doubtful else refused_at


def compare_unread(account: ChatAccount, remote: list[RemoteMessage], people: People) -> list[str]:
    told = []
    for chat in Chat.objects.filter(chat_account=account):
        places = {
            str(one.message_id): (to_datetime(one.created_at), one.message_id)
            for one in remote
            if one.chat_id == chat.external_id and one.author == "Customer"
        }
        news = {id_: place for id_, place in places.items() if place[0] >= account.connected_at}
        came = Message.objects.filter(chat=chat, external_id__in=news).order_by("pk").values_list("pk", "external_id")
        unread = unread_places([(pk, news[id_]) for pk, id_ in came], people.readings[chat.pk])
        if chat.unread_count != len(unread):
            told.append(f"{chat} shows {chat.unread_count} unread, not {len(unread)}")
    return told


def unread_places(came: list[tuple[int, Place]], readings: list[Reading]) -> list[Place]:
    """What stands above the read mark, told in the order in which it happened.

    Reading moves the mark forward. What comes to light at or below it, nobody has read: the mark is back before that.
    """
    mark: Place | None = None
    turns = [(pk, False, place) for pk, place in came] + [(one.known, True, one.up_to) for one in readings]
    for _, is_reading, place in sorted(turns):
        if is_reading:
            mark = max(mark or place, place)
        elif mark is not None and place <= mark:
            mark = (place[0], place[1] - 1)
    return [place for _, place in came if mark is None or place > mark]


def compare_feed(account: ChatAccount, reader: Reader) -> list[str]:
    """Whoever followed the feed alone holds what the tables hold."""
    told = []
    news = Message.objects.filter(chat__chat_account=account, is_historic=False)
    wanted = {
        Chat: Chat.objects.filter(chat_account=account, is_listed=True),
        Message: news,
        Reply: Reply.objects.filter(chat__chat_account=account),
    }
    for model, rows in wanted.items():
        fresh = shown(model, set(rows.values_list("pk", flat=True)))
        for pk, values in fresh.items():
            if reader.seen[model].get(pk) != values:
                told.append(f"the feed left {model.__name__} {pk} at {reader.seen[model].get(pk)}, not {values}")
        if model is Reply:
            told += [f"the feed still shows reply {pk}" for pk in reader.seen[model].keys() - fresh.keys()]
    assert SHOWN.keys() == wanted.keys()
    return told


def compare_import(account: ChatAccount) -> list[str]:
    state = SyncState.objects.get(chat_account=account)
    return [] if state.import_state == SyncState.ImportState.DONE else [f"the import is {state.import_state}"]


def says(message: Message, reply: Reply) -> bool:
    if reply.file_name:
        return any(file.get("name") == reply.file_name for file in message.attachments)
    return folded(message.text) == folded(reply.text)


def trail(words: str) -> str:
    replies = Reply.objects.filter(text=words) | Reply.objects.filter(file_name=words)
    return "; ".join(
        f"{reply} {reply.error_code} {[(a.number, a.outcome, a.error_code) for a in reply.attempts.all()]}"
        for reply in replies
    )


def folded(text: str) -> str:
    return " ".join(text.split())
