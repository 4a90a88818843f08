import json
import stat
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiKey, Membership, Workspace
from chats.demo import cabinet, names
from chats.demo.readiness import check_demo
from chats.models import Chat, ChatAccount, Message, SyncState
from chats.sync import candidates
from connectors import registry
from connectors.errors import AuthFailed
from connectors.records import Author
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> FakeMarketplace:
    """A cabinet with an answered chat of last week and one that has been waiting for an hour."""
    settings.LOCAL_DIR = tmp_path
    shop = FakeMarketplace(external_id=names.credentials()["client_id"])
    now = timezone.now()
    answered, waiting = shop.open_chat(), shop.open_chat()
    shop.write(answered, author=Author.BUYER, text="Когда отправите?", sent_at=now - timedelta(days=7))
    shop.write(answered, author=Author.SELLER, text="Сегодня вечером.", sent_at=now - timedelta(days=6))
    shop.write(waiting, author=Author.BUYER, text="Есть ли синий?", sent_at=now - timedelta(hours=1))

    def connect(*_args: Any, **_kwargs: Any) -> FakeConnector:
        return FakeConnector(shop)

    monkeypatch.setattr(registry, "connect", connect)
    monkeypatch.setattr(candidates, "open_marketplace", connect)
    return shop


def seed() -> dict[str, str]:
    output = StringIO()
    call_command("seed_demo", stdout=output)
    answer: dict[str, str] = json.loads(output.getvalue())
    return answer


def test_the_printed_password_and_key_let_in(shop: FakeMarketplace) -> None:
    answer = seed()

    me = APIClient(headers={"Authorization": f"Bearer {answer['api_key']}"}).get("/api/v1/me")
    assert Client().login(username=answer["login"], password=answer["password"])
    assert me.json()["workspace"]["slug"] == answer["workspace"] == "demo"
    assert "демо" in me.json()["workspace"]["name"]
    assert sorted(Membership.objects.values_list("role", flat=True)) == ["agent", "owner"]


def test_the_cabinet_was_connected_a_month_ago_and_nothing_imported_is_unread(shop: FakeMarketplace) -> None:
    seed()

    account = ChatAccount.objects.get()
    assert timezone.now() - account.connected_at >= timedelta(days=30)
    assert Chat.objects.count() == 2
    assert not Chat.objects.unread().exists()
    assert Chat.objects.waiting().count() == 1
    assert not Message.objects.filter(is_historic=False).exists()


def test_seeding_again_changes_nothing(shop: FakeMarketplace) -> None:
    first = seed()
    connected_at = ChatAccount.objects.get().connected_at

    assert seed() == first
    assert ChatAccount.objects.get().connected_at == connected_at
    assert (Workspace.objects.count(), ApiKey.objects.count(), Membership.objects.count()) == (1, 1, 2)


def test_access_is_kept_for_its_owner_only(shop: FakeMarketplace, tmp_path: Path) -> None:
    seed()

    assert stat.S_IMODE((tmp_path / "demo.json").stat().st_mode) == 0o600


def test_a_lost_file_gives_new_access_and_ends_the_old(shop: FakeMarketplace, tmp_path: Path) -> None:
    old = seed()
    (tmp_path / "demo.json").write_text("not json")

    new = seed()

    assert new["password"] != old["password"]
    assert Client().login(username=new["login"], password=new["password"])
    assert [key.prefix for key in ApiKey.objects.filter(revoked_at=None)] == [new["api_key"][:17]]


def test_a_new_database_takes_the_kept_password(shop: FakeMarketplace, tmp_path: Path) -> None:
    kept = {"password": "verno-loshad-skrepka", "api_key": "aiq_live_of-another-database"}
    (tmp_path / "demo.json").write_text(json.dumps(kept))

    answer = seed()

    assert answer["password"] == kept["password"]
    assert answer["api_key"] != kept["api_key"]
    assert Client().login(username=answer["login"], password=kept["password"])


def test_a_cabinet_that_cannot_be_connected_stops_the_seeding(
    shop: FakeMarketplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.fail("check", AuthFailed("key_invalid"))

    with pytest.raises(CommandError):
        seed()

    assert not ChatAccount.objects.exists()


def test_an_import_that_does_not_end_stops_the_seeding(shop: FakeMarketplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cabinet, "IMPORT_WITHIN_SECONDS", -1.0)

    with pytest.raises(CommandError):
        seed()

    assert timezone.now() - ChatAccount.objects.get().connected_at < timedelta(days=1)


def test_the_demo_is_ready_when_its_past_is_imported(shop: FakeMarketplace) -> None:
    assert not check_demo().ok

    seed()
    assert check_demo().ok

    SyncState.objects.update(import_state=SyncState.ImportState.RUNNING)
    assert not check_demo().ok
