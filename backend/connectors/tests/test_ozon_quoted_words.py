"""A refusal that quotes what was sent is read without the quotation."""

import json

import pytest
import responses

from connectors.errors import ConnectorError, OutcomeUnknown, Rejected
from connectors.records import ChatAddress, OutgoingFile, OutgoingPart
from connectors.tests.ozon_server import CHAT, make_connector, refuse

SEND = "/v1/chat/send/message"
SEND_FILE = "/v1/chat/send/file"
TEXT = 'Premium Plus: «disabled»\nне ошибка, "rate limit exceeded" и invalid api-key тоже.'


def refusal(status: int, message: str, *, text: str = TEXT) -> ConnectorError:
    refuse(SEND, status, message)
    with pytest.raises(ConnectorError) as caught:
        make_connector().send(to=ChatAddress(CHAT), part=OutgoingPart(text=text))
    return caught.value


@responses.activate
@pytest.mark.parametrize("text", [TEXT, "The Premium edition"])
def test_what_is_wrong_with_a_request_is_not_read_from_what_it_says(text: str) -> None:
    refused = refusal(400, f'Request validation error: text "{text}" must be shorter', text=text)

    assert isinstance(refused, Rejected)
    assert refused.code == "request_invalid"


@responses.activate
@pytest.mark.parametrize(
    "quoted",
    [TEXT, TEXT.upper(), json.dumps(TEXT, ensure_ascii=False), json.dumps(TEXT)],
    ids=["as it is", "upper case", "escaped", "escaped to ASCII"],
)
def test_an_unknown_refusal_stays_unknown_whatever_it_quotes(quoted: str) -> None:
    refused = refusal(400, f"unwanted words: {quoted}")

    assert isinstance(refused, Rejected)
    assert refused.code == "refused"


@responses.activate
def test_a_conflict_that_quotes_the_message_leaves_it_in_doubt() -> None:
    assert isinstance(refusal(409, f"already there: {TEXT}"), OutcomeUnknown)


@responses.activate
def test_the_name_of_a_file_is_no_refusal() -> None:
    refuse(SEND_FILE, 400, "bad picture: «Набор Premium.png»")
    picture = OutgoingFile(name="Набор Premium.png", content=b"\x89PNG")

    with pytest.raises(Rejected, match="refused"):
        make_connector().send(to=ChatAddress(CHAT), part=OutgoingPart(files=(picture,)))


@responses.activate
@pytest.mark.parametrize("text", ["Premium", "e", "premium plus", "Да, Premium.", TEXT])
def test_a_true_refusal_is_read_whatever_was_sent(text: str) -> None:
    refused = refusal(403, "Only for Premium Plus", text=text)

    assert refused.code == "marketplace_subscription_required"
