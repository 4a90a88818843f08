"""The company of the demo: a workspace, three people, a key for machines."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ApiKey, Membership, User, Workspace
from accounts.services.api_keys import find_usable_key, issue_api_key, revoke_api_key
from accounts.services.workspaces import create_workspace
from billing.models import Plan, Seller, Subscription
from billing.services.subscriptions import grant_access
from chats.demo import names
from chats.demo.access import DemoAccess
from chats.models import ReplyTemplate
from chats.services.templates import TemplateDraft, create_template

SEEDER = Actor.for_system("seed_demo")


@transaction.atomic
def settle_company(access: DemoAccess) -> tuple[Workspace, DemoAccess]:
    """Make what is missing and let the kept password and key in again; changes nothing when all is in place."""
    workspace = Workspace.objects.filter(slug=names.WORKSPACE_SLUG).first()
    if workspace is None:
        workspace = create_workspace(
            name=names.WORKSPACE_NAME,
            slug=names.WORKSPACE_SLUG,
            owner_email=names.OWNER_EMAIL,
            owner_name=names.OWNER_NAME,
            password=access.password,
            author=SEEDER,
        ).workspace
    _settle_subscription(workspace)
    _settle_seller()
    _settle_person(workspace, names.OWNER_EMAIL, names.OWNER_NAME, Membership.Role.OWNER, access.password)
    for email, name in (
        (names.AGENT_EMAIL, names.AGENT_NAME),
        (names.SECOND_AGENT_EMAIL, names.SECOND_AGENT_NAME),
    ):
        _settle_person(workspace, email, name, Membership.Role.AGENT, access.password)
    _settle_templates(workspace)
    return workspace, DemoAccess(password=access.password, api_key=_settle_key(workspace, access.api_key))


def _settle_subscription(workspace: Workspace) -> None:
    """Paid for a year; one that was set up before stays as it is."""
    plan = Plan.objects.on_offer().order_by("-position").first()
    if plan is None or Subscription.objects.for_workspace(workspace).exclude(paid_until=None).exists():
        return
    now = timezone.now()
    until = now + timedelta(days=365)
    grant_access(workspace=workspace, plan=plan, until=until, author=SEEDER, reason="demo", now=now)


def _settle_templates(workspace: Workspace) -> None:
    """Only where there is none: what was changed or deleted while trying stays so."""
    if ReplyTemplate.objects.filter(workspace=workspace).exists():
        return
    owner = Membership.objects.owners().filter(workspace=workspace).earliest("pk")
    actor, now = Actor.for_member(owner), timezone.now()
    for title, text in names.TEMPLATES.items():
        draft = TemplateDraft(title=title, text=text)
        create_template(workspace=workspace, actor=actor, draft=draft, is_shared=True, now=now)


def _settle_seller() -> None:
    """Invented requisites with right check digits, so that invoices can be looked at; money would not arrive."""
    if not Seller.objects.exists():
        Seller.objects.create(**names.SELLER)


def _settle_person(workspace: Workspace, email: str, name: str, role: Membership.Role, password: str) -> None:
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, password, name=name)
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    Membership.objects.get_or_create(workspace=workspace, user=user, defaults={"role": role})


def _settle_key(workspace: Workspace, kept: str) -> str:
    found = find_usable_key(kept)
    if found is not None and found.workspace_id == workspace.pk:
        return kept
    for lost in ApiKey.objects.for_workspace(workspace).filter(name=names.API_KEY_NAME, revoked_at=None):
        revoke_api_key(api_key=lost, author=SEEDER, now=timezone.now())
    _api_key, key = issue_api_key(workspace=workspace, name=names.API_KEY_NAME, author=SEEDER)
    return key
