"""How a request names the member who takes care of a chat: by id, as `me`, or as `none`."""

from typing import Any, Final

from accounts.actor import Actor
from accounts.api.workspace import SessionOnly
from core.api.fields import IdField

ME: Final = "me"
NONE: Final = "none"


class AssigneeField(IdField):
    """The id of a membership, or one of the two words."""

    def to_internal_value(self, data: Any) -> Any:
        return data if data in (ME, NONE) else super().to_internal_value(data)


def membership_id_of(assignee: Any, actor: Actor) -> int | None:
    """None is nobody. An API key belongs to the workspace and not to a person, so it has no `me`."""
    if assignee in (None, NONE):
        return None
    if assignee != ME:
        return int(assignee)
    if actor.membership is None:
        raise SessionOnly
    return actor.membership.pk
