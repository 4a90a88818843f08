"""Fixtures that every part's tests share."""

import logging
import os
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from redis import Redis
from rest_framework.test import APIClient

from accounts.models import Membership, User, Workspace
from accounts.tests.factories import make_api_key, make_member, make_user, make_workspace
from core import heartbeat, queue
from core.tests.private_words import Ear

# How long an example takes is the machine's affair.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

Queued = list[tuple[str, dict[str, Any]]]


def pytest_configure() -> None:
    for name in ("DATABASE_URL", "REDIS_URL"):
        if not os.environ.get(name):
            pytest.exit(
                f"{name} is not set: run `make test`, or name a PostgreSQL and a Redis of your own.", returncode=4
            )


@pytest.fixture(scope="session", autouse=True)
def _own_redis() -> Iterator[Redis]:
    """The tests empty their Redis database, so they refuse one that a running installation uses."""
    redis = Redis.from_url(settings.REDIS_URL)
    if redis.exists(heartbeat.key("beat")):
        pytest.exit("REDIS_URL names the database of a running installation; give the tests their own.", returncode=4)
    redis.flushdb()
    yield redis
    redis.flushdb()
    redis.close()


@pytest.fixture(autouse=True)
def _empty_redis(_own_redis: Redis) -> None:
    _own_redis.flushdb()


@pytest.fixture(autouse=True)
def _files_are_looked_for_when_asked_for(settings: Any) -> None:
    """Each client of a test loads the middleware anew, which would list every static file first."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def _language_and_zone_of_the_installation() -> None:
    """A request of an earlier test has left its own in this thread."""
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(scope="session")
def _ear() -> Iterator[Ear]:
    ear = Ear()
    logging.getLogger().addHandler(ear)
    yield ear
    logging.getLogger().removeHandler(ear)


@pytest.fixture(autouse=True)
def _private_words_stay_out_of_the_log(_ear: Ear) -> Iterator[None]:
    """Over the whole suite: what buyers and shops write, their names, and keys of cabinets."""
    _ear.take()
    yield
    assert _ear.take() == []


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> Queued:
    """What was announced to the background, in order: the name of the task and its arguments."""
    calls: Queued = []
    monkeypatch.setattr(queue, "_schedule", lambda call: calls.append((call.task_name, call.kwargs)))
    return calls


@pytest.fixture
def workspace(db: None) -> Workspace:
    return make_workspace()


@pytest.fixture
def owner_member(workspace: Workspace) -> Membership:
    return make_member(workspace=workspace, role=Membership.Role.OWNER, name="Ольга Хозяйкина")


@pytest.fixture
def agent_member(workspace: Workspace) -> Membership:
    return make_member(workspace=workspace, role=Membership.Role.AGENT, name="Антон Ответов")


@pytest.fixture
def owner(owner_member: Membership) -> APIClient:
    """An owner of the workspace, signed in."""
    return signed_in(owner_member.user, owner_member.workspace)


@pytest.fixture
def agent(agent_member: Membership) -> APIClient:
    """An agent of the workspace, signed in."""
    return signed_in(agent_member.user, agent_member.workspace)


@pytest.fixture
def stranger(db: None) -> APIClient:
    """The owner of another workspace, signed in."""
    member = make_member(workspace=make_workspace(name="Чужая лавка"), role=Membership.Role.OWNER, name="Чужой Человек")
    return signed_in(member.user, member.workspace)


@pytest.fixture
def anonymous() -> APIClient:
    return APIClient()


@pytest.fixture
def staff(db: None) -> Client:
    """One of ours, signed in to the administration."""
    user = make_user(email="staff@example.com", name="Семён Дежурный")
    user.is_staff = user.is_superuser = True
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def api_key_client(workspace: Workspace) -> Callable[..., APIClient]:
    """Makes a client with an API key of the workspace: `api_key_client("chats:read")`; without scopes it has all."""

    def make(*scopes: str) -> APIClient:
        _api_key, key = make_api_key(workspace=workspace, scopes=list(scopes) or None)
        return APIClient(headers={"Authorization": f"Bearer {key}"})

    return make


def signed_in(user: User, workspace: Workspace) -> APIClient:
    client = APIClient(headers={"X-Workspace": workspace.slug})
    client.force_login(user)
    return client
