"""What is asked of Ozon, exactly."""

import base64

import pytest
import responses

from connectors.errors import OutcomeUnknown, Rejected
from connectors.ozon import downloads
from connectors.records import ChatAddress, ChatStatus, OutgoingFile, OutgoingPart
from connectors.tests.ozon_server import API_KEY, BASE_URL, CHAT, CLIENT_ID, answer, answer_all, asked, make_connector

TO = ChatAddress(CHAT)


@responses.activate
def test_both_headers_go_with_every_call() -> None:
    answer_all()

    make_connector().list_chats()

    headers = responses.calls[0].request.headers
    assert (headers["Client-Id"], headers["Api-Key"]) == (CLIENT_ID, API_KEY)
    assert headers["Content-Type"] == "application/json"
    assert headers["User-Agent"] == "AgentIQ"


@responses.activate
def test_a_list_is_asked_with_limit_and_words_in_upper_case() -> None:
    answer_all()
    connector = make_connector()

    first = connector.list_chats(only_unread=True, status=ChatStatus.OPEN)
    connector.list_chats(cursor=first.cursor, limit=1000)

    assert asked("/v3/chat/list") == [
        {"filter": {"chat_status": "OPENED", "unread_only": True}, "limit": 100, "cursor": ""},
        {"filter": {"chat_status": "ALL", "unread_only": False}, "limit": 100, "cursor": "3000000002914399021"},
    ]


@responses.activate
def test_a_cursor_that_does_not_move_ends_the_walk() -> None:
    answer_all()
    drift: list[str] = []
    connector = make_connector(drift=lambda kind, where, sample: drift.append(kind))

    page = connector.list_chats(cursor="3000000002914399021")

    assert (page.has_more, page.cursor, len(page.items)) == (False, None, 3)
    assert "cursor_loop" in drift


@responses.activate
def test_messages_after_a_known_one_do_not_repeat_it() -> None:
    answer_all()

    page = make_connector().list_messages(chat_id=CHAT, after="3000000002914391187")

    assert asked("/v3/chat/history") == [
        {"chat_id": CHAT, "direction": "Forward", "limit": 1000, "from_message_id": 3000000002914391187}
    ]
    assert b'"from_message_id": 3000000002914391187' in (responses.calls[0].request.body or b"")
    assert [message.id for message in page.items] == ["3000000002914407615"]
    assert not page.has_more


@responses.activate
def test_messages_before_a_known_one_come_newest_first() -> None:
    answer_all()

    page = make_connector().list_messages_back(chat_id=CHAT, limit=50)
    older = make_connector().list_messages_back(chat_id=CHAT, before="3000000002914407615", limit=50)

    assert [message.id for message in page.items] == ["3000000002914407615", "3000000002914391187"]
    assert [message.id for message in older.items] == ["3000000002914391187"]
    assert asked("/v3/chat/history") == [
        {"chat_id": CHAT, "direction": "Backward", "limit": 50},
        {"chat_id": CHAT, "direction": "Backward", "limit": 51, "from_message_id": 3000000002914407615},
    ]


@responses.activate
def test_chosen_messages_are_asked_by_ids_as_text() -> None:
    answer_all()

    found = make_connector().get_messages(chat_id=CHAT, ids=["3000000002914407615"])

    assert asked("/v3/chat/history")[0]["filter"] == {"message_ids": ["3000000002914407615"]}
    assert [message.id for message in found] == ["3000000002914407615"]


@responses.activate
def test_a_text_goes_out_as_it_was_written() -> None:
    answer_all()
    text = "  Спасибо за фото!\nЗаменим «бесплатно» 🙂 "

    receipt = make_connector().send(to=TO, part=OutgoingPart(text=text))

    assert asked("/v1/chat/send/message") == [{"chat_id": CHAT, "text": text}]
    assert responses.calls[0].request.headers["Connection"] == "close"
    assert receipt.message_id is None


@responses.activate
def test_a_file_goes_out_as_plain_base64() -> None:
    answer_all()
    file = OutgoingFile(name="instruction.pdf", content=b"%PDF-1.4\n\xff\xfe")

    make_connector().send(to=TO, part=OutgoingPart(files=(file,)))

    body = asked("/v1/chat/send/file")[0]
    assert (body["chat_id"], body["name"]) == (CHAT, "instruction.pdf")
    assert base64.b64decode(body["base64_content"], validate=True) == file.content


@responses.activate
def test_reading_is_marked_up_to_a_message() -> None:
    answer_all()

    make_connector().mark_read(chat_id=CHAT, up_to="3000000002914407615")

    assert asked("/v2/chat/read") == [{"chat_id": CHAT, "from_message_id": 3000000002914407615}]


@responses.activate
@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b'{"result": "succ', b"[]", b"{}", b'"success"', b'{"result": "error"}', b'{"result": null}'],
)
def test_an_answer_that_does_not_say_success_leaves_a_send_in_doubt(body: bytes) -> None:
    responses.post(BASE_URL + "/v1/chat/send/message", status=200, body=body)

    with pytest.raises(OutcomeUnknown):
        make_connector().send(to=TO, part=OutgoingPart(text="Добрый день"))

    assert len(responses.calls) == 1


@responses.activate
def test_a_success_of_a_send_is_an_acceptance() -> None:
    responses.post(BASE_URL + "/v1/chat/send/message", status=200, body=b'{"result": "success"}')

    assert make_connector().send(to=TO, part=OutgoingPart(text="Добрый день")).accepted_at


@responses.activate
@pytest.mark.parametrize(
    ("part", "code"),
    [
        (OutgoingPart(text=""), "text_empty"),
        (OutgoingPart(text=" \n\u00a0"), "text_empty"),
        (OutgoingPart(), "text_empty"),
        (OutgoingPart(text="ю" * 1001), "text_too_long"),
        (OutgoingPart(text="Вот", files=(OutgoingFile("a.pdf", b"1"),)), "part_not_supported"),
        (OutgoingPart(files=(OutgoingFile("a.pdf", b"1"), OutgoingFile("b.pdf", b"1"))), "part_not_supported"),
        (OutgoingPart(files=(OutgoingFile("a.exe", b"1"),)), "file_type_not_allowed"),
        (OutgoingPart(files=(OutgoingFile("pdf", b"1"),)), "file_type_not_allowed"),
        (OutgoingPart(files=(OutgoingFile("a.pdf", b""),)), "file_empty"),
        (OutgoingPart(files=(OutgoingFile("a.pdf", bytes(10 * 1024 * 1024 + 1)),)), "file_too_large"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_the_network(part: OutgoingPart, code: str) -> None:
    with pytest.raises(Rejected) as caught:
        make_connector().send(to=TO, part=part)

    assert caught.value.code == code
    assert len(responses.calls) == 0


@responses.activate
def test_a_thousand_characters_are_counted_as_code_points() -> None:
    answer_all()

    make_connector().send(to=TO, part=OutgoingPart(text="🙂" * 1000))

    assert len(asked("/v1/chat/send/message")[0]["text"]) == 1000


@responses.activate
def test_a_file_is_fetched_from_where_ozon_is_reached_with_both_headers() -> None:
    responses.get("http://127.0.0.1:9900/v2/chat/file/a/1.jpg", body=b"12345", content_type="image/jpeg; q=1")
    connector = make_connector(base_url="http://127.0.0.1:9900/")

    opened = connector.open_file(ref="/v2/chat/file/a/1.jpg")

    assert b"".join(opened.chunks) == b"12345"
    assert opened.content_type == "image/jpeg"
    assert responses.calls[0].request.headers["Api-Key"] == API_KEY


@responses.activate
@pytest.mark.parametrize("ref", ["//evil.example/a", "https://evil.example/a", "/a/../v1/roles", "/a b", "", "/"])
def test_a_ref_that_leads_elsewhere_is_not_fetched(ref: str) -> None:
    with pytest.raises(Rejected) as caught:
        make_connector().open_file(ref=ref)

    assert caught.value.code == "file_not_found"
    assert len(responses.calls) == 0


@responses.activate
def test_a_redirect_is_not_followed() -> None:
    responses.get(BASE_URL + "/v2/chat/file/a", status=302, headers={"Location": "https://evil.example/"})
    answer("/v3/chat/list", "chat_list")

    with pytest.raises(Exception, match="malformed_answer"):
        make_connector().open_file(ref="/v2/chat/file/a")

    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize("declared", [True, False])
def test_too_large_a_file_is_given_up(monkeypatch: pytest.MonkeyPatch, declared: bool) -> None:
    monkeypatch.setattr(downloads, "LARGEST_FILE", 4)
    responses.get(BASE_URL + "/v2/chat/file/a", body=b"12345", auto_calculate_content_length=declared)

    with pytest.raises(Rejected, match="file_too_large"):
        b"".join(make_connector().open_file(ref="/v2/chat/file/a").chunks)
