"""Buyers, the shop's people in the cabinet and at our product, and what each of them does by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db import OperationalError
from django.db.models import Model, QuerySet

from accounts.actor import Actor
from chats.models import Chat, ChatAccount, Message, Reply
from chats.services.account_settings import AccountChange, change_account
from chats.services.reading_marks import mark_read
from chats.services.replies import NewReply, delete_reply, queue_reply, retry_reply
from chats.services.uploads import store_upload
from chats.tests.faults.installation import Installation
from core.errors import DomainError

QUESTIONS = ("Здравствуйте! Есть ли размер 52?", "Когда отправите заказ?", "А цвет  такой же, как на фото?", "Спасибо!")
ANSWERS = ("Добрый день! Отправим сегодня.", "Да,  размер есть.", "Цвет как на фото.")
PDF = b"%PDF-1.7 receipt"
Place = tuple[datetime, int]
Row = TypeVar("Row", bound=Model)


class Reading(NamedTuple):
    """Up to where somebody read a chat, and which of its messages we knew then, by the newest of our ids."""

    up_to: Place
    known: int


@dataclass
class People:
    installation: Installation
    account: ChatAccount
    agent: Actor
    readings: dict[int, list[Reading]] = field(default_factory=lambda: defaultdict(list))
    """What somebody read of each chat, in that order."""
    decisions: Counter[str] = field(default_factory=Counter)
    """How often somebody decided that a text is to be sent."""
    wishes: dict[UUID, str] = field(default_factory=dict)
    """Keys of requests that were answered, with what was asked for."""
    given_up: set[UUID] = field(default_factory=set)
    _numbers: int = 0

    def acts(self) -> dict[Callable[[], None], int]:
        return {
            self.buyer_writes: 30,
            self.buyer_opens_a_chat: 6,
            self.buyer_sends_a_picture: 5,
            self.marketplace_writes: 4,
            self.cabinet_answers: 8,
            self.cabinet_reads: 4,
            self.chat_is_closed_or_opened: 2,
            self.agent_answers: 25,
            self.agent_says_it_twice: 4,
            self.agent_sends_text_and_file: 5,
            self.agent_decides: 8,
            self.agent_reads: 8,
            self.agent_rehearses: 2,
            self.agent_pauses: 1,
        }

    # Buyers, and the shop in the cabinet

    def buyer_opens_a_chat(self) -> None:
        scheme = self._random.choice(("", "fbo", "fbs"))
        fields: dict[str, object] = {"scheme": scheme, "order_number": f"48866017-{self._next():04}"}
        if scheme == "fbs":
            fields["paid_at"] = (self.installation.clock.now() - timedelta(days=2)).isoformat()
        chat = self._command("POST", "/chats", fields)
        if self._chance(0.8):
            self._write(str(chat["chat_id"]), text=self._random.choice(QUESTIONS))

    def buyer_writes(self) -> None:
        chat_id = self._remote_chat()
        for number in range(self._random.choice((1, 1, 2, 3))):
            self._write(chat_id, text=self._random.choice(QUESTIONS), in_seconds=float(number * 2))

    def buyer_sends_a_picture(self) -> None:
        self._write(self._remote_chat(), photo=True)

    def marketplace_writes(self) -> None:
        self._write(
            self._remote_chat(), author=self._random.choice(("Crm", "Support", "Courier")), text="Как вам заказ?"
        )

    def cabinet_answers(self) -> None:
        self._write(self._remote_chat(), author="Seller", text=f"Из кабинета № {self._next()}")

    def cabinet_reads(self) -> None:
        self._command("POST", f"/chats/{self._remote_chat()}/read", {})

    def chat_is_closed_or_opened(self) -> None:
        self._command(
            "PATCH", f"/chats/{self._remote_chat()}", {"status": self._random.choice(("CLOSED", "OPENED", "OPENED"))}
        )

    # The shop at our product

    def agent_answers(self) -> None:
        if chat := self._chat():
            self._ask(chat, f"{self._random.choice(ANSWERS)} № {self._next()}")

    def agent_says_it_twice(self) -> None:
        if chat := self._chat():
            text = f"Уже отправили! № {self._next()}"
            self._ask(chat, text)
            self._ask(chat, text)

    def agent_sends_text_and_file(self) -> None:
        if chat := self._chat():
            number = self._next()
            self._ask(chat, f"Вот чек № {number}")
            self._attach(chat, f"чек {number}.pdf")

    def agent_decides(self) -> None:
        """What failed is sent again, or given up where it surely did not leave."""
        failed = Reply.objects.filter(chat__chat_account=self.account, state=Reply.State.FAILED).order_by("pk")
        reply = self._one_of(failed)
        if reply is None:
            return
        if reply.left_at is None and self._chance(0.3):
            self.given_up.add(reply.key)
            self._as_a_person(lambda: delete_reply(reply=reply, author=self.agent))
        else:
            self.decisions[what(reply)] += 1
            self._as_a_person(lambda: retry_reply(reply=reply, author=self.agent, now=self.installation.clock.now()))

    def agent_reads(self) -> None:
        chat = self._chat()
        newest = Message.objects.filter(chat=chat).in_order().last() if chat else None
        if chat is not None and newest is not None:
            self._read(chat, newest)

    def agent_rehearses(self) -> None:
        self._set(AccountChange(sandbox=True))
        self.agent_answers()
        self.installation.later(self._random.uniform(5, 90), lambda: self._set(AccountChange(sandbox=False)))

    def agent_pauses(self) -> None:
        self._set(AccountChange(paused=True))
        self.installation.later(self._random.uniform(10, 400), lambda: self._set(AccountChange(paused=False)))

    def come_to_rest(self) -> None:
        self._set(AccountChange(paused=False, sandbox=False))

    def _ask(self, chat: Chat, text: str) -> None:
        self._queue(chat, NewReply(key=self._key(), text=text), text)

    def _attach(self, chat: Chat, name: str) -> None:
        try:
            upload = store_upload(workspace=chat.workspace, name=name, file=BytesIO(PDF))
        except OperationalError:
            return
        self._queue(chat, NewReply(key=self._key(), upload_id=upload.pk), name)

    def _queue(self, chat: Chat, new: NewReply, words: str) -> None:
        """A browser asks with the same key until it is told that its request was taken."""

        def ask() -> None:
            now = self.installation.clock.now()
            queue_reply(chat=chat, author=self.agent, new=new, now=now)
            self.wishes[new.key] = words

        self.decisions[words] += 1
        if not self._as_a_person(ask) or self._chance(0.1):
            self.installation.later(self._random.uniform(1, 40), lambda: self._as_a_person(ask))

    def _read(self, chat: Chat, newest: Message) -> None:
        """Until it is answered: where the answer to the commit was lost, the mark may stand already."""

        def read() -> None:
            known = Message.objects.filter(chat=chat).latest("pk").pk
            mark_read(chat=chat, up_to_message_id=newest.pk)
            self.readings[chat.pk].append(Reading((newest.sent_at, int(newest.number)), known))

        if not self._as_a_person(read):
            self.installation.later(20, lambda: self._read(chat, newest))

    def _set(self, change: AccountChange) -> None:
        now = self.installation.clock.now()
        done = self._as_a_person(lambda: change_account(account=self.account, actor=self.agent, change=change, now=now))
        if not done:
            self.installation.later(20, lambda: self._set(change))

    def _as_a_person(self, act: Callable[[], object]) -> bool:
        """A refusal is shown and ends it; a server in trouble is tried again later, or not."""
        try:
            act()
        except OperationalError:
            return False
        except DomainError:
            return True
        return True

    # Chance

    def _chat(self) -> Chat | None:
        return self._one_of(
            Chat.objects.select_related("chat_account", "workspace")
            .filter(chat_account=self.account, is_listed=True)
            .order_by("pk")
        )

    def _one_of(self, rows: QuerySet[Row]) -> Row | None:
        try:
            found = list(rows)
        except OperationalError:
            return None
        return self._random.choice(found) if found else None

    def _remote_chat(self) -> str:
        chats = [chat for chat in self.installation.marketplace.shop.chats.values() if chat.is_with_buyer]
        return self._random.choice(chats).chat_id

    def _write(self, chat_id: str, **fields: object) -> None:
        self._command("POST", f"/chats/{chat_id}/messages", fields)

    def _command(self, verb: str, path: str, body: dict[str, object]) -> dict[str, object]:
        answer: dict[str, object] = self.installation.marketplace.at_the_shop(verb, path, body)
        return answer

    @property
    def _random(self) -> Random:
        return self.installation.random

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _key(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers


def what(reply: Reply) -> str:
    """The words or the file name by which a reply is known on both sides."""
    return reply.text or reply.file_name
