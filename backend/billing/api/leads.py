"""Leaving a lead from a page of one's own; our public page sends the same as a plain form."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.attempts import limit_attempts
from billing.lead_form import LONGEST_CONTACT
from billing.services.leads import leave_lead
from core.api.fields import FlagField, TextField
from core.api.requests import RequestSerializer, parse
from core.api.views import ApiView


class NewLeadSerializer(RequestSerializer):
    contact = TextField(
        max_length=LONGEST_CONTACT, help_text="E-mail, telephone or messenger, as the person writes it."
    )
    consent = FlagField(help_text="Agreement to keep it, as the privacy page says; without it `consent_missing`.")
    website = TextField(required=False, allow_blank=True, help_text="Leave it out: only programs fill it in.")


class LeadListView(ApiView):
    authentication_classes = []
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        limit_attempts(request, "lead")

    @extend_schema(
        operation_id="leave_lead",
        summary="Ask to be contacted",
        request=NewLeadSerializer,
        responses={204: OpenApiResponse(description="Taken. The answer is the same for what a program filled in")},
    )
    def post(self, request: Request) -> Response:
        """Open to everybody; a few times an hour from one address."""
        wanted = parse(NewLeadSerializer, request.data)
        if not wanted.get("website"):
            leave_lead(contact=wanted["contact"], agreed=wanted["consent"], now=timezone.now())
        return Response(status=204)
