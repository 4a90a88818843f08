"""The way of staff from a lead to a published pilot, through the administration."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, Invitation, Membership, Workspace
from accounts.tests.factories import make_member, make_user
from billing.models import Lead, Pilot
from billing.tests.factories import make_figures, make_lead, make_pilot
from billing.tests.money import make_subscription
from conftest import Queued
from core.tests.waiting_mails import waiting_mails

TODAY = timezone.localdate()
PILOT = {
    "name": "Лавка у реки",
    "slug": "lavka-u-reki",
    "owner_email": "Olga@Example.com",
    "starts_on": TODAY.isoformat(),
    "ends_on": (TODAY + timedelta(days=29)).isoformat(),
    "terms": "Месяц без оплаты.",
}


@pytest.fixture
def support(db: None) -> Client:
    """One of the staff who may help customers, and no more."""
    user = make_user(email="support@example.com", name="Света Поддержкина")
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name="support"))
    client = Client()
    client.force_login(user)
    return client


def do(client: Client, row: Lead | Pilot, deed: str, **told: Any) -> Any:
    kind = type(row).__name__.lower()
    return client.post(f"/admin/billing/{kind}/{row.pk}/{deed}/", told)


def test_a_lead_becomes_a_workspace_with_an_invited_owner_in_two_deeds(support: Client, queued: Queued) -> None:
    lead = make_lead(contact="olga@example.com")
    question = support.get(f"/admin/billing/lead/{lead.pk}/take/").content.decode()

    do(support, lead, "take", **PILOT)
    pilot = Pilot.objects.get()
    do(support, pilot, "invite")

    assert 'value="olga@example.com"' in question
    lead.refresh_from_db()
    pilot.refresh_from_db()
    assert lead.state == Lead.State.TAKEN
    assert (pilot.workspace.slug, pilot.lead, pilot.state) == ("lavka-u-reki", lead, Pilot.State.PLANNED)
    assert pilot.invited_at is not None
    invitation = Invitation.objects.get(workspace=pilot.workspace)
    assert (invitation.email, invitation.role) == ("olga@example.com", Membership.Role.OWNER)
    [mail] = waiting_mails()
    assert mail["to"] == ["olga@example.com"]
    deeds = AuditEntry.objects.filter(workspace=pilot.workspace).order_by("pk").values_list("action", "actor_name")
    assert list(deeds) == [
        (deed, "Света Поддержкина")
        for deed in ("workspace.created", "pilot.planned", "invitation.created", "pilot.owner_invited")
    ]


def test_a_question_alone_changes_nothing(support: Client, workspace: Workspace) -> None:
    lead, pilot = make_lead(), make_pilot(workspace=workspace)
    places = [f"lead/{lead.pk}/{deed}/" for deed in ("take", "decline", "forget")]
    places += [f"pilot/{pilot.pk}/{deed}/" for deed in ("invite", "cancel", "consent", "withdraw", "publish")]

    answers = [support.get(f"/admin/billing/{place}").status_code for place in places]

    assert set(answers) == {200}
    assert Lead.objects.get().state == Lead.State.NEW
    assert Pilot.objects.get().state == Pilot.State.PLANNED
    assert not AuditEntry.objects.exclude(action="user.signed_in").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"slug": "zanyato"}, "Адрес «zanyato» уже занят."),
        ({"ends_on": (TODAY - timedelta(days=1)).isoformat()}, "Пилот заканчивается раньше, чем начинается."),
        ({"owner_email": "не почта"}, "адрес электронной почты"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_made(
    support: Client, workspace: Workspace, change: dict[str, str], says: str
) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(slug="zanyato")
    lead = make_lead()

    page = do(support, lead, "take", **{**PILOT, **change})

    assert says in page.content.decode()
    assert Workspace.objects.count() == 1
    assert Lead.objects.get().state == Lead.State.NEW


def test_a_lead_is_settled_once(support: Client) -> None:
    lead = make_lead()
    do(support, lead, "decline")

    page = do(support, lead, "take", **PILOT)

    assert "По этой заявке уже всё решено." in page.content.decode()
    assert not Pilot.objects.exists()


def test_an_owner_who_came_is_not_invited_again(support: Client, workspace: Workspace, queued: Queued) -> None:
    make_member(workspace=workspace, role=Membership.Role.OWNER, user=make_user(email="olga@example.com"))
    pilot = make_pilot(workspace=workspace, owner_email="olga@example.com")

    page = do(support, pilot, "invite")

    assert "Владелец уже в организации" in page.content.decode()
    assert queued == []


def test_a_case_is_published_only_with_an_agreement_and_gone_with_it(support: Client, workspace: Workspace) -> None:
    figures: dict[str, Any] = {"baseline": make_figures(median_hours=20), "result": make_figures(median_hours=4)}
    words: dict[str, Any] = {"slug": "lavka", "case_title": "Лавка у реки", "case_text": "Отвечают быстрее."}
    pilot = make_pilot(workspace=workspace, state=Pilot.State.FINISHED, **figures, **words)
    refused = do(support, pilot, "publish").content.decode()

    do(support, pilot, "consent", given_by="Ольга Хозяйкина, письмом")
    do(support, pilot, "publish")
    pilot.refresh_from_db()
    published_at = pilot.published_at
    do(support, pilot, "withdraw")
    pilot.refresh_from_db()

    assert "не хватает согласия" in refused
    assert published_at is not None
    assert (pilot.published_at, pilot.consented_at, pilot.consent_given_by) == (None, None, "")


def test_support_touches_neither_prices_nor_documents(support: Client, workspace: Workspace) -> None:
    pilot = make_pilot(workspace=workspace, price_after=900_000)
    form = {"owner_email": "new@example.com", "terms": "Новые", "starts_on": "2026-11-01", "ends_on": "2026-12-01"}

    support.post(f"/admin/billing/pilot/{pilot.pk}/change/", {**form, "price_after": "1"})
    document = support.get("/admin/billing/document/")

    pilot.refresh_from_db()
    assert (pilot.price_after, pilot.terms, pilot.ends_on) == (900_000, "Новые", date(2026, 12, 1))
    assert AuditEntry.objects.get(action="pilot.changed").details["terms"] == "Новые"
    assert document.status_code == 200
    assert support.get("/admin/accounts/apikey/").status_code == 403


def test_staff_without_the_right_are_refused(workspace: Workspace) -> None:
    user = make_user()
    user.is_staff = True
    user.save()
    client = Client()
    client.force_login(user)

    answers = [do(client, make_lead(), "decline"), do(client, make_pilot(workspace=workspace), "cancel")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Lead.objects.get().state == Lead.State.NEW


def test_a_workspace_that_is_there_already_gets_a_pilot(staff: Client, workspace: Workspace) -> None:
    make_member(workspace=workspace, role=Membership.Role.OWNER, user=make_user(email="owner@example.com"))
    subscription = make_subscription(workspace=workspace)
    address = f"/admin/accounts/workspace/{workspace.pk}"

    page, question = staff.get(f"{address}/change/"), staff.get(f"{address}/pilot/")
    answered = staff.post(f"{address}/pilot/", PILOT)
    again = staff.post(f"/admin/billing/subscription/{subscription.pk}/pilot/", PILOT)

    pilot = Pilot.objects.get()
    assert f"/admin/billing/subscription/{subscription.pk}/change/" in page.content.decode()
    assert 'value="owner@example.com"' in question.content.decode()
    assert answered.headers["Location"] == f"/admin/billing/pilot/{pilot.pk}/change/"
    assert (pilot.workspace, pilot.state, pilot.lead) == (workspace, Pilot.State.PLANNED, None)
    assert "уже есть пилот" in again.content.decode()
    assert AuditEntry.objects.get(action="pilot.planned").actor_name == "Семён Дежурный"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends_on": (TODAY - timedelta(days=1)).isoformat()}, "раньше, чем начинается"),
        ({"owner_email": "не адрес"}, "адрес электронной почты"),
        ({"terms": ""}, "Обязательное поле"),
    ],
)
def test_a_pilot_that_cannot_be_is_refused_in_words(
    staff: Client, workspace: Workspace, change: dict[str, str], words: str
) -> None:
    answered = staff.post(f"/admin/accounts/workspace/{workspace.pk}/pilot/", {**PILOT, **change})

    assert words in answered.content.decode()
    assert not Pilot.objects.exists()


def test_what_is_being_deleted_gets_no_pilot(staff: Client, workspace: Workspace) -> None:
    Workspace.objects.update(closes_at=timezone.now())

    answered = staff.post(f"/admin/accounts/workspace/{workspace.pk}/pilot/", PILOT)

    assert "будет удалена" in answered.content.decode()
    assert not Pilot.objects.exists()


def test_support_begins_a_pilot_without_seeing_money(support: Client, workspace: Workspace) -> None:
    subscription = make_subscription(workspace=workspace)

    page = support.get(f"/admin/accounts/workspace/{workspace.pk}/change/")
    refused = support.post(f"/admin/billing/subscription/{subscription.pk}/pilot/", PILOT)
    support.post(f"/admin/accounts/workspace/{workspace.pk}/pilot/", PILOT)

    assert "/admin/billing/subscription/" not in page.content.decode()
    assert refused.status_code == 403
    assert Pilot.objects.get().workspace == workspace


def test_who_does_not_steer_pilots_begins_none(support: Client, workspace: Workspace) -> None:
    Group.objects.get(name="support").permissions.remove(*Permission.objects.filter(codename="change_pilot"))

    answered = support.post(f"/admin/accounts/workspace/{workspace.pk}/pilot/", PILOT)

    assert answered.status_code == 403
    assert not Pilot.objects.exists()
