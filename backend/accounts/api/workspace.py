"""Every request about a workspace passes here: who asks, which workspace, may they."""

from typing import Any, ClassVar

from rest_framework import exceptions
from rest_framework.request import Request
from structlog.contextvars import bind_contextvars

from accounts.actor import Actor
from accounts.api.openapi import WorkspaceSchema
from accounts.models import ApiKey, Membership, User, Workspace
from core.api.views import ApiView
from core.errors import Forbidden, Invalid, NotFound

HEADER = "X-Workspace"
QUERY = "workspace"


class WorkspaceRequired(Invalid):
    code = "workspace_required"


class WorkspaceNotFound(NotFound):
    code = "workspace_not_found"


class ScopeMissing(Forbidden):
    code = "scope_missing"


class OwnerOnly(Forbidden):
    code = "owner_only"


class SessionOnly(Forbidden):
    code = "session_only"


class WorkspaceRequest(Request):
    """A request whose workspace and actor are settled."""

    workspace: Workspace
    actor: Actor


class WorkspaceView(ApiView):
    """The base of every view that works inside one workspace.

    `scopes` names per method what an API key needs; a method without a scope is closed to keys.
    `owner_session_only` keeps out keys and agents alike; `owner_methods` are, among members, for owners.
    """

    schema = WorkspaceSchema()
    scopes: ClassVar[dict[str, str]] = {}
    owner_session_only: ClassVar[bool] = False
    owner_methods: ClassVar[tuple[str, ...]] = ()

    request: WorkspaceRequest

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        api_key = api_key_of(request)
        if api_key is not None:
            self._admit_key(request, api_key)
        else:
            self._admit_member(request, membership_of(request))
        bind_contextvars(
            workspace_id=self.request.workspace.pk,
            user_id=self.request.user.pk,
            api_key_id=api_key.pk if api_key else None,
        )

    def _admit_key(self, request: Any, api_key: ApiKey) -> None:
        if request.method is not None and request.method != "OPTIONS":
            scope = self.scopes.get("GET" if request.method == "HEAD" else request.method)
            if scope is None or self.owner_session_only:
                raise SessionOnly
            if scope not in api_key.scopes:
                raise ScopeMissing(params={"scope": scope})
        slug = request.headers.get(HEADER)
        if slug and slug != api_key.workspace.slug:
            raise WorkspaceNotFound
        request.workspace = api_key.seen_workspace
        request.actor = Actor.for_api_key(api_key)

    def _admit_member(self, request: Any, membership: Membership | None) -> None:
        if membership is None:
            belongs_somewhere = Membership.objects.filter(user=request.user).exists()
            raise WorkspaceRequired if belongs_somewhere else WorkspaceNotFound
        is_owners = self.owner_session_only or request.method in self.owner_methods
        if is_owners and not membership.is_owner:
            raise OwnerOnly
        request.workspace = membership.workspace
        request.actor = Actor.for_member(membership)


def api_key_of(request: Request) -> ApiKey | None:
    return request.auth if isinstance(request.auth, ApiKey) else None


def membership_of(request: Request) -> Membership | None:
    """The membership that the request names, or the only one there is; None when the choice is open.

    A picture or a download that the browser fetches by itself carries no header: it names its workspace in the query.
    """
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated
    memberships = Membership.objects.filter(user=request.user).select_related("workspace", "user")
    if slug := request.headers.get(HEADER) or request.query_params.get(QUERY):
        named = memberships.filter(workspace__slug=slug).first()
        if named is None:
            raise WorkspaceNotFound
        return named
    found = list(memberships[:2])
    return found[0] if len(found) == 1 else None
