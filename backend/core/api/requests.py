"""What a client sends, checked."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.settings import api_settings


class RequestSerializer(serializers.Serializer[Any]):
    """The base of everything that a body or a query may hold; its fields come from `core.api.fields`."""

    def run_validation(self, data: Any = empty) -> Any:
        is_allowed_null = data is None and self.allow_null
        if data is not empty and not is_allowed_null and not isinstance(data, Mapping):
            raise serializers.ValidationError(
                {api_settings.NON_FIELD_ERRORS_KEY: ["Not an object."]}, code="not_an_object"
            )
        return super().run_validation(data)


def parse(serializer: type[RequestSerializer], data: Any) -> dict[str, Any]:
    """The checked content of a request body or query; raises the validation error of the API otherwise."""
    checked = serializer(data=data)
    checked.is_valid(raise_exception=True)
    return dict(checked.validated_data)
