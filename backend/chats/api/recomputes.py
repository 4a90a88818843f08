"""Taking the targets of a policy over to what is open."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.services.recomputing import preview_recompute, recompute_open
from core.api.client import client_ip
from core.api.fields import FlagField
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound
from sla.models import Policy
from sla.selectors.policies import policies_of


class RecomputeRequestSerializer(RequestSerializer):
    dry_run = FlagField(default=True, help_text="True only counts.")


class RecomputeSerializer(serializers.Serializer[Any]):
    dry_run = serializers.BooleanField()
    open = serializers.IntegerField(help_text="Obligations that are open within the reach of the policy.")
    changes = serializers.IntegerField(help_text="Those whose due time or warning differs by the newest targets.")
    late = serializers.IntegerField(help_text="Those of the changed ones that are overdue by them at once.")
    finished = serializers.BooleanField(help_text="False while the rest is carried out in the background.")


class RecomputeView(WorkspaceView):
    scopes = {"POST": "policies:write"}
    owner_methods = ("POST",)

    @extend_schema(
        operation_id="sla_policies_recompute",
        summary="Have what is open take the newest targets over",
        request=RecomputeRequestSerializer,
        responses={200: RecomputeSerializer} | refusals({404: "No such policy"}),
    )
    def post(self, request: Request, policy_id: int) -> Response:
        """A dry run says how many open obligations would change. Doing it again changes nothing more."""
        is_dry = parse(RecomputeRequestSerializer, request.data)["dry_run"]
        policy = self._find(policy_id)
        now = timezone.now()
        if is_dry:
            effect, is_finished = preview_recompute(policy=policy, now=now), True
        else:
            effect, made = recompute_open(policy=policy, actor=self.request.actor, now=now, ip=client_ip(request))
            is_finished = made is None or made.finished_at is not None
        return Response({"dry_run": is_dry, "finished": is_finished, **vars(effect)})

    def _find(self, policy_id: int) -> Policy:
        found = policies_of(self.request.workspace).filter(pk=policy_id).first()
        if found is None:
            raise NotFound
        return found
