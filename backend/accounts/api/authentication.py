"""The two ways to say who is calling: a session with its CSRF token, or `Authorization: Bearer aiq_…`."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from accounts.models import ApiKey
from accounts.services.api_keys import find_usable_key, note_use
from core.api.client import client_ip


class InvalidApiKey(exceptions.AuthenticationFailed):
    default_code = "invalid_api_key"


class KeyNetworkNotAllowed(exceptions.PermissionDenied):
    """The key is right, but the caller is elsewhere."""

    default_code = "key_network_not_allowed"


class ApiKeyAuthentication(authentication.BaseAuthentication):
    """First of the two, so that a request without identity is asked for a Bearer key and answered with 401."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[AnonymousUser, ApiKey] | None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != self.keyword.lower():
            return None
        api_key = find_usable_key(key.strip())
        if api_key is None:
            raise InvalidApiKey
        if not api_key.admits(client_ip(request)):
            raise KeyNetworkNotAllowed
        note_use(api_key)
        return AnonymousUser(), api_key

    def authenticate_header(self, request: Request) -> str:
        return f'{self.keyword} realm="api"'


class SessionAuthentication(authentication.SessionAuthentication):
    def enforce_csrf(self, request: Request) -> Any:
        try:
            return super().enforce_csrf(request)
        except exceptions.PermissionDenied as refusal:
            raise exceptions.PermissionDenied(code="csrf_failed") from refusal
