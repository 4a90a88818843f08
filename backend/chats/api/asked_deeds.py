"""A request as the deed that it asks for."""

from django.utils import timezone

from accounts.api.workspace import WorkspaceRequest
from chats.services.deeds import Deed
from core.api.client import client_ip


def deed_of(request: WorkspaceRequest) -> Deed:
    """By whom, from where, and now."""
    return Deed(actor=request.actor, now=timezone.now(), ip=client_ip(request))
