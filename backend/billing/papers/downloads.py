"""Papers on their way to whoever may have them."""

from datetime import datetime

from django.http import HttpResponse

from billing.models import Invoice
from billing.papers.act_paper import act_paper
from billing.papers.invoice_paper import invoice_paper


def invoice_download(invoice: Invoice) -> HttpResponse:
    return _download(invoice_paper(invoice), name=f"invoice-{invoice.full_number}.pdf")


def act_download(invoice: Invoice, *, now: datetime) -> HttpResponse:
    return _download(act_paper(invoice, now=now), name=f"act-{invoice.full_number}.pdf")


def _download(content: bytes, *, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
