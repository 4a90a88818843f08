"""Who is acting: what services take as the author of a change."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from accounts.models import ApiKey, Membership, User


class ActorKind(StrEnum):
    MEMBER = "member"
    API_KEY = "api_key"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    kind: ActorKind
    name: str
    user: User | None = None
    membership: Membership | None = None
    api_key: ApiKey | None = None

    @classmethod
    def for_member(cls, membership: Membership) -> Self:
        return cls(kind=ActorKind.MEMBER, name=membership.name, user=membership.user, membership=membership)

    @classmethod
    def for_user(cls, user: User) -> Self:
        """Somebody signed in, outside of any workspace."""
        return cls(kind=ActorKind.MEMBER, name=user.display_name, user=user)

    @classmethod
    def for_api_key(cls, api_key: ApiKey) -> Self:
        return cls(kind=ActorKind.API_KEY, name=api_key.name, api_key=api_key)

    @classmethod
    def for_system(cls, name: str) -> Self:
        return cls(kind=ActorKind.SYSTEM, name=name)

    @property
    def is_owner(self) -> bool:
        return self.membership is not None and self.membership.is_owner
