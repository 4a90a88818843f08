from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chats.echo_matching import Match, SellerMessage, SentReply, is_echo, match_echoes, same_text

LEFT_AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def sent(
    id_: int = 1, text: str = "Отправим сегодня.", *, after: int = 100, at: datetime = LEFT_AT, **more: object
) -> SentReply:
    return SentReply(id=id_, left_at=at, echo_after_id=after, text=text, **more)  # type: ignore[arg-type]


def shown(id_: int = 101, text: str = "Отправим сегодня.", *, at: datetime = LEFT_AT, **more: object) -> SellerMessage:
    return SellerMessage(id=id_, sent_at=at, text=text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown_text", "is_same"),
    [
        ("Отправим сегодня.", True),
        ("  Отправим   сегодня.\n", True),
        ("Отправим\u00a0сегодня.", True),
        ("Отправим сегодня", False),
        ("отправим сегодня.", False),
        ("Отправим сегодня. Отправим сегодня.", False),
    ],
)
def test_blanks_do_not_matter_and_everything_else_does(shown_text: str, is_same: bool) -> None:
    assert same_text(shown_text, "Отправим сегодня.") is is_same


@pytest.mark.parametrize(
    ("shown_text", "sent_text"),
    [
        ("Размер 52 &amp; 54: «да» &lt;3", "Размер 52 & 54: «да» <3"),
        ("Код: A&amp;lt;B", "Код: A&lt;B"),
        ("Код: A&lt;B", "Код: A&lt;B"),
        ("Артикул 17\\_45 \\*новый\\*", "Артикул 17_45 *новый*"),
        ("Папка C:\\new", "Папка C:\\new"),
        ("«Да» &quot;точно&quot; 5\\_5", '«Да» "точно" 5_5'),
    ],
)
def test_characters_that_the_marketplace_escapes_are_the_same(shown_text: str, sent_text: str) -> None:
    assert same_text(shown_text, sent_text)


def test_characters_that_were_sent_escaped_are_others() -> None:
    assert not same_text("A<B", "A&lt;B")


def test_a_message_from_two_minutes_before_the_send_may_be_the_echo() -> None:
    assert is_echo(shown(at=LEFT_AT - timedelta(minutes=2)), of=sent())


def test_a_message_from_longer_before_the_send_is_another_one() -> None:
    assert not is_echo(shown(at=LEFT_AT - timedelta(minutes=2, seconds=1)), of=sent())


def test_an_echo_may_come_days_late() -> None:
    assert is_echo(shown(at=LEFT_AT + timedelta(days=3)), of=sent())


def test_a_message_that_was_stored_before_the_send_is_not_its_echo() -> None:
    assert not is_echo(shown(id_=100), of=sent(after=100))


@pytest.mark.parametrize(
    ("name", "ref", "is_found"),
    [
        ("чек.pdf", "/v2/chat/file/5b1c/x", True),
        ("", "/v2/chat/file/5b1c/%D1%87%D0%B5%D0%BA.pdf?size=1", True),
        ("ЧЕК.PDF", "", True),
        ("другой.pdf", "/v2/chat/file/5b1c/другой.pdf", False),
    ],
)
def test_a_file_is_known_by_its_name_in_the_link(name: str, ref: str, is_found: bool) -> None:
    message = shown(text="", files=((name, ref),))

    assert is_echo(message, of=sent(text="", file_name="чек.pdf")) is is_found


def test_equal_texts_are_paired_in_order() -> None:
    replies = [sent(1), sent(2)]
    messages = [shown(101), shown(102)]

    assert match_echoes(replies, messages) == [Match(1, 101, is_duplicate=False), Match(2, 102, is_duplicate=False)]


def test_one_message_serves_one_reply() -> None:
    assert match_echoes([sent(1), sent(2)], [shown(101)]) == [Match(1, 101, is_duplicate=False)]


def test_a_message_written_in_the_cabinet_is_left_alone() -> None:
    assert match_echoes([sent()], [shown(text="Добрый день!")]) == []


def test_the_second_echo_of_a_reply_that_was_sent_again_is_its_duplicate() -> None:
    twice = sent(1, is_linked=True, spare_echoes=1)

    assert match_echoes([twice], [shown(102), shown(103)]) == [Match(1, 102, is_duplicate=True)]


def test_a_reply_in_doubt_goes_before_a_duplicate() -> None:
    twice, waiting = sent(1, is_linked=True, spare_echoes=1), sent(2)

    assert match_echoes([twice, waiting], [shown(102)]) == [Match(2, 102, is_duplicate=False)]


texts = st.sampled_from(["Да.", "Нет.", "Да.  "])


@given(
    st.lists(st.tuples(texts, st.integers(0, 300), st.integers(0, 2)), max_size=6),
    st.lists(st.tuples(texts, st.integers(-300, 600)), max_size=8),
)
def test_whatever_comes_no_message_is_used_twice_and_no_reply_is_linked_twice(
    replies: list[tuple[str, int, int]], messages: list[tuple[str, int]]
) -> None:
    outgoing = [
        sent(number, text, at=LEFT_AT + timedelta(seconds=seconds), is_linked=spare > 0, spare_echoes=spare)
        for number, (text, seconds, spare) in enumerate(replies)
    ]
    incoming = [
        shown(101 + number, text, at=LEFT_AT + timedelta(seconds=seconds))
        for number, (text, seconds) in enumerate(messages)
    ]

    matches = match_echoes(outgoing, incoming)

    used = [match.message_id for match in matches]
    linked = [match.reply_id for match in matches if not match.is_duplicate]
    assert len(used) == len(set(used))
    assert len(linked) == len(set(linked))
    for match in matches:
        reply = next(one for one in outgoing if one.id == match.reply_id)
        message = next(one for one in incoming if one.id == match.message_id)
        assert is_echo(message, of=reply)
        assert match.is_duplicate == reply.is_linked


@given(st.lists(st.sampled_from(["Да.", "Да.  ", " Да.\n"]), min_size=3, max_size=3), st.integers(0, 3))
def test_equal_texts_get_their_echoes_in_order_however_late_each_comes(shown_texts: list[str], cut: int) -> None:
    """Three equal replies; their echoes come in two looks, and who has an echo by then needs none any more."""
    replies = [sent(number, "Да.", at=LEFT_AT + timedelta(seconds=number)) for number in (1, 2, 3)]
    echoes = [
        shown(101 + number, text, at=LEFT_AT + timedelta(minutes=number)) for number, text in enumerate(shown_texts)
    ]

    first = match_echoes(replies, echoes[:cut])
    linked = {match.reply_id for match in first}
    rest = match_echoes([reply for reply in replies if reply.id not in linked], echoes[cut:])

    assert [(match.reply_id, match.message_id) for match in (*first, *rest)] == [(1, 101), (2, 102), (3, 103)]
    assert not any(match.is_duplicate for match in (*first, *rest))
