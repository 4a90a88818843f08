import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Invitation, Membership, User, Workspace
from accounts.tests.factories import PASSWORD, make_member, make_user, make_workspace
from conftest import Queued, signed_in
from core.tests.waiting_mails import waiting_mails

URL = "/api/v1/invitations"
ADDRESS = "nina@example.com"


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["code"]


def newest_token() -> str:
    """What stands in the newest mail's link."""
    mail = waiting_mails()[-1]
    found = re.search(r"/invitation#(\S+)", mail["text"])
    assert found is not None
    return found[1]


def accept(client: APIClient, token: str, **more: str) -> Any:
    return client.post(f"{URL}/accept", {"token": token, **more})


@pytest.fixture
def token(owner: APIClient, queued: Queued) -> str:
    owner.post(URL, {"email": ADDRESS})
    return newest_token()


def test_an_invitation_is_a_mail_with_a_link_of_which_a_digest_is_kept(
    owner: APIClient, workspace: Workspace, queued: Queued
) -> None:
    response = owner.post(URL, {"email": " Nina@Example.com", "role": "owner", "language": "en"})

    invitation = Invitation.objects.get()
    assert response.status_code == 201
    assert (response.json()["email"], response.json()["role"]) == (ADDRESS, "owner")
    assert waiting_mails()[-1]["to"] == [ADDRESS]
    assert waiting_mails()[-1]["subject"] == f"Invitation to “{workspace.name}”"
    assert "as an owner" in waiting_mails()[-1]["text"]
    assert newest_token() not in response.text
    assert invitation.digest != newest_token()
    assert invitation.expires_at - invitation.created_at == timedelta(days=7)
    assert AuditEntry.objects.get(action="invitation.created").details == {"email": ADDRESS, "role": "owner"}


def test_the_mail_is_in_the_language_of_the_inviter_unless_told(owner: APIClient, queued: Queued) -> None:
    owner.post(URL, {"email": ADDRESS})

    assert waiting_mails()[-1]["subject"] == "Приглашение в «Лавка у реки»"


def test_the_answer_does_not_tell_who_has_an_account(owner: APIClient, queued: Queued) -> None:
    known = make_user(email="known@example.com")

    answers = [owner.post(URL, {"email": address}) for address in (known.email, ADDRESS)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json().keys() == answers[1].json().keys()


def test_nobody_is_invited_twice_nor_where_they_belong(
    owner: APIClient, agent_member: Membership, token: str, queued: Queued
) -> None:
    mails = len(queued)

    again = owner.post(URL, {"email": ADDRESS.upper()})
    member = owner.post(URL, {"email": agent_member.user.email})

    assert (code_of(again), code_of(member)) == ((409, "already_invited"), (409, "already_member"))
    assert len(queued) == mails


@pytest.mark.parametrize("email", ["", "nina", "nina@", 7, None, "a\nb@example.com"])
def test_an_address_is_an_address(owner: APIClient, email: object) -> None:
    response = owner.post(URL, {"email": email})

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "email"
    assert not Invitation.objects.exists()


def test_a_new_person_comes_in_with_a_name_and_a_password(
    anonymous: APIClient, workspace: Workspace, token: str
) -> None:
    text = anonymous.post(f"{URL}/read", {"token": token}).json()
    response = accept(anonymous, token, name="Нина Новенькая", password=PASSWORD)

    assert (text["email"], text["workspace"], text["has_account"]) == (ADDRESS, workspace.name, False)
    assert response.json() == {"workspace": workspace.slug, "name": workspace.name, "role": "agent", "email": ADDRESS}
    user = User.objects.get(email=ADDRESS)
    assert (user.name, user.check_password(PASSWORD)) == ("Нина Новенькая", True)
    assert Membership.objects.get(user=user).workspace == workspace
    assert AuditEntry.objects.get(action="member.joined").actor_name == "Нина Новенькая"


def test_a_person_with_an_account_signs_in_and_joins(anonymous: APIClient, workspace: Workspace, token: str) -> None:
    other = make_workspace()
    nina = make_member(workspace=other, user=make_user(email=ADDRESS)).user

    refused = accept(anonymous, token, name="Чужая", password=PASSWORD)
    response = accept(signed_in(nina, other), token)

    assert code_of(refused) == (409, "sign_in_first")
    assert response.status_code == 200
    assert signed_in(nina, workspace).get("/api/v1/chats").status_code == 200
    assert not User.objects.get(email=ADDRESS).check_password(PASSWORD)


def test_an_invitation_works_once(anonymous: APIClient, owner: APIClient, token: str) -> None:
    accept(anonymous, token, name="Нина", password=PASSWORD)

    again = accept(anonymous, token, name="Нина", password=PASSWORD)

    assert code_of(again) == (404, "invitation_unknown")
    assert owner.get(URL).json()["results"] == []
    assert User.objects.filter(email=ADDRESS).count() == 1


def test_a_link_that_was_passed_on_opens_nothing_for_others(agent: APIClient, stranger: APIClient, token: str) -> None:
    assert code_of(accept(stranger, token)) == (409, "invitation_for_another")
    assert Invitation.objects.get().accepted_at is None


def test_an_invitation_ends_after_seven_days(anonymous: APIClient, token: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1), tick=False):
        responses = [
            accept(anonymous, token, name="Нина", password=PASSWORD),
            anonymous.post(f"{URL}/read", {"token": token}),
        ]

    assert [code_of(response) for response in responses] == [(409, "invitation_expired")] * 2
    assert not User.objects.filter(email=ADDRESS).exists()


def test_sending_again_makes_a_new_link_and_ends_the_old_one(
    owner: APIClient, anonymous: APIClient, token: str, queued: Queued
) -> None:
    invitation = Invitation.objects.get()
    too_soon = owner.post(f"{URL}/{invitation.pk}/send-again")
    Invitation.objects.update(sent_at=timezone.now() - timedelta(minutes=2))

    response = owner.post(f"{URL}/{invitation.pk}/send-again")

    assert code_of(too_soon) == (429, "throttled")
    assert 0 < int(too_soon.headers["Retry-After"]) <= 60
    assert response.status_code == 200
    assert code_of(accept(anonymous, token, name="Нина", password=PASSWORD)) == (404, "invitation_unknown")
    assert accept(anonymous, newest_token(), name="Нина", password=PASSWORD).status_code == 200


def test_an_invitation_that_was_taken_back_opens_nothing(owner: APIClient, anonymous: APIClient, token: str) -> None:
    response = owner.delete(f"{URL}/{Invitation.objects.get().pk}")

    assert response.status_code == 204
    assert code_of(accept(anonymous, token, name="Нина", password=PASSWORD)) == (404, "invitation_unknown")
    assert AuditEntry.objects.filter(action="invitation.revoked").count() == 1


@pytest.mark.parametrize(
    ("body", "attr", "code"),
    [
        ({"password": PASSWORD}, "name", "required"),
        ({"name": "Нина"}, "password", "required"),
        ({"name": "Нина", "password": "1234567890"}, "password", "password_too_common"),
        ({"name": "Нина", "password": "korotko"}, "password", "password_too_short"),
    ],
)
def test_an_account_needs_a_name_and_a_good_password(
    anonymous: APIClient, token: str, body: dict[str, str], attr: str, code: str
) -> None:
    (error,) = accept(anonymous, token, **body).json()["errors"]

    assert (error["attr"], error["code"]) == (attr, code)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_guessing_links_is_slowed_down(anonymous: APIClient, db: None) -> None:
    answers = [code_of(anonymous.post(f"{URL}/read", {"token": f"guess-{number}"})) for number in range(21)]

    assert set(answers[:20]) == {(404, "invitation_unknown")}
    assert answers[20] == (429, "throttled")


def test_one_address_is_not_flooded_by_several_workspaces(
    owner: APIClient, stranger: APIClient, queued: Queued
) -> None:
    owner.post(URL, {"email": ADDRESS})
    for _attempt in range(9):
        owner.post(URL, {"email": ADDRESS})

    response = stranger.post(URL, {"email": ADDRESS})

    assert code_of(response) == (429, "throttled")
    assert len(queued) == 1
