import json
import stat
import time
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiKey, Membership, Workspace
from chats.demo import cabinet, names
from chats.demo.readiness import check_demo
from chats.models import AccountRating, Chat, ChatAccount, Message, Reply, ReplyTemplate, SyncState
from chats.sync import candidates
from chats.template_texts import check_template
from connectors import registry
from connectors.errors import AuthFailed, Rejected
from connectors.ratings import RatingCode, RatingStatus, RemoteRating
from connectors.records import Author
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace
from sla.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> FakeMarketplace:
    """The only cabinet: an answered chat of last week, and one that has been waiting for an hour."""
    settings.LOCAL_DIR = tmp_path
    client_id = names.credentials()["client_id"]
    monkeypatch.setenv("DEMO_CLIENT_ID", client_id)
    shop = FakeMarketplace(external_id=client_id)
    now = timezone.now()
    answered, waiting = shop.open_chat(), shop.open_chat()
    shop.write(answered, author=Author.BUYER, text="Когда отправите?", sent_at=now - timedelta(days=7))
    shop.write(answered, author=Author.SELLER, text="Сегодня вечером.", sent_at=now - timedelta(days=6))
    shop.write(waiting, author=Author.BUYER, text="Есть ли синий?", sent_at=now - timedelta(hours=1))

    stand_in(monkeypatch, shop)
    return shop


@pytest.fixture
def branch(shop: FakeMarketplace, monkeypatch: pytest.MonkeyPatch) -> FakeMarketplace:
    """The second cabinet, with sixty chats of a month, each answered within hours, and with a rating."""
    monkeypatch.delenv("DEMO_CLIENT_ID")
    branch = FakeMarketplace(external_id=names.shops()[names.BRANCH_TITLE]["client_id"])
    now = timezone.now()
    for place in range(60):
        chat_id, asked_at = branch.open_chat(), now - timedelta(hours=12 * (60 - place))
        branch.write(chat_id, author=Author.BUYER, text="Есть ли синий?", sent_at=asked_at)
        branch.write(chat_id, author=Author.SELLER, text="Да, есть.", sent_at=asked_at + timedelta(hours=2))
    branch.ratings.append(RemoteRating(RatingCode.ANY_REPLY, 7200, RatingStatus.OK))
    stand_in(monkeypatch, shop, branch)
    return branch


def stand_in(monkeypatch: pytest.MonkeyPatch, *shops: FakeMarketplace) -> None:
    def connect(_marketplace: str, credentials: dict[str, str], **_kwargs: Any) -> FakeConnector:
        return FakeConnector(next(shop for shop in shops if shop.external_id == credentials["client_id"]))

    monkeypatch.setattr(registry, "connect", connect)
    monkeypatch.setattr(candidates, "open_marketplace", connect)


def seed() -> dict[str, str]:
    output = StringIO()
    call_command("seed_demo", stdout=output)
    answer: dict[str, str] = json.loads(output.getvalue())
    return answer


def test_the_templates_of_the_demo_are_made_once_and_are_right(shop: FakeMarketplace) -> None:
    seed()
    seed()

    templates = ReplyTemplate.objects.all()
    assert {template.title for template in templates} == set(names.TEMPLATES)
    for template in templates:
        check_template(template.text)


def test_the_printed_password_and_key_let_in(shop: FakeMarketplace) -> None:
    answer = seed()

    me = APIClient(headers={"Authorization": f"Bearer {answer['api_key']}"}).get("/api/v1/me")
    assert Client().login(username=answer["login"], password=answer["password"])
    assert me.json()["workspace"]["slug"] == answer["workspace"] == "demo"
    assert "демо" in me.json()["workspace"]["name"]
    assert sorted(Membership.objects.values_list("role", flat=True)) == ["agent", "agent", "owner"]


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
    assert (Workspace.objects.count(), ApiKey.objects.count(), Membership.objects.count()) == (1, 1, 3)


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


def test_an_import_that_is_done_is_not_waited_for(shop: FakeMarketplace, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(cabinet, "time", SimpleNamespace(monotonic=time.monotonic, sleep=pauses.append))

    seed()

    assert pauses == []


def test_the_demo_is_ready_when_its_past_is_imported(shop: FakeMarketplace) -> None:
    assert not check_demo().ok

    seed()
    assert check_demo().ok

    SyncState.objects.update(import_state=SyncState.ImportState.RUNNING)
    assert not check_demo().ok


def test_there_are_two_cabinets_and_both_are_marked_as_a_demo(branch: FakeMarketplace) -> None:
    seed()

    titles = ChatAccount.objects.values_list("title", flat=True)
    assert len(titles) == 2
    assert all("демо" in title for title in titles)
    assert check_demo().ok


def test_a_cabinet_that_is_missing_keeps_the_demo_from_being_ready(branch: FakeMarketplace) -> None:
    seed()

    ChatAccount.objects.filter(title=names.BRANCH_TITLE).delete()

    assert not check_demo().ok


def test_the_answers_since_were_written_by_several_members_and_in_the_cabinet(branch: FakeMarketplace) -> None:
    seed()
    first = list(Reply.objects.order_by("pk").values_list("pk", flat=True))
    seed()

    owed = Obligation.objects.filter(chat_account__title=names.BRANCH_TITLE)
    senders = Counter(owed.values_list("answered_by_name", flat=True))
    assert set(senders) == {names.OWNER_NAME, names.AGENT_NAME, names.SECOND_AGENT_NAME, ""}
    assert senders.most_common(1)[0][0] == names.AGENT_NAME
    assert list(Reply.objects.order_by("pk").values_list("pk", flat=True)) == first
    assert not Reply.objects.undelivered().exists()
    assert not Reply.objects.filter(sending_at__lt=timezone.now() - names.CONNECTED_AGO - timedelta(hours=1)).exists()


def test_the_ratings_of_the_marketplace_are_there_at_once(branch: FakeMarketplace) -> None:
    seed()

    assert AccountRating.objects.get().chat_account.title == names.BRANCH_TITLE


def test_ratings_that_are_refused_do_not_stop_the_seeding(branch: FakeMarketplace) -> None:
    branch.fail("ratings", Rejected("key_role_missing"))

    seed()

    assert check_demo().ok
