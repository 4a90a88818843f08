"""How many people a plan allows."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.services.admissions import accept_as_new_user
from accounts.services.member_limit import MemberLimitReached
from accounts.tests.factories import PASSWORD, make_invitation, make_member
from billing.tests.money import make_subscription

INVITATION = {"email": "vera@example.com", "role": "agent"}


def fill_up(workspace: Workspace, *, places: int) -> None:
    until = timezone.now() + timedelta(days=9)
    make_subscription(workspace=workspace, trial_ends_at=until)
    for _ in range(5 - Membership.objects.filter(workspace=workspace).count() - places):
        make_member(workspace=workspace)


def test_who_is_invited_takes_a_place_too(owner: APIClient, workspace: Workspace) -> None:
    fill_up(workspace, places=1)

    first = owner.post("/api/v1/invitations", INVITATION)
    second = owner.post("/api/v1/invitations", {**INVITATION, "email": "oleg@example.com"})

    assert first.status_code == 201
    assert (second.status_code, second.json()["errors"][0]["code"]) == (409, "member_limit_reached")
    assert "5" in second.json()["errors"][0]["detail"]


def test_an_invitation_of_before_is_not_accepted_over_the_limit(workspace: Workspace, owner: APIClient) -> None:
    make_invitation(workspace=workspace, token="prezhnee")
    fill_up(workspace, places=0)

    with pytest.raises(MemberLimitReached):
        accept_as_new_user(token="prezhnee", name="Вера", password=PASSWORD, now=timezone.now())

    assert Membership.objects.filter(workspace=workspace).count() == 5
