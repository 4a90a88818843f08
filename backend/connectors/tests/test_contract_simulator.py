"""The Ozon connector passes the suite against the simulator, over HTTP, and some of Ozon's own oddities."""

import itertools
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connectors.accounts import Check
from connectors.base import ReadsByChat
from connectors.context import Fulfilment
from connectors.errors import AuthFailed, ConnectorError, NeverSent, OutcomeUnknown, RateLimited, Rejected
from connectors.ozon.connector import OzonConnector
from connectors.ozon.credentials import OzonCredentials
from connectors.ratings import RatingCode
from connectors.records import Author, ChatAddress, ChatKind, OutgoingPart
from connectors.testing.bench import QUESTION, Bench
from connectors.testing.contract import ANSWER, ConnectorContract, all_chats, history, send
from connectors.testing.limiter import MemoryLimiter
from connectors.tests.redis_server import connect_redis
from connectors.tests.simulator_process import SimulatorProcess, running_simulator, wait_for
from connectors.throttle import Budget, Limiter
from connectors.throttle_redis import RedisLimiter

pytestmark = pytest.mark.process

NUMBERS = itertools.count(700_001)
UNHURRIED = Budget(calls=45, reads=45)


class SimulatorBench:
    def __init__(self, simulator: SimulatorProcess) -> None:
        self.simulator = simulator
        self.client_id = str(next(NUMBERS))
        self.api_key = str(uuid.uuid4())
        self.secrets: tuple[str, ...] = (self.api_key,)
        self.home = f"/accounts/{self.client_id}"
        self.drift: list[tuple[str, str]] = []
        simulator.command(
            "POST",
            "/accounts",
            {
                "client_id": self.client_id,
                "api_key": self.api_key,
                "subscription": "PREMIUM_PLUS",
                "echo_seconds": [0, 0],
                "moderation_seconds": [0, 0],
            },
        )

    def connect(self, *, limiter: Limiter | None = None, api_key: str = "") -> ReadsByChat:
        return OzonConnector(
            OzonCredentials(client_id=self.client_id, api_key=api_key or self.api_key),
            limiter=limiter or MemoryLimiter(budget=UNHURRIED),
            base_url=self.simulator.base_url,
            sleep=lambda seconds: None,
            on_drift=lambda kind, where, sample: self.drift.append((kind, where)),
        )

    def change(self, **fields: Any) -> None:
        self.simulator.command("PATCH", self.home, fields)

    def fault(self, kind: str, *, method: str = "*", count: int | None = None, **needs: Any) -> None:
        self.simulator.command("POST", f"{self.home}/faults", {"kind": kind, "method": method, "count": count, **needs})

    def open_chat(self, **fields: Any) -> str:
        chat = self.simulator.command("POST", f"{self.home}/chats", {"kind": "BUYER_SELLER", **fields})
        return str(chat["chat_id"])

    def write(self, chat_id: str, **fields: Any) -> str:
        message = self.simulator.command("POST", f"{self.home}/chats/{chat_id}/messages", fields)
        return str(message["message_id"])

    def buyer_writes(self, chat_id: str, text: str) -> str:
        return self.write(chat_id, author="Customer", text=text)

    def buyer_sends_picture(self, chat_id: str) -> str:
        return self.write(chat_id, author="Customer", photo=True)

    def seller_writes_in_cabinet(self, chat_id: str, text: str) -> str:
        return self.write(chat_id, author="Seller", text=text)

    def marketplace_greets(self, chat_id: str, text: str) -> str:
        return self.write(chat_id, author="Crm", text=text)

    def open_strange_chat(self, text: str) -> str:
        chat_id = self.open_chat(kind="BUYER_COURIER")
        self.write(chat_id, author="Crm", text=text)
        self.fault("unknown_values")
        return chat_id

    def replies(self, chat_id: str) -> list[str]:
        sent = self.simulator.command("GET", f"{self.home}/sends")
        return [str(one.get("text") or one.get("file")) for one in sent if one["chat_id"] == chat_id]

    def wait_for_echoes(self) -> None:
        def published() -> bool:
            return all(message["published"] for message in self.simulator.command("GET", f"{self.home}/messages"))

        wait_for(published)

    def lose_next_answer(self) -> None:
        self.fault("drop_after", method="/v1/chat/send", count=1)

    def ask_for_patience(self, seconds: int) -> None:
        self.fault("rate_limit", count=1, seconds=seconds)

    def be_in_trouble(self) -> None:
        self.fault("internal_error")

    def revoke_key(self) -> None:
        self.change(key_status="deactivated")

    def end_subscription(self) -> None:
        self.change(subscription="PREMIUM")

    def rate(self, ratings: dict[RatingCode, float]) -> None:
        self.change(created_at="2026-01-01T00:00:00Z", ratings=ratings)

    def sell(self, *, sku: str, name: str) -> None:
        product = {"sku": sku, "name": name, "price": "8990.00"}
        self.simulator.command("POST", f"{self.home}/products", product)

    def order(self, *, order_number: str, sku: str, fulfilment: Fulfilment) -> None:
        now = datetime.now(UTC)
        posting = {
            "posting_number": f"{order_number}-1",
            "scheme": "fbs" if fulfilment is Fulfilment.SELLER else "fbo",
            "sku": sku,
            "paid_at": (now - timedelta(days=4)).isoformat(),
            "delivered_at": (now - timedelta(hours=1)).isoformat(),
        }
        self.simulator.command("POST", f"{self.home}/postings", posting)

    def restrict_to_chats(self) -> None:
        self.change(methods=["/v1/roles", "/v1/seller", "/v1/chat", "/v2/chat", "/v3/chat"])


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running_simulator(tmp_path_factory.mktemp("simulator") / "state.db") as process:
        yield process


@pytest.fixture
def ozon(simulator: SimulatorProcess) -> SimulatorBench:
    return SimulatorBench(simulator)


class TestOzonConnector(ConnectorContract):
    @pytest.fixture
    def bench(self, ozon: SimulatorBench) -> Bench:
        return ozon


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"key_status": "deactivated"}, "key_deactivated"),
        ({"key_status": "expired"}, None),
        ({"networks": ["10.9.8.0/24"]}, "network_not_allowed"),
        ({"offer_signed": False}, "offer_not_signed"),
        ({"blocked": True}, "company_blocked"),
        ({"methods": ["/v1/roles", "/v3/product/info/list"]}, "key_role_missing"),
    ],
)
def test_every_bad_cabinet_has_its_own_code(ozon: SimulatorBench, state: dict[str, Any], code: str | None) -> None:
    ozon.change(**state)

    problem = ozon.connect().check().problem

    assert isinstance(problem, AuthFailed)
    assert problem.code in ((code,) if code else ("key_expired", "key_deactivated"))


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_is_told_whatever_its_status(ozon: SimulatorBench, status: int) -> None:
    ozon.change(wrong_key_status=status)

    problem = ozon.connect(api_key=str(uuid.uuid4())).check().problem

    assert isinstance(problem, AuthFailed)
    assert problem.code == "key_invalid"


def test_prefixes_of_methods_are_enough(ozon: SimulatorBench) -> None:
    ozon.change(methods=["/v1/roles", "/v1/seller", "/v1/chat", "/v2/chat", "/v3/chat"])

    check = ozon.connect().check()

    assert check.problem is None
    assert check.account.missing_methods == ()


def test_plain_premium_lists_chats_and_closes_the_history(ozon: SimulatorBench) -> None:
    chat_id = ozon.open_chat()
    ozon.buyer_writes(chat_id, QUESTION)
    ozon.change(subscription="PREMIUM")

    account = ozon.connect().check().account

    assert (account.can_read, account.can_read_history, account.can_send) == (True, False, False)


def test_a_closed_window_and_a_switched_off_chat_refuse_a_reply(ozon: SimulatorBench) -> None:
    old, disabled, cold = ozon.open_chat(), ozon.open_chat(), ozon.open_chat()
    ozon.write(old, author="Customer", text=QUESTION, at="2026-01-05T10:00:00Z")
    ozon.buyer_writes(disabled, QUESTION)
    ozon.simulator.command("PATCH", f"{ozon.home}/chats/{disabled}", {"disabled": True})
    connector = ozon.connect()

    codes = []
    for chat_id in (old, disabled, cold):
        with pytest.raises(Rejected) as caught:
            send(connector, chat_id, ANSWER)
        codes.append(caught.value.code)

    assert codes[:2] == ["reply_window_closed", "chat_disabled"]
    assert codes[2] in ("chat_not_started", "reply_window_closed")
    assert all(ozon.replies(chat_id) == [] for chat_id in (old, disabled, cold))


@pytest.mark.parametrize("kind", ["ids_as_strings", "cyrillic_customer", "has_next_string", "null_chat"])
def test_odd_but_sound_answers_change_nothing(ozon: SimulatorBench, kind: str) -> None:
    chat_ids = [ozon.open_chat() for _ in range(3)]
    ids = [ozon.buyer_writes(chat_id, QUESTION) for chat_id in chat_ids]
    ozon.fault(kind)
    connector = ozon.connect()

    found = {chat.id: chat for chat in all_chats(connector, limit=2) if chat.kind is ChatKind.BUYER}
    messages = [history(connector, chat_id) for chat_id in chat_ids]

    assert set(found) == set(chat_ids)
    assert [found[chat_id].change_mark for chat_id in chat_ids] == ids
    assert [(one.id, one.author) for [one] in messages] == [(message_id, Author.BUYER) for message_id in ids]


@pytest.mark.parametrize("kind", ["zero_id", "negative_count", "year_one", "foreign_link", "looping_cursor"])
def test_nonsense_inside_an_answer_is_survived(ozon: SimulatorBench, kind: str) -> None:
    chat_id = ozon.open_chat()
    for text in (QUESTION, "И какого она цвета?", "Ау"):
        ozon.buyer_writes(chat_id, text)
    ozon.buyer_sends_picture(chat_id)
    ozon.fault(kind)
    connector = ozon.connect()

    chats = connector.list_chats().items
    messages = history(connector, chat_id)

    assert chat_id in [chat.id for chat in chats]
    assert {message.text for message in messages} & {QUESTION, "И какого она цвета?", "Ау"}
    for message in messages:
        assert all(file.ref.startswith("/") for file in message.files)


@pytest.mark.parametrize("kind", ["error_marker", "doubled_blanks"])
def test_a_changed_echo_is_still_the_reply(ozon: SimulatorBench, kind: str) -> None:
    chat_id = ozon.open_chat()
    asked = ozon.buyer_writes(chat_id, QUESTION)
    ozon.fault(kind)
    connector = ozon.connect()

    send(connector, chat_id, ANSWER)
    ozon.wait_for_echoes()

    [echo] = connector.list_messages(chat_id=chat_id, after=asked).items
    assert " ".join(echo.text.split()) == ANSWER


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "internal_error", "bad_gateway"])
def test_a_send_without_a_clear_answer_is_unknown_and_made_once(ozon: SimulatorBench, kind: str) -> None:
    chat_id = ozon.open_chat()
    ozon.buyer_writes(chat_id, QUESTION)
    ozon.fault(kind, method="/v1/chat/send", count=1)
    connector = ozon.connect()

    outcome: ConnectorError | None = None
    try:
        send(connector, chat_id, ANSWER)
    except ConnectorError as error:
        outcome = error

    calls = ozon.simulator.command("GET", f"{ozon.home}/calls")["calls"]
    assert isinstance(outcome, OutcomeUnknown)
    assert calls["/v1/chat/send/message"] == 1


def test_a_send_that_was_accepted_in_half_a_sentence_is_left_to_the_history(ozon: SimulatorBench) -> None:
    chat_id = ozon.open_chat()
    ozon.buyer_writes(chat_id, QUESTION)
    ozon.fault("truncated", method="/v1/chat/send", count=1)

    with pytest.raises(OutcomeUnknown):
        send(ozon.connect(), chat_id, ANSWER)

    assert ozon.replies(chat_id) == [ANSWER]


def test_one_bad_answer_does_not_end_a_read(ozon: SimulatorBench) -> None:
    chat_id = ozon.open_chat()
    ozon.buyer_writes(chat_id, QUESTION)
    connector = ozon.connect()

    for kind in ("internal_error", "bad_gateway", "truncated", "drop_after"):
        ozon.fault(kind, method="/v3/chat/history", count=1)

        assert len(history(connector, chat_id)) == 1


def test_an_open_circle_pauses_only_its_method(ozon: SimulatorBench) -> None:
    chat_id = ozon.open_chat()
    ozon.buyer_writes(chat_id, QUESTION)
    ozon.fault("circle_open", method="/v3/chat/list", count=1)
    connector = ozon.connect()

    for _ in range(2):
        with pytest.raises(RateLimited, match="method_paused"):
            connector.list_chats()

    calls = ozon.simulator.command("GET", f"{ozon.home}/calls")["calls"]
    assert calls["/v3/chat/list"] == 1
    assert len(history(connector, chat_id)) == 1


def test_reads_of_two_connectors_stay_within_five_a_second(ozon: SimulatorBench) -> None:
    chat_id = ozon.open_chat()
    ozon.buyer_writes(chat_id, QUESTION)
    connectors = [ozon.connect(limiter=RedisLimiter(connect_redis())) for _ in range(2)]

    for turn in range(12):
        connectors[turn % 2].list_chats()

    # One that was granted in time may be held up on its way into the next five.
    assert ozon.simulator.command("GET", f"{ozon.home}/calls")["peak_calls_per_second"] <= 5 + 1


def test_a_limit_of_two_calls_is_learnt_from_the_refusal(ozon: SimulatorBench) -> None:
    ozon.open_chat()
    ozon.change(rate_limit=2)
    connector = ozon.connect(limiter=MemoryLimiter(budget=UNHURRIED))

    pages = [connector.list_chats() for _ in range(4)]

    assert all(page.items for page in pages)


def test_an_expiry_of_the_key_is_told(ozon: SimulatorBench) -> None:
    expires_at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=80)
    ozon.change(key_expires_at=expires_at.isoformat())

    check = ozon.connect().check()

    assert check.account.expires_at == expires_at
    assert check.steps[0].check is Check.KEY


def test_a_simulator_that_is_not_there_never_got_the_reply() -> None:
    connector = OzonConnector(
        OzonCredentials(client_id="1", api_key="k"), limiter=MemoryLimiter(), base_url="http://127.0.0.1:1"
    )

    with pytest.raises(NeverSent):
        connector.send(to=ChatAddress("x"), part=OutgoingPart(text=ANSWER))


def test_the_check_says_whose_cabinet_it_is(ozon: SimulatorBench) -> None:
    ozon.change(company="Тихая гавань", legal_name="ООО «Тихая гавань»", inn="7799000012")

    account = ozon.connect().check().account

    assert (account.name, account.legal_name, account.inn) == ("Тихая гавань", "ООО «Тихая гавань»", "7799000012")
