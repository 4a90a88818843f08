from itertools import count
from typing import Any, Final

from accounts.actor import Actor
from accounts.models import ApiKey, Membership, User, Workspace
from accounts.services.api_keys import issue_api_key

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
