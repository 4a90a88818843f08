"""A key as the API shows it and as its owners describe it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from accounts.models import ApiKey
from accounts.networks import normal_network
from accounts.scopes import Scope
from core.api.fields import IdField, ItemsField, LineField, MomentField, TextField, WordField
from core.api.requests import RequestSerializer


class ApiKeySerializer(serializers.Serializer[ApiKey]):
    id = serializers.CharField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=Scope.choices))
    chat_accounts = serializers.ListField(
        source="chat_account_ids",
        child=serializers.CharField(),
        help_text="Ids of the accounts it may know of; empty: all.",
    )
    networks = serializers.ListField(child=serializers.CharField(), help_text="Empty: from everywhere.")
    revision = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    replaces = serializers.CharField(
        source="replaces_id", allow_null=True, help_text="The key in whose place it was issued."
    )
    replaced_at = serializers.DateTimeField(
        allow_null=True, help_text="Until then it works beside the key that takes its place."
    )
    revoked_at = serializers.DateTimeField(allow_null=True)


class IssuedApiKeySerializer(ApiKeySerializer):
    key = serializers.CharField(help_text="Shown this once.")


class NetworkField(TextField):
    """An address or a network, as `203.0.113.7` or `203.0.113.0/24`."""

    def to_internal_value(self, data: Any) -> str:
        try:
            return normal_network(super().to_internal_value(data))
        except ValueError:
            self.fail("not_a_network")


class ApiKeyChangeSerializer(RequestSerializer):
    name = LineField(max_length=100, required=False)
    scopes = serializers.ListField(child=WordField(choices=Scope.choices), allow_empty=False, required=False)
    chat_accounts = ItemsField(
        child=IdField(), at_most=200, required=False, help_text="Ids of the accounts it may know of; empty: all."
    )
    networks = ItemsField(
        child=NetworkField(max_length=49),
        at_most=50,
        required=False,
        help_text="Addresses and networks it may be used from; empty: from everywhere.",
    )
    expires_at = MomentField(required=False, allow_null=True)

    def validate_expires_at(self, value: Any) -> Any:
        if value is not None and value <= timezone.now():
            raise serializers.ValidationError("expires_at is in the past", code="expires_in_the_past")
        return value


class NewApiKeySerializer(ApiKeyChangeSerializer):
    name = LineField(max_length=100)
    scopes = serializers.ListField(child=WordField(choices=Scope.choices), allow_empty=False)


def columns_of(checked: dict[str, Any]) -> dict[str, Any]:
    return {"chat_account_ids" if name == "chat_accounts" else name: value for name, value in checked.items()}


def present_keys(rows: list[ApiKey]) -> Any:
    return ApiKeySerializer(instance=rows, many=True).data  # type: ignore[arg-type]
