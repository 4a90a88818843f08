"""Ozon's saved answers become the shared records."""

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from connectors.errors import TemporaryFailure
from connectors.http import Answer
from connectors.ozon.context_mapping import to_money
from connectors.ozon.fields import Drift, measured, word
from connectors.ozon.mapping import to_remote_chat, to_remote_message
from connectors.ozon.markdown import FileLinks
from connectors.ozon.payloads import read_chat_list, read_history, read_roles, read_seller
from connectors.records import (
    Author,
    ChatKind,
    ChatStatus,
    FileKind,
    ModerationState,
    RemoteChat,
    RemoteFile,
    RemoteMessage,
)
from connectors.testing.payloads import ozon_payload

BASE_URL = "https://api-seller.ozon.ru"


def payload(name: str) -> object:
    return Answer(status=200, headers={}, body=ozon_payload(name)).json()


def chats_of(name: str, drift: Drift | None = None) -> list[RemoteChat]:
    drift = drift or Drift()
    return [to_remote_chat(chat, drift=drift) for chat in read_chat_list(payload(name), drift).chats]


def messages_of(name: str, drift: Drift | None = None) -> list[RemoteMessage]:
    drift = drift or Drift()
    links = FileLinks(base_url=BASE_URL, on_foreign=lambda: drift.note("foreign_file", "data"))
    return [
        to_remote_message(message, chat_id="chat", links=links, drift=drift)
        for message in read_history(payload(name), drift).messages
    ]


def test_a_list_gives_chats_with_their_marks_unrounded() -> None:
    buyer, mailing, empty = chats_of("chat_list")

    assert buyer == RemoteChat(
        id="7c5e2a14-93d0-4f6b-8f0e-51b6c2a7d903",
        kind=ChatKind.BUYER,
        status=ChatStatus.OPEN,
        raw_kind="BUYER_SELLER",
        change_mark="3000000002914407615",
        first_unread_message_id="3000000002914407615",
        unread_count=1,
        created_at=datetime(2026, 11, 21, 9, 14, 2, 118734, tzinfo=UTC),
    )
    assert mailing.kind is ChatKind.MAILING
    assert (empty.change_mark, empty.is_empty, empty.first_unread_message_id) == ("0", True, None)


def test_strings_for_numbers_and_mixed_case_words_mean_the_same() -> None:
    drift = Drift()
    page = read_chat_list(payload("chat_list_as_in_sample"), drift)

    select, support = chats_of("chat_list_as_in_sample", drift)

    assert page.has_next is True
    assert (select.kind, select.status, select.unread_count) == (ChatKind.BUYER, ChatStatus.OPEN, 1)
    assert select.change_mark == "30000000001280042740"
    assert (support.kind, support.status) == (ChatKind.SUPPORT, ChatStatus.CLOSED)
    assert drift.counts == {}


def test_odd_chats_are_counted_and_the_rest_of_the_page_survives() -> None:
    drift = Drift()

    odd, bare, good = chats_of("chat_list_odd", drift)

    assert (odd.kind, odd.status, odd.raw_kind) == (ChatKind.OTHER, ChatStatus.UNKNOWN, "BUYER_COURIER")
    assert (odd.change_mark, odd.unread_count, odd.created_at) == (None, None, None)
    assert bare.kind is ChatKind.OTHER
    assert good.created_at == datetime(2026, 11, 21, 6, 14, 2, tzinfo=UTC)
    assert {kind for kind, _ in drift.counts} == {
        "null_item",
        "bad_id",
        "bad_count",
        "bad_time",
        "unknown_value",
        "extra_field",
        "missing_field",
    }


def test_a_history_gives_texts_files_and_context() -> None:
    text, picture = messages_of("history_forward")

    assert text.author is Author.SELLER
    assert text.text == "Добрый день! Размер 52 есть, отправим сегодня."
    assert (text.order_number, text.sku, text.is_read) == ("48866017-0495", "1720453311", True)
    assert picture.id == "3000000002914407615"
    assert picture.author is Author.BUYER
    assert picture.text == ""
    assert picture.moderation is ModerationState.PASSED
    assert picture.sku is None
    assert picture.files[0].ref == "/v2/chat/file/5b1c90d2/photo_1.jpg"
    assert (picture.files[0].name, picture.files[0].is_image) == ("photo_1.jpg", True)


def test_authors_are_known_in_any_case_and_with_a_cyrillic_letter() -> None:
    drift = Drift()

    authors = [message.author for message in messages_of("history_authors", drift)]

    assert authors == [
        Author.BUYER,
        Author.BUYER,
        Author.SELLER,
        Author.AUTOMATIC,
        Author.COURIER,
        Author.SUPPORT,
        Author.NOTIFICATION,
        Author.AUTOMATIC,
        Author.OTHER,
    ]
    assert drift.counts == {("unknown_value", "history.messages.user.type"): 1}


def test_parts_of_a_message_are_joined_and_links_to_files_taken_out() -> None:
    messages = {message.id: message for message in messages_of("history_parts")}

    assert messages["21"].text == "Отправим  завтра"
    assert messages["22"].text == "errorText\nвот что пишет приложение"
    assert messages["23"].text == "Здравствуйте\nгде заказ?"
    assert (messages["24"].text, messages["24"].files) == ("", (RemoteFile(ref="", kind=FileKind.IMAGE),))
    assert (messages["25"].files[0].name, messages["25"].files[0].kind) == ("instruction.pdf", FileKind.DOCUMENT)
    assert messages["25"].files[0].content_type == "application/pdf"
    assert messages["26"].text == "Скрипит вот так"
    assert (messages["26"].files[0].kind, messages["26"].files[0].ref) == (
        FileKind.VIDEO,
        "/v2/chat/file/88bb/9f3e?part=1",
    )
    assert messages["27"].files[0].is_image
    assert messages["28"].text == "Смотрю [этот чайник](https://www.ozon.ru/product/1720453311/), есть белый?"
    assert [file.name for file in messages["29"].files] == ["1.jpg", "2.jpg"]
    assert messages["29"].text == "Вот  и"


def test_a_picture_of_a_foreign_host_stays_text_and_is_counted() -> None:
    drift = Drift()

    foreign = messages_of("history_parts", drift)[-1]

    assert (foreign.text, foreign.files) == ("![](https://pictures.example/cat.jpg)", ())
    assert drift.counts["foreign_file", "data"] == 1


def test_odd_messages_are_counted_and_the_rest_of_the_page_survives() -> None:
    drift = Drift()

    long_id, bare, halves, repeated, one_line = messages_of("history_odd", drift)

    assert (long_id.id, long_id.position, long_id.sent_at) == ("30000000001280042740", 30000000001280042740, None)
    assert long_id.author_external_id == "90417722"
    assert (bare.author, bare.sent_at, bare.text) == (Author.OTHER, None, "")
    assert (bare.sku, bare.moderation) == ("1720453311", ModerationState.UNKNOWN)
    assert halves.text == "Тутнуль и ? половина"
    assert halves.sent_at == repeated.sent_at == datetime(2026, 11, 21, 10, 0, 0, 123456, tzinfo=UTC)
    assert one_line.text == "Одной строкой"
    assert drift.counts["null_item", "history.messages"] == 1
    assert drift.counts["bad_id", "history.messages.message_id"] == 1
    assert drift.counts["extra_field", "history.messages.reactions"] == 1


def test_drift_is_told_each_time_without_anybodys_words() -> None:
    told: list[tuple[str, str, str]] = []
    drift = Drift(lambda kind, where, sample: told.append((kind, where, sample)))

    for _ in range(3):
        messages_of("history_odd", drift)

    assert Counter((kind, where) for kind, where, _ in told) == drift.counts
    assert ("extra_field", "history.messages.reactions", "list(0)") in told
    assert not any(word in repr(told) for word in ("половина", "строкой", "цифр"))


def test_an_unknown_value_that_reads_like_a_sentence_is_no_sample() -> None:
    assert word("SELLER_CARGO_CLUB") == "SELLER_CARGO_CLUB"
    assert word("Где мой заказ?") == "str(14)"


@pytest.mark.parametrize("raw", [{}, {"chats": None}, [], None, "x", {"chats": {}}])
def test_a_list_of_a_wrong_shape_is_no_empty_page(raw: object) -> None:
    drift = Drift()

    with pytest.raises(TemporaryFailure):
        read_chat_list(raw, drift)

    assert drift.counts


@pytest.mark.parametrize("left", [{"has_next": False}, {"has_next": False, "chats": None}, {"total_unread_count": 0}])
def test_a_page_may_leave_out_its_empty_list(left: dict[str, object]) -> None:
    page = read_chat_list({"cursor": "", **left}, Drift())

    assert (page.chats, page.has_next) == ((), False)


def test_a_wrapped_list_is_read_too() -> None:
    assert len(read_chat_list({"result": payload("chat_list")}, Drift()).chats) == 3


def test_roles_and_seller_are_read() -> None:
    drift = Drift()

    roles = read_roles(payload("roles"), drift)
    seller = read_seller(payload("seller_info"), drift)

    assert roles.expires_at == datetime(2027, 2, 20, 9, 12, 44, tzinfo=UTC)
    assert "/v3/chat/history" in roles.methods
    assert (seller.name, seller.subscription, seller.is_premium) == ("Северный дом", "PREMIUM_PLUS", True)
    assert (seller.legal_name, seller.inn) == ("ООО «Северный дом»", "5408312207")
    assert drift.counts == {}


@pytest.mark.parametrize("number", ["1e9999999", "-1e999999999999999999"])
def test_a_number_beyond_all_measure_is_none(number: str) -> None:
    assert measured(Decimal(number)) is None
    assert to_money(number, "RUB", where="price", drift=Drift()) is None
