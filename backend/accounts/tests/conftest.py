"""Fixtures of the tests of accounts."""

import pytest
from django.test import Client

from accounts.models import Membership, User
from accounts.tests.factories import PASSWORD


@pytest.fixture
def browser() -> Client:
    """A browser: it keeps cookies and has its CSRF token checked."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def person(agent_member: Membership) -> User:
    """A member who knows a password."""
    agent_member.user.set_password(PASSWORD)
    agent_member.user.save()
    return agent_member.user
