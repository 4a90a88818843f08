"""How the description of the API names the refusals that a client should expect."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiResponse

PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}


def refusals(descriptions: dict[int, str]) -> dict[int, Any]:
    """The error body under each status, with what it means at this endpoint."""
    return {status: OpenApiResponse(PROBLEM, description=text) for status, text in descriptions.items()}
