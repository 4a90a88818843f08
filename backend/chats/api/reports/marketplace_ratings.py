"""What the marketplaces themselves say of the answers, beside our calculation."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.models import AccountRating
from chats.selectors.ratings import AccountRatings, ShownRating, account_ratings
from connectors.ratings import RatingCode, RatingUnit
from core import error_texts
from core.api.fields import IdsField
from core.api.requests import RequestSerializer, parse

NOT_USED = "Null: the marketplace names none."


class RatingFilterSerializer(RequestSerializer):
    chat_account = IdsField(help_text="Ids, separated by commas; all unless told.")


class RatingDaySerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    value = serializers.FloatField()


class MarketplaceRatingSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=[code.value for code in RatingCode])
    value = serializers.FloatField(help_text="Of the 30 days up to the newest day of `history`.")
    unit = serializers.ChoiceField(choices=[unit.value for unit in RatingUnit])
    status = serializers.ChoiceField(choices=AccountRating.Status.values, help_text="The marketplace's own judgement.")
    danger_threshold = serializers.FloatField(allow_null=True, help_text=NOT_USED)
    warning_threshold = serializers.FloatField(allow_null=True, help_text=NOT_USED)
    premium_threshold = serializers.FloatField(allow_null=True, help_text=NOT_USED)
    history = RatingDaySerializer(many=True, help_text="Day by day, at most 60 of them, the newest last.")
    ours = serializers.FloatField(
        allow_null=True, help_text="Our calculation for the same 30 days. Null where its base is under 20."
    )
    reasons = serializers.ListField(
        child=serializers.CharField(),
        help_text="Why the two may differ, or why ours is missing: codes of the table of error texts.",
    )


class RatedAccountSerializer(serializers.Serializer[Any]):
    chat_account_id = serializers.CharField()
    title = serializers.CharField()
    fetched_at = serializers.DateTimeField(allow_null=True, help_text="Last time the marketplace gave its ratings.")
    error_code = serializers.CharField(allow_null=True, help_text="Why the last attempt gave none.")
    error_text = serializers.CharField(allow_null=True)
    remedy = serializers.CharField(allow_null=True)
    ratings = MarketplaceRatingSerializer(many=True)


class RatingReasonSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()


class MarketplaceRatingsSerializer(serializers.Serializer[Any]):
    accounts = RatedAccountSerializer(many=True)
    reasons = RatingReasonSerializer(many=True, help_text="The words of every reason that is named above.")


class MarketplaceRatingsView(WorkspaceView):
    scopes = {"GET": "reports:read"}

    @extend_schema(
        operation_id="reports_marketplace_ratings",
        summary="How the marketplaces rate the answers",
        parameters=[RatingFilterSerializer],
        responses={200: MarketplaceRatingsSerializer} | refusals({400: "A filter makes no sense"}),
    )
    def get(self, request: Request) -> Response:
        """Read once a day from each connected cabinet, where its key may. A refusal changes nothing else, and what was
        read before stays."""
        only = parse(RatingFilterSerializer, request.query_params)["chat_account"]
        found = account_ratings(self.request.workspace, only=only, now=timezone.now())
        named = dict.fromkeys(code for one in found for rating in one.ratings for code in rating.reasons)
        language = get_language() or "ru"
        return Response(
            {
                "accounts": [_present_account(one, language) for one in found],
                "reasons": [{"code": code, "text": error_texts.text(code, language)} for code in named],
            }
        )


def _present_account(found: AccountRatings, language: str) -> dict[str, Any]:
    code = found.error_code
    return {
        "chat_account_id": str(found.account.pk),
        "title": found.account.title,
        "fetched_at": found.fetched_at,
        "error_code": code or None,
        "error_text": error_texts.text(code, language) if code else None,
        "remedy": error_texts.remedy(code, language) if code else None,
        "ratings": [_present_rating(rating) for rating in found.ratings],
    }


def _present_rating(rating: ShownRating) -> dict[str, Any]:
    newest = rating.newest
    return {
        "code": rating.code.value,
        "value": newest.value,
        "unit": rating.code.unit.value,
        "status": newest.status,
        "danger_threshold": newest.danger_threshold,
        "warning_threshold": newest.warning_threshold,
        "premium_threshold": newest.premium_threshold,
        "history": [{"date": day.date, "value": day.value} for day in rating.days],
        "ours": rating.ours,
        "reasons": list(rating.reasons),
    }
