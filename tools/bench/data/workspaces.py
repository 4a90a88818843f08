"""A company with a key to its API."""

from __future__ import annotations

from dataclasses import dataclass, field

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services.api_keys import issue_api_key


@dataclass(frozen=True)
class Company:
    workspace: Workspace
    key: str = field(repr=False)


def open_company(slug: str) -> Company:
    workspace = Workspace.objects.create(name=f"Лавка {slug}", slug=slug)
    _, key = issue_api_key(workspace=workspace, name="bench", author=Actor.for_system("bench"))
    return Company(workspace, key)
