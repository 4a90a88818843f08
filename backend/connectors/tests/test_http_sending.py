"""How a request leaves, and what its failure may still mean afterwards."""

import pytest

from connectors.errors import OutcomeUnknown
from connectors.records import ChatAddress, OutgoingPart
from connectors.tests.ozon_server import CHAT, make_connector
from connectors.tests.test_http import HEAD, played


def test_a_reply_whose_answer_names_two_lengths_may_have_arrived() -> None:
    two_lengths = HEAD + b"Content-Length: 20\r\nContent-Length: 21\r\n\r\n" + b'{"result":"success"}'

    with played(two_lengths) as (server, transport):
        with pytest.raises(OutcomeUnknown) as caught:
            make_connector(base_url=transport.base_url).send(to=ChatAddress(CHAT), part=OutgoingPart(text="Да."))

        assert caught.value.code == "answer_lost"
        assert len(server.requests) == 1
