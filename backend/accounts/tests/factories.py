from datetime import timedelta
from itertools import count
from typing import Any, Final

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ApiKey, Invitation, Membership, User, Workspace
from accounts.services.api_keys import issue_api_key
from core.crypto import digest

PASSWORD: Final = "verno-loshad-skrepka"
_numbers = count(1)


def make_workspace(*, name: str = "Лавка у реки", slug: str = "") -> Workspace:
    return Workspace.objects.create(name=name, slug=slug or f"lavka-{next(_numbers)}")


def make_user(*, email: str = "", name: str = "Инна Вымышленная", language: str = "ru", undo_seconds: int = 0) -> User:
    """A person, whose replies leave at once.

    The password is set only where a test signs in with it, for hashing is slow on purpose.
    """
    return User.objects.create_user(
        email or f"person-{next(_numbers)}@example.com", name=name, language=language, undo_seconds=undo_seconds
    )


def make_member(
    *, workspace: Workspace, role: str = Membership.Role.AGENT, user: User | None = None, name: str = "Инна Вымышленная"
) -> Membership:
    return Membership.objects.create(workspace=workspace, user=user or make_user(name=name), role=role)


def make_actor(*, workspace: Workspace, role: str = Membership.Role.AGENT) -> Actor:
    return Actor.for_member(make_member(workspace=workspace, role=role))


def make_api_key(
    *, workspace: Workspace, name: str = "Учётная система", scopes: list[str] | None = None, **limits: Any
) -> tuple[ApiKey, str]:
    return issue_api_key(workspace=workspace, name=name, scopes=scopes, author=Actor.for_system("tests"), **limits)


def make_invitation(*, workspace: Workspace, email: str = "", token: str = "") -> Invitation:
    """One that was sent an hour ago."""
    sent_at = timezone.now() - timedelta(hours=1)
    return Invitation.objects.create(
        workspace=workspace,
        email=email or f"guest-{next(_numbers)}@example.com",
        role=Membership.Role.AGENT,
        language=User.Language.RUSSIAN,
        digest=digest(token or f"token-{next(_numbers)}"),
        invited_by_name="Ольга Хозяйкина",
        created_at=sent_at,
        sent_at=sent_at,
        expires_at=sent_at + timedelta(days=7),
    )
