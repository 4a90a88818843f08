import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from accounts.models import ApiKey, Membership, User, Workspace
from accounts.scopes import Scope
from accounts.tests.factories import make_user


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_create_workspace_prints_an_owner_who_can_sign_in(db: None) -> None:
    arguments = ["--name", "Лавка", "--slug", "lavka", "--owner-email", "Hozyain@Example.com"]

    answer = json.loads(run("create_workspace", *arguments))

    user = User.objects.get()
    assert answer == {
        "workspace": "Лавка",
        "slug": "lavka",
        "owner": "hozyain@example.com",
        "password": answer["password"],
    }
    assert user.check_password(answer["password"])
    assert Membership.objects.get().role == "owner"


def test_an_existing_owner_keeps_their_password(db: None) -> None:
    user = make_user(email="hozyain@example.com")
    before = user.password

    answer = json.loads(run("create_workspace", "--name", "Лавка", "--slug", "lavka", "--owner-email", user.email))

    user.refresh_from_db()
    assert answer["password"] is None
    assert user.password == before


@pytest.mark.parametrize(
    ("slug", "email", "password", "complaint"),
    [
        ("taken", "a@example.com", "verno-loshad-skrepka", "is taken"),
        ("Not An Address", "a@example.com", "verno-loshad-skrepka", "правильное значение"),
        ("fine", "not an e-mail", "verno-loshad-skrepka", "правильный адрес"),
        ("fine", "a@example.com", "12345678", "слишком короткий"),
    ],
)
def test_a_refused_workspace_leaves_nothing_half_made(
    db: None, slug: str, email: str, password: str, complaint: str
) -> None:
    run("create_workspace", "--name", "Первая", "--slug", "taken", "--owner-email", "first@example.com")

    with pytest.raises(CommandError, match=complaint):
        run("create_workspace", "--name", "Л", "--slug", slug, "--owner-email", email, "--password", password)

    assert Workspace.objects.count() == User.objects.count() == 1


def test_issue_api_key_prints_the_key_alone(workspace: Workspace) -> None:
    key = run("issue_api_key", "--workspace", workspace.slug, "--name", "Склад")

    assert key == key.strip() + "\n"
    assert APIClient(headers={"Authorization": f"Bearer {key.strip()}"}).get("/api/v1/me").status_code == 200
    assert ApiKey.objects.get().scopes == sorted(Scope.values)


def test_issue_api_key_takes_some_scopes(workspace: Workspace) -> None:
    run("issue_api_key", "--workspace", workspace.slug, "--name", "Склад", "--scopes", "chats:read", "reports:read")

    assert ApiKey.objects.get().scopes == ["chats:read", "reports:read"]


def test_issue_api_key_names_a_missing_workspace(db: None) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run("issue_api_key", "--workspace", "nowhere", "--name", "Склад")
