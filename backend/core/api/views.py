from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView


class ApiView(APIView):
    """The base of every view under `/api/v1`."""


def parse(serializer: type[serializers.Serializer[Any]], data: Any, **context: Any) -> dict[str, Any]:
    """The checked content of a request body or query; raises the validation error of the API otherwise."""
    checked = serializer(data=data, context=context)
    checked.is_valid(raise_exception=True)
    return dict(checked.validated_data)
