"""Invoices of a workspace: seen, asked for and downloaded by its owners."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from billing.invoice_refusals import PlanNotOnOffer
from billing.models import Invoice, Plan
from billing.papers.downloads import act_download, invoice_download
from billing.requisites import Party
from billing.services.invoices import order_invoice
from core.api.client import client_ip
from core.api.downloads import FileNegotiation
from core.api.fields import TextField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))
PDF = {(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY, description="The paper")}


class InvoiceSerializer(serializers.Serializer[Invoice]):
    id = serializers.CharField()
    number = serializers.CharField(source="full_number")
    state = serializers.ChoiceField(choices=["issued", "paid", "void"])
    line = serializers.CharField(help_text="What it is for.")
    amount = serializers.IntegerField(help_text="Kopecks.")
    issued_at = serializers.DateTimeField()
    due_on = serializers.DateField()
    paid_at = serializers.DateTimeField(allow_null=True)
    period_from = serializers.DateTimeField(allow_null=True, help_text="The month that was paid.")
    period_until = serializers.DateTimeField(allow_null=True)
    void_reason = serializers.CharField()
    has_act = serializers.SerializerMethodField(help_text="Paid, and the month is over: the act can be downloaded.")

    def get_has_act(self, invoice: Invoice) -> bool:
        return invoice.has_act(self.context["now"])


class BuyerSerializer(RequestSerializer):
    name = TextField(max_length=200)
    inn = TextField(max_length=12, help_text="10 digits of a company, 12 of a sole trader, with their check digits.")
    kpp = TextField(max_length=9, required=False, allow_blank=True, default="", help_text="Of a company only.")
    address = TextField(max_length=300)
    bank_name = TextField(max_length=200, required=False, allow_blank=True, default="")
    bic = TextField(max_length=9, required=False, allow_blank=True, default="")
    account = TextField(max_length=20, required=False, allow_blank=True, default="", help_text="Checked by the BIC.")
    correspondent_account = TextField(max_length=20, required=False, allow_blank=True, default="")


class OrderSerializer(RequestSerializer):
    plan = TextField(max_length=30, help_text="Code of a plan on offer.")
    buyer = BuyerSerializer()


class InvoicesView(WorkspaceView):
    owner_session_only = True

    def find(self, invoice_id: int) -> Invoice:
        found = Invoice.objects.for_workspace(self.request.workspace).sent().filter(pk=invoice_id).first()
        if found is None:
            raise NotFound
        return found


class InvoiceListView(InvoicesView):
    @extend_schema(
        operation_id="billing_invoices_list",
        summary="Invoices, the newest first",
        parameters=PAGE_PARAMETERS,
        responses=page_of(InvoiceSerializer),
    )
    def get(self, request: Request) -> Response:
        invoices = Invoice.objects.for_workspace(self.request.workspace).sent()
        return paginated(request, invoices, NEWEST_FIRST, lambda rows: [present_invoice(row) for row in rows])

    @extend_schema(
        operation_id="order_invoice",
        summary="Ask for an invoice for a month",
        request=OrderSerializer,
        responses={
            201: InvoiceSerializer,
            400: OpenApiResponse(
                description="Requisites that cannot be right: `inn_wrong`, `kpp_wrong`, `kpp_missing`, "
                "`kpp_of_sole_trader`, `bic_wrong`, `account_wrong`, `correspondent_account_wrong`. "
                "Or no such plan: `plan_not_on_offer`"
            ),
            409: OpenApiResponse(
                description="One waits to be paid: `invoice_open`. Or none can be issued: `seller_missing`, "
                "`workspace_gone`"
            ),
        },
    )
    def post(self, request: Request) -> Response:
        """It is issued at once, with a number. Once it is paid, a month is added to what the workspace has."""
        asked = parse(OrderSerializer, request.data)
        plan = Plan.objects.filter(code=asked["plan"]).first()
        if plan is None:
            raise PlanNotOnOffer(attr="plan")
        invoice = order_invoice(
            workspace=self.request.workspace,
            plan=plan,
            buyer=Party(**asked["buyer"]),
            author=self.request.actor,
            now=timezone.now(),
            ip=client_ip(request),
        )
        return Response(present_invoice(invoice), status=201)


class InvoicePdfView(InvoicesView):
    content_negotiation_class = FileNegotiation

    @extend_schema(operation_id="billing_invoice_pdf", summary="An invoice as PDF", responses=PDF)
    def get(self, request: Request, invoice_id: int) -> HttpResponse:
        """With the code by which banks fill in a payment (ГОСТ Р 56042)."""
        return invoice_download(self.find(invoice_id))


class InvoiceActView(InvoicesView):
    content_negotiation_class = FileNegotiation

    @extend_schema(
        operation_id="billing_invoice_act",
        summary="The act for the paid month as PDF",
        responses={**PDF, 409: OpenApiResponse(description="The month is not over, or not paid: `act_not_ready`")},
    )
    def get(self, request: Request, invoice_id: int) -> HttpResponse:
        return act_download(self.find(invoice_id), now=timezone.now())


def present_invoice(invoice: Invoice) -> dict[str, Any]:
    return dict(InvoiceSerializer(invoice, context={"now": timezone.now()}).data)
