"""How the description of the API names our ways to sign in and the header that chooses a workspace."""

from typing import TYPE_CHECKING, Any, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter

from core.api.schema import Schema

if TYPE_CHECKING:
    from accounts.api.workspace import WorkspaceView

WORKSPACE_PARAMETER = OpenApiParameter(
    "X-Workspace",
    str,
    OpenApiParameter.HEADER,
    description="Address of the workspace; needed when a signed-in person belongs to several.",
)


class ChoosesWorkspaceSchema(Schema):
    def get_override_parameters(self) -> list[Any]:
        return [*super().get_override_parameters(), WORKSPACE_PARAMETER]


class WorkspaceSchema(ChoosesWorkspaceSchema):
    """For views inside a workspace: says who may pass."""

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Keys are named only where one of them may pass."""
        ways: list[dict[str, list[str]]] = super().get_auth()
        return ways if self._scope else [way for way in ways if "Session" in way]

    def get_description(self) -> str:  # type: ignore[override]
        needs = f"An API key needs the scope `{self._scope}`." if self._scope else ""
        return "\n\n".join(filter(None, [super().get_description(), needs]))

    @property
    def _scope(self) -> str | None:
        view = cast("WorkspaceView", self.view)
        return None if view.owner_session_only else view.scopes.get(self.method)


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.api.authentication.ApiKeyAuthentication"
    name = "ApiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "An API key of the workspace: `aiq_live_…`."}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.api.authentication.SessionAuthentication"
    name = "Session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        description = "The session of a signed-in person; changes also need the header `X-CSRFToken`."
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": description}
