"""What the workspace pays for, what it may choose, and what an invoice needs to know."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import AccessState
from accounts.api.workspace import WorkspaceView
from billing.models import Plan
from billing.selectors.billing import INVOICE, MARKETPLACE, Billing, billing_of


class PlanSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    price = serializers.IntegerField(help_text="Kopecks a month, as agreed with this workspace.")
    chat_account_limit = serializers.IntegerField(allow_null=True)
    member_limit = serializers.IntegerField(allow_null=True)


class RequisitesSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    inn = serializers.CharField()
    kpp = serializers.CharField(help_text="Empty for a sole trader.")
    address = serializers.CharField()
    bank_name = serializers.CharField()
    bic = serializers.CharField()
    account = serializers.CharField()
    correspondent_account = serializers.CharField()


class BillingPlanSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=[state.value for state in AccessState])
    until = serializers.DateTimeField(allow_null=True, help_text="When the state ends by itself; null: it does not.")
    paid_until = serializers.DateTimeField(allow_null=True)
    plan = PlanSerializer(allow_null=True, help_text="Of the workspace; null before the first cabinet is connected.")
    plans = PlanSerializer(many=True, help_text="What can be ordered.")
    requisites = RequisitesSerializer(allow_null=True, help_text="To begin the next invoice with; fields can be empty.")
    requisites_source = serializers.ChoiceField(
        choices=[INVOICE, MARKETPLACE],
        allow_null=True,
        help_text="The newest invoice, or what the marketplace says of whose cabinet it is.",
    )
    chat_accounts = serializers.IntegerField(help_text="Connected now, of the `chat_account_limit` of the plan.")
    members = serializers.IntegerField(help_text="Of the `member_limit` of the plan.")
    can_order = serializers.BooleanField(help_text="Whether an invoice can be asked for now.")


class BillingPlanView(WorkspaceView):
    owner_session_only = True

    @extend_schema(operation_id="get_billing_plan", summary="Plan and access", responses=BillingPlanSerializer)
    def get(self, request: Request) -> Response:
        return Response(BillingPlanSerializer(_present(billing_of(self.request.workspace, timezone.now()))).data)


def _present(billing: Billing) -> dict[str, Any]:
    plan, prices = billing.plan, billing.prices
    return {
        "state": billing.access.state,
        "until": billing.access.until,
        "paid_until": billing.paid_until,
        "plan": None if plan is None else present_plan(plan, price=prices[plan.pk]),
        "plans": [present_plan(offered, price=prices[offered.pk]) for offered in billing.plans],
        "requisites": None if billing.requisites is None else billing.requisites.as_json(),
        "requisites_source": billing.requisites_source,
        "chat_accounts": billing.chat_accounts,
        "members": billing.members,
        "can_order": billing.can_order,
    }


def present_plan(plan: Plan, *, price: int) -> dict[str, Any]:
    return {
        "code": plan.code,
        "name": plan.name_in(get_language() or "ru"),
        "price": price,
        "chat_account_limit": plan.chat_account_limit,
        "member_limit": plan.member_limit,
    }
