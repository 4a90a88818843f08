"""After the drill: what the marketplace holds and what our API shows, side by side."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from chats.tests.faults.drill import Drill
from chats.tests.faults.reference_clock import TARGET, debts

Row = dict[str, Any]


def compare(drill: Drill) -> list[str]:
    """Every difference in words; empty when nothing was lost, doubled or told wrong."""
    written = {str(one["message_id"]): one for one in drill.ozon.at_the_shop("GET", "/messages?kind=BUYER_SELLER")}
    chats = list(drill.seller.pages("/chats"))
    threads = {str(chat["id"]): read_thread(drill, str(chat["id"])) for chat in chats}
    replies = [reply for chat in chats for reply in drill.seller.pages(f"/chats/{chat['id']}/replies")]
    return [
        *compare_messages(written, Counter(id_ for thread in threads.values() for id_ in thread)),
        *compare_replies(drill, replies),
        *compare_clocks(chats, {id_: [written[one] for one in thread] for id_, thread in threads.items()}),
        *compare_feed(drill, chats, replies),
    ]


def read_thread(drill: Drill, chat_id: str) -> list[str]:
    """Marketplace ids of all messages of a chat."""
    path = f"/chats/{chat_id}/messages?limit=100"
    page = drill.seller.get(path)
    found: list[Row] = page["results"]
    while page["has_older"]:
        page = drill.seller.get(f"{path}&before={found[0]['id']}")
        found = page["results"] + found
    return [str(message["external_id"]) for message in found]


def compare_messages(written: dict[str, Row], shown: Counter[str]) -> list[str]:
    told = [f"message {id_} is shown {count} times" for id_, count in shown.items() if count != 1]
    told += [f"message {id_} is missing" for id_ in written.keys() - shown.keys()]
    return told + [f"message {id_} was never written" for id_ in shown.keys() - written.keys()]


def compare_replies(drill: Drill, replies: list[Row]) -> list[str]:
    sent = Counter(str(one["text"]) for one in drill.ozon.at_the_shop("GET", "/sends"))
    states = {str(reply["text"]): str(reply["state"]) for reply in replies}
    told = []
    for request in drill.requests:
        state = states.get(request.text)
        if request.taken and state is None:
            told.append(f"{request.text!r} was taken and is gone")
        if state is not None and sent[request.text] != (state == "delivered"):
            told.append(f"{request.text!r} is {state} and was sent {sent[request.text]} times")
    return told + [f"{words!r} was sent without a reply" for words in sent.keys() - states.keys()]


def compare_clocks(chats: list[Row], threads: dict[str, list[Row]]) -> list[str]:
    told = []
    for chat in chats:
        owed = owed_since(threads[str(chat["id"])])
        shown = chat["clock"]["opened_at"]
        if owed != (datetime.fromisoformat(shown) if shown else None):
            told.append(f"chat {chat['id']} is owed an answer since {owed}, not {shown}")
    return told


def owed_since(thread: list[Row]) -> datetime | None:
    said = [(str(one["author"]), datetime.fromisoformat(one["created_at"]), int(one["message_id"])) for one in thread]
    buyer = [(at, number) for author, at, number in said if author == "Customer"]
    seller = [(at, number) for author, at, number in said if author == "Seller"]
    last = next(reversed(debts(buyer=buyer, seller=seller, losses=[])), None)
    return last.due_at - TARGET if last is not None and last.state == "open" else None


def compare_feed(drill: Drill, chats: list[Row], replies: list[Row]) -> list[str]:
    told = {"chat_id": {str(chat["id"]) for chat in chats}, "reply_id": {str(reply["id"]) for reply in replies}}
    return [f"the feed was silent about {name} {id_}" for name, ids in told.items() for id_ in ids - drill.told[name]]
