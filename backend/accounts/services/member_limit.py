"""How many people a workspace may have."""

from datetime import datetime

from accounts.access import access_of
from accounts.models import Invitation, Membership, Workspace
from core.errors import Conflict


class MemberLimitReached(Conflict):
    code = "member_limit_reached"


def refuse_more_members(workspace: Workspace, *, now: datetime, with_invited: bool = False) -> None:
    """The row of the workspace is held until the caller's transaction ends, so that two do not take the last place."""
    limit = access_of(workspace, now).member_limit
    if limit is None:
        return
    Workspace.objects.select_for_update(no_key=True, of=("self",)).get(pk=workspace.pk)
    taken = Membership.objects.filter(workspace=workspace).count()
    if with_invited:
        taken += Invitation.objects.open().filter(workspace=workspace, expires_at__gt=now).count()
    if taken >= limit:
        raise MemberLimitReached(params={"limit": limit})
