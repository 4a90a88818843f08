"""The product and the order that a chat is about. All of it may be missing, and none of it keeps a reply waiting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.models import Chat
from chats.selectors.chat_context import ContextState, Known, Subject
from chats.services.chat_context import look_beside
from connectors.context import Fulfilment, OrderStatus
from core import error_texts

STATES = [state.value for state in ContextState]


class MoneySerializer(serializers.Serializer[Any]):
    amount = serializers.CharField(help_text="Exact, with two decimals: `8990.00`.")
    currency = serializers.CharField()


class ProductSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    sku = serializers.CharField(help_text="As the chat names it.")
    offer_id = serializers.CharField(help_text="The seller's own article number; may be empty.")
    price = MoneySerializer(allow_null=True)
    is_archived = serializers.BooleanField()


class ParcelItemSerializer(serializers.Serializer[Any]):
    sku = serializers.CharField()
    offer_id = serializers.CharField()
    name = serializers.CharField()
    quantity = serializers.IntegerField()
    price = MoneySerializer(allow_null=True)


class ParcelSerializer(serializers.Serializer[Any]):
    number = serializers.CharField(help_text="The parcel's own: of Ozon the posting number.")
    fulfilment = serializers.ChoiceField(choices=list(Fulfilment))
    status = serializers.ChoiceField(choices=list(OrderStatus))
    status_text = serializers.CharField()
    created_at = serializers.DateTimeField(allow_null=True)
    ship_by = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)
    tracking_number = serializers.CharField(help_text="May be empty.")
    items = ParcelItemSerializer(many=True)


class KnownSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(
        choices=STATES,
        help_text="`none`: the chat names none; `loading`: it was sent for, and `chat.updated` of the change feed tells"
        " when it came; `not_allowed`: the key may not ask.",
    )
    fetched_at = serializers.DateTimeField(allow_null=True, help_text="How old it is.")
    reason = serializers.CharField(allow_null=True, help_text="Why it is not there, or why it is not newer.")
    remedy = serializers.CharField(allow_null=True)


class ProductKnownSerializer(KnownSerializer):
    product = ProductSerializer(allow_null=True)


class OrderKnownSerializer(KnownSerializer):
    number = serializers.CharField(allow_null=True)
    parcels = ParcelSerializer(many=True)


class ChatContextSerializer(serializers.Serializer[Any]):
    product = ProductKnownSerializer()
    order = OrderKnownSerializer()


class ChatContextView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="chat_context",
        summary="Product and order of a chat",
        responses={200: ChatContextSerializer} | refusals({404: "No such chat"}),
    )
    def get(self, request: Request, chat_id: int) -> Response:
        """Answers at once with what is known; what is missing or old is fetched behind, after all other calls.

        Products are kept for a day, orders for ten minutes. What a key may not ask is not asked again before it is
        replaced, or a day has passed.
        """
        chat = find_chat(self.request.workspace, chat_id)
        known = look_beside(chat, now=timezone.now())
        language = get_language() or "ru"
        return Response(
            {
                "product": _product(chat, known[Subject.PRODUCT], language),
                "order": _order(chat, known[Subject.ORDER], language),
            }
        )


def _known(known: Known, language: str) -> dict[str, Any]:
    code = "context_not_allowed" if known.state is ContextState.NOT_ALLOWED else known.code
    return {
        "state": known.state.value,
        "fetched_at": known.fetched_at,
        "reason": error_texts.text(code, language) if code else None,
        "remedy": error_texts.remedy(code, language) if code else None,
    }


def _product(chat: Chat, known: Known, language: str) -> dict[str, Any]:
    product = None
    if known.items:
        found = known.items[0]
        product = {
            "name": found["name"],
            "sku": chat.sku,
            "offer_id": found["offer_id"],
            "price": _money(found["price"]),
            "is_archived": found["is_archived"],
        }
    return {**_known(known, language), "product": product}


def _order(chat: Chat, known: Known, language: str) -> dict[str, Any]:
    parcels = [_parcel(parcel, language) for parcel in known.items]
    return {**_known(known, language), "number": chat.order_number or None, "parcels": parcels}


def _parcel(parcel: Mapping[str, Any], language: str) -> dict[str, Any]:
    names = ("number", "fulfilment", "status", "created_at", "ship_by", "delivered_at", "tracking_number")
    return {
        **{name: parcel[name] for name in names},
        "status_text": error_texts.text(f"order_{parcel['status']}", language),
        "items": [{**item, "price": _money(item["price"])} for item in parcel["items"]],
    }


def _money(money: Mapping[str, Any] | None) -> dict[str, str] | None:
    if money is None:
        return None
    whole, hundredths = divmod(int(money["hundredths"]), 100)
    return {"amount": f"{whole}.{hundredths:02d}", "currency": str(money["currency"])}
