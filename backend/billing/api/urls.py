from django.urls import URLPattern, path

from billing.api.invoices import InvoiceActView, InvoiceListView, InvoicePdfView
from billing.api.leads import LeadListView
from billing.api.plan import BillingPlanView

urlpatterns: list[URLPattern] = [
    path("leads", LeadListView.as_view()),
    path("billing/plan", BillingPlanView.as_view()),
    path("billing/invoices", InvoiceListView.as_view()),
    path("billing/invoices/<int:invoice_id>/pdf", InvoicePdfView.as_view()),
    path("billing/invoices/<int:invoice_id>/act", InvoiceActView.as_view()),
]
