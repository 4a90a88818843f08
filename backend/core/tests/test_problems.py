import pytest
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from core.api.requests import RequestSerializer, parse
from core.api.views import ApiView
from core.errors import Conflict, Invalid, Unavailable

NEWER = {"messages": [{"id": "2"}]}


class ChatChanged(Conflict):
    code = "chat_changed"


class KeyReused(Invalid):
    code = "idempotency_key_reused"
    status = 422


class MarketplaceUnavailable(Unavailable):
    code = "marketplace_unavailable"


class LineSerializer(RequestSerializer):
    amount = serializers.IntegerField(min_value=1)


class OrderSerializer(RequestSerializer):
    lines = LineSerializer(many=True)


class FailingView(ApiView):
    permission_classes = ()
    authentication_classes = ()

    def get(self, request: Request, kind: str) -> Response:
        raise {
            "conflict": ChatChanged(extra=NEWER),
            "reused": KeyReused(),
            "marketplace": MarketplaceUnavailable(marketplace_code="14", params={"retry_after": 7}),
            "bug": ZeroDivisionError("секретное слово"),
        }[kind]

    def post(self, request: Request, kind: str) -> Response:
        return Response(parse(OrderSerializer, request.data))


urlpatterns = [path("<str:kind>", FailingView.as_view())]
handler500 = "core.api.fallbacks.server_error"
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client() -> APIClient:
    return APIClient(raise_request_exception=False)


def test_a_conflict_carries_its_text_remedy_and_what_is_newer(client: APIClient) -> None:
    response = client.get("/conflict")

    assert response.status_code == 409
    assert response.json() == {
        "type": "client_error",
        "errors": [
            {
                "code": "chat_changed",
                "detail": "В чате появились новые сообщения.",
                "attr": None,
                "remedy": "Прочитайте их и отправьте ответ ещё раз.",
            }
        ],
        "extra": NEWER,
    }


def test_the_answer_speaks_the_language_that_was_asked_for(client: APIClient) -> None:
    response = client.get("/conflict", headers={"Accept-Language": "en-GB,en;q=0.9"})

    assert response.json()["errors"][0]["detail"] == "New messages have come into the chat."


def test_a_class_may_choose_another_status(client: APIClient) -> None:
    assert client.get("/reused").status_code == 422


def test_a_refusal_of_the_marketplace_names_its_code_and_when_to_return(client: APIClient) -> None:
    response = client.get("/marketplace")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "7"
    assert response.json()["type"] == "server_error"
    assert response.json()["errors"][0]["marketplace_code"] == "14"


def test_a_bug_says_nothing_of_its_inside(client: APIClient) -> None:
    response = client.get("/bug")

    assert response.status_code == 500
    assert response.json()["errors"][0]["code"] == "internal_error"
    assert "секретное" not in response.text


def test_a_bug_is_logged_once_with_its_traceback(client: APIClient, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/bug")

    assert [record.name for record in caplog.records if record.levelname == "ERROR"] == [
        "django_structlog.middlewares.request"
    ]
    assert "ZeroDivisionError" in caplog.text


def test_a_wrong_field_is_named_by_its_place(client: APIClient) -> None:
    response = client.post("/x", {"lines": [{"amount": 1}, {"amount": 0}]})

    assert response.status_code == 400
    assert response.json()["type"] == "validation_error"
    assert [(error["code"], error["attr"]) for error in response.json()["errors"]] == [("min_value", "lines.1.amount")]


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ("{", "application/json", 400, "parse_error"),
        ("a=1", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
    ],
)
def test_a_body_we_cannot_read_is_refused_in_our_words(
    client: APIClient, body: str, content_type: str, status: int, code: str
) -> None:
    response = client.post("/x", body, content_type=content_type)

    assert response.status_code == status
    assert response.json()["errors"][0]["code"] == code
    assert response.json()["errors"][0]["remedy"]


def test_a_method_that_is_not_there_is_405(client: APIClient) -> None:
    response = client.delete("/x")

    assert response.status_code == 405
    assert response.json()["errors"][0]["code"] == "method_not_allowed"
