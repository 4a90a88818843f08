"""What every connector that reads chat by chat must do, whatever stands behind it.

A test module subclasses ConnectorContract and gives a bench: a cabinet whose buyers it can move.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from connectors.accounts import Check
from connectors.base import GivesRatings, KnowsOrders, KnowsProducts, MarksRead, ReadsByChat
from connectors.errors import AuthFailed, OutcomeUnknown, RateLimited, Rejected, TemporaryFailure
from connectors.records import Author, ChatAddress, ChatKind, OutgoingFile, OutgoingPart, RemoteChat, RemoteMessage
from connectors.testing.bench import QUESTION, Bench
from connectors.testing.contract_beside_chats import BesideChatsContract

PDF = OutgoingFile(name="instruction.pdf", content=b"%PDF-1.4\n%%EOF\n")
ANSWER = "Здравствуйте! Да, полка как раз на 80 см."


def send(connector: ReadsByChat, chat_id: str, text: str) -> None:
    connector.send(to=ChatAddress(chat_id), part=OutgoingPart(text=text))


def all_chats(connector: ReadsByChat, *, limit: int) -> Iterator[RemoteChat]:
    cursor: str | None = None
    for _ in range(100):
        page = connector.list_chats(cursor=cursor, limit=limit)
        yield from page.items
        cursor = page.cursor
        if not page.has_more:
            return
    pytest.fail("the list has no end")


def history(connector: ReadsByChat, chat_id: str) -> list[RemoteMessage]:
    """The whole newest page, oldest first."""
    return list(reversed(connector.list_messages_back(chat_id=chat_id, limit=100).items))


class ConnectorContract(BesideChatsContract):
    """The suite; ``bench`` is the fixture that a subclass gives."""

    def test_a_message_of_a_buyer_arrives_with_its_id_unchanged(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        message_id = bench.buyer_writes(chat_id, QUESTION)

        [message] = history(bench.connect(), chat_id)

        assert (message.id, message.chat_id, message.author, message.text) == (
            message_id,
            chat_id,
            Author.BUYER,
            QUESTION,
        )
        assert int(message.id) > 2**53
        assert message.sent_at is not None
        assert message.sent_at.tzinfo is not None

    def test_the_mark_of_a_chat_is_its_newest_message(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.buyer_writes(chat_id, QUESTION)
        newest = bench.buyer_writes(chat_id, "И какого она цвета?")

        [chat] = [chat for chat in all_chats(bench.connect(), limit=100) if chat.id == chat_id]

        assert (chat.kind, chat.change_mark, chat.is_empty) == (ChatKind.BUYER, newest, False)
        assert chat.unread_count == 2

    def test_a_chat_without_messages_is_empty(self, bench: Bench) -> None:
        chat_id = bench.open_chat()

        [chat] = [chat for chat in all_chats(bench.connect(), limit=100) if chat.id == chat_id]

        assert chat.is_empty

    def test_the_list_is_read_to_its_end(self, bench: Bench) -> None:
        opened = [bench.open_chat() for _ in range(7)]
        for chat_id in opened:
            bench.buyer_writes(chat_id, QUESTION)

        found = [chat.id for chat in all_chats(bench.connect(), limit=2)]

        assert sorted(chat_id for chat_id in found if chat_id in opened) == sorted(opened)

    def test_only_unread_chats_are_listed_when_asked(self, bench: Bench) -> None:
        waiting, answered = bench.open_chat(), bench.open_chat()
        bench.buyer_writes(waiting, QUESTION)
        newest = bench.buyer_writes(answered, QUESTION)
        connector = bench.connect()
        assert isinstance(connector, MarksRead)
        connector.mark_read(chat_id=answered, up_to=newest)

        page = connector.list_chats(only_unread=True)

        assert [chat.id for chat in page.items if chat.id in (waiting, answered)] == [waiting]

    def test_the_same_page_twice_gives_the_same_records(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.buyer_writes(chat_id, QUESTION)
        bench.seller_writes_in_cabinet(chat_id, ANSWER)
        connector = bench.connect()

        assert history(connector, chat_id) == history(connector, chat_id)

    def test_nothing_is_lost_or_doubled_at_the_edges_of_pages(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        ids = [bench.buyer_writes(chat_id, f"Вопрос номер {number}") for number in range(6)]
        connector = bench.connect()
        forward, back = [], []

        after, before = ids[0], None
        for _ in range(10):
            ahead = connector.list_messages(chat_id=chat_id, after=after, limit=2)
            forward += [message.id for message in ahead.items]
            after = ahead.cursor or after
            if not ahead.has_more:
                break
        for _ in range(10):
            behind = connector.list_messages_back(chat_id=chat_id, before=before, limit=2)
            back += [message.id for message in behind.items]
            before = behind.cursor
            if not behind.has_more:
                break

        assert forward == ids[1:]
        assert back == ids[::-1]

    def test_reading_after_the_newest_message_gives_nothing(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        newest = bench.buyer_writes(chat_id, QUESTION)

        page = bench.connect().list_messages(chat_id=chat_id, after=newest)

        assert (page.items, page.cursor, page.has_more) == ((), None, False)

    def test_chosen_messages_can_be_looked_at_again(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        first = bench.buyer_writes(chat_id, QUESTION)
        bench.buyer_writes(chat_id, "И какого она цвета?")

        found = bench.connect().get_messages(chat_id=chat_id, ids=[first])

        assert [message.id for message in found] == [first]

    def test_a_picture_without_text_is_a_message_and_can_be_opened(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.buyer_sends_picture(chat_id)
        connector = bench.connect()

        [message] = history(connector, chat_id)
        opened = connector.open_file(ref=message.files[0].ref)

        assert (message.author, message.text, message.files[0].is_image) == (Author.BUYER, "", True)
        assert len(b"".join(opened.chunks)) > 0
        assert opened.content_type.startswith("image/")

    def test_a_file_nobody_has_is_refused(self, bench: Bench) -> None:
        with pytest.raises(Rejected):
            bench.connect().open_file(ref="/v2/chat/file/nothing/here.jpg")

    def test_an_answer_from_the_cabinet_is_the_sellers(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.buyer_writes(chat_id, QUESTION)
        bench.seller_writes_in_cabinet(chat_id, ANSWER)

        newest = history(bench.connect(), chat_id)[-1]

        assert (newest.author, newest.text) == (Author.SELLER, ANSWER)

    def test_an_automatic_greeting_is_not_the_sellers(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.marketplace_greets(chat_id, "Продавец скоро ответит")

        newest = history(bench.connect(), chat_id)[-1]

        assert newest.author is Author.AUTOMATIC

    def test_words_nobody_documented_become_other(self, bench: Bench) -> None:
        chat_id = bench.open_strange_chat("Новое слово")
        connector = bench.connect()

        [chat] = [chat for chat in all_chats(connector, limit=100) if chat.id == chat_id]
        [message] = history(connector, chat_id)

        assert chat.kind is ChatKind.OTHER
        assert (message.author, message.text) == (Author.OTHER, "Новое слово")

    def test_a_reply_comes_back_in_the_history_once(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        asked = bench.buyer_writes(chat_id, QUESTION)
        connector = bench.connect()

        send(connector, chat_id, ANSWER)
        bench.wait_for_echoes()

        [echo] = connector.list_messages(chat_id=chat_id, after=asked).items
        assert (echo.author, echo.text) == (Author.SELLER, ANSWER)
        assert bench.replies(chat_id) == [ANSWER]

    def test_two_equal_replies_are_two_messages(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        asked = bench.buyer_writes(chat_id, QUESTION)
        connector = bench.connect()

        send(connector, chat_id, ANSWER)
        send(connector, chat_id, ANSWER)
        bench.wait_for_echoes()

        echoes = connector.list_messages(chat_id=chat_id, after=asked).items
        assert [echo.text for echo in echoes] == [ANSWER, ANSWER]
        assert echoes[0].id != echoes[1].id

    def test_a_file_comes_back_under_its_name(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        asked = bench.buyer_writes(chat_id, QUESTION)
        connector = bench.connect()

        connector.send(to=ChatAddress(chat_id), part=OutgoingPart(files=(PDF,)))
        bench.wait_for_echoes()

        [echo] = connector.list_messages(chat_id=chat_id, after=asked).items
        assert (echo.author, echo.files[0].name, echo.text) == (Author.SELLER, PDF.name, "")
        assert b"".join(connector.open_file(ref=echo.files[0].ref).chunks) == PDF.content

    def test_a_lost_answer_leaves_the_outcome_unknown_and_nothing_is_repeated(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.buyer_writes(chat_id, QUESTION)
        bench.lose_next_answer()

        with pytest.raises(OutcomeUnknown):
            send(bench.connect(), chat_id, ANSWER)

        assert bench.replies(chat_id) == [ANSWER]

    @pytest.mark.parametrize(("text", "code"), [("", "text_empty"), (" \n", "text_empty")])
    def test_an_empty_reply_is_refused_before_the_network(self, bench: Bench, text: str, code: str) -> None:
        chat_id = bench.open_chat()
        bench.be_in_trouble()

        with pytest.raises(Rejected, match=code):
            send(bench.connect(), chat_id, text)

    def test_too_long_a_reply_is_refused_before_the_network(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.be_in_trouble()
        connector = bench.connect()

        with pytest.raises(Rejected, match="text_too_long"):
            send(connector, chat_id, "ю" * (connector.capabilities.text_max + 1))

    def test_a_reply_to_a_chat_that_is_not_there_is_refused_for_good(self, bench: Bench) -> None:
        with pytest.raises(Rejected, match="chat_not_found"):
            send(bench.connect(), "00000000-0000-4000-8000-000000000000", ANSWER)

    def test_asking_too_often_says_when_to_come_back(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.buyer_writes(chat_id, QUESTION)
        bench.ask_for_patience(90)

        with pytest.raises(RateLimited) as caught:
            send(bench.connect(), chat_id, ANSWER)

        assert 0 < (caught.value.until - datetime.now(UTC)).total_seconds() <= 90
        assert bench.replies(chat_id) == []

    def test_trouble_of_the_marketplace_is_temporary_for_reads_and_unknown_for_sends(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.buyer_writes(chat_id, QUESTION)
        bench.be_in_trouble()
        connector = bench.connect()

        with pytest.raises(TemporaryFailure):
            connector.list_chats()
        with pytest.raises(OutcomeUnknown):
            send(connector, chat_id, ANSWER)

    def test_a_revoked_key_is_told_apart(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.revoke_key()
        connector = bench.connect()

        check = connector.check()
        with pytest.raises(AuthFailed):
            connector.list_chats()
        with pytest.raises(AuthFailed):
            send(connector, chat_id, ANSWER)

        assert isinstance(check.problem, AuthFailed)
        assert (check.steps[0].check, check.steps[0].ok) == (Check.KEY, False)
        assert not check.account.can_read

    def test_a_missing_subscription_connects_without_replies(self, bench: Bench) -> None:
        chat_id = bench.open_chat()
        bench.buyer_writes(chat_id, QUESTION)
        bench.end_subscription()
        connector = bench.connect()

        check = connector.check()
        with pytest.raises(Rejected, match="marketplace_subscription_required"):
            send(connector, chat_id, ANSWER)

        assert check.problem is None
        assert check.account.can_read
        assert not check.account.can_send
        assert bench.replies(chat_id) == []

    def test_a_healthy_cabinet_passes_the_check(self, bench: Bench) -> None:
        bench.buyer_writes(bench.open_chat(), QUESTION)

        check = bench.connect().check()

        assert check.problem is None
        assert [step.check for step in check.steps] == list(Check)
        assert all(step.ok for step in check.steps)
        assert (check.account.can_read, check.account.can_send) == (True, True)
        assert check.account.name

    def test_what_a_connector_claims_it_can_do(self, bench: Bench) -> None:
        connector = bench.connect()

        assert connector.capabilities.mark_read == isinstance(connector, MarksRead)
        assert connector.capabilities.ratings == isinstance(connector, GivesRatings)
        assert connector.capabilities.products == isinstance(connector, KnowsProducts)
        assert connector.capabilities.orders == isinstance(connector, KnowsOrders)

    def test_neither_keys_nor_words_are_logged_or_shown(self, bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        chat_id = bench.open_chat()
        bench.buyer_writes(chat_id, QUESTION)
        connector = bench.connect()

        shown = [
            repr(connector),
            repr(connector.check()),
            repr(connector.list_chats()),
            repr(history(connector, chat_id)),
        ]
        send(connector, chat_id, ANSWER)
        bench.revoke_key()
        with pytest.raises(AuthFailed) as caught:
            connector.list_chats()

        written = " ".join([*shown, caplog.text, repr(caught.value), str(caught.value), caught.value.detail])
        for secret in (*bench.secrets, QUESTION, ANSWER):
            assert secret not in written
