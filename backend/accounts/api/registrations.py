"""Registration: what anybody may ask who is nobody yet. The secret of a link is sent in the body, never in a URL."""

from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.attempts import limit_attempts
from accounts.api.authentication import SessionAuthentication
from accounts.models import Membership, Registration, User
from accounts.services.registrations import confirm, find_registration, register, send_link_again
from core.api.client import client_ip
from core.api.fields import AddressField, LineField, TextField, WordField
from core.api.requests import RequestSerializer, parse
from core.api.views import ApiView

# The browser that registered is known by its session, so that it need not enter the password a second time.
OWN: Final = "registration"

REFUSED: Final = OpenApiResponse(
    description="Nobody may register here (`signup_closed`), or the page's token is missing (`csrf_failed`)"
)
UNKNOWN: Final = OpenApiResponse(description="No such link, or a newer one took its place (`registration_unknown`)")
OVER: Final = OpenApiResponse(
    description="Its time is over (`registration_expired`), it was used (`registration_confirmed`), or the address got"
    " an account meanwhile (`already_registered`)"
)


class RegistrationStateSerializer(serializers.Serializer[Any]):
    is_open = serializers.BooleanField(help_text="False: people come by invitation alone.")


class NewRegistrationSerializer(RequestSerializer):
    email = AddressField(max_length=254)
    name = LineField(max_length=150)
    organisation = LineField(max_length=200)
    password = TextField(max_length=200, trim_whitespace=False)
    language = WordField(choices=User.Language.choices, default=User.Language.RUSSIAN)


class AddressSerializer(RequestSerializer):
    email = AddressField(max_length=254)


class LinkSerializer(RequestSerializer):
    token = TextField(max_length=100)


class ConfirmationSerializer(LinkSerializer):
    password = TextField(
        max_length=200,
        trim_whitespace=False,
        required=False,
        help_text="The one that was chosen; needed where the text says so.",
    )


class RegistrationTextSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField()
    name = serializers.CharField()
    organisation = serializers.CharField()
    expires_at = serializers.DateTimeField()
    needs_password = serializers.BooleanField(
        help_text="True where the link is opened in another browser than the one that registered."
    )


class ConfirmedSerializer(serializers.Serializer[Membership]):
    workspace = serializers.CharField(source="workspace.slug", help_text="For the header `X-Workspace`.")
    name = serializers.CharField(source="workspace.name")
    email = serializers.EmailField(source="user.email")


class RegistrationView(ApiView):
    authentication_classes = [SessionAuthentication]
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who is nobody yet has a session to protect too: this is where they are signed in."""
        super().initial(request, *args, **kwargs)
        if request.method == "POST":
            SessionAuthentication().enforce_csrf(request)
            limit_attempts(request, "admission")


class RegistrationListView(RegistrationView):
    @extend_schema(
        operation_id="get_registration_state",
        summary="Whether anybody may register",
        responses=RegistrationStateSerializer,
    )
    def get(self, request: Request) -> Response:
        return Response({"is_open": settings.SIGNUP_OPEN})

    @extend_schema(
        operation_id="register",
        summary="Ask for an account and a workspace",
        request=NewRegistrationSerializer,
        responses={202: None, 403: REFUSED},
    )
    def post(self, request: Request) -> Response:
        """A mail with a link is sent; nothing is there before it is confirmed. An address that has an account gets a
        mail that says so, and the same answer."""
        wanted = parse(NewRegistrationSerializer, request.data)
        limit_attempts(request, "registration")
        limit_attempts(request, "registration_mail", key=wanted["email"].lower())
        registration = register(**wanted, now=timezone.now())
        request.session[OWN] = registration.pk
        return Response(status=202)


class RegistrationSendingView(RegistrationView):
    @extend_schema(
        operation_id="send_registration_again",
        summary="Send the link again",
        request=AddressSerializer,
        responses={202: None, 403: REFUSED},
    )
    def post(self, request: Request) -> Response:
        """At most once a minute, and only where somebody registered; the answer is always the same."""
        email = parse(AddressSerializer, request.data)["email"]
        limit_attempts(request, "registration_mail", key=email.lower())
        send_link_again(email=email, now=timezone.now())
        return Response(status=202)


class RegistrationTextView(RegistrationView):
    @extend_schema(
        operation_id="read_registration",
        summary="What a link of a registration is about",
        request=LinkSerializer,
        responses={200: RegistrationTextSerializer, 403: REFUSED, 404: UNKNOWN, 409: OVER},
    )
    def post(self, request: Request) -> Response:
        """For the page behind the link."""
        registration = find_registration(parse(LinkSerializer, request.data)["token"], now=timezone.now())
        return Response(
            {
                "email": registration.email,
                "name": registration.name,
                "organisation": registration.organisation,
                "expires_at": registration.expires_at,
                "needs_password": not _is_own(request, registration),
            }
        )


class ConfirmationView(RegistrationView):
    @extend_schema(
        operation_id="confirm_registration",
        summary="Confirm the address, open the workspace and sign in",
        request=ConfirmationSerializer,
        responses={200: ConfirmedSerializer, 403: REFUSED, 404: UNKNOWN, 409: OVER},
    )
    def post(self, request: Request) -> Response:
        """Account and workspace are made together and once; the session of the answer is that of the new person."""
        wanted = parse(ConfirmationSerializer, request.data)
        now = timezone.now()
        registration = find_registration(wanted["token"], now=now)
        password = wanted.get("password", "")
        if _is_own(request, registration):
            password = None
        else:
            limit_attempts(request, "registration_password", key=str(registration.pk))
        owner = confirm(token=wanted["token"], password=password, now=now, ip=client_ip(request))
        _sign_in(request, owner.user)
        return Response(ConfirmedSerializer(owner).data)


def _is_own(request: Request, registration: Registration) -> bool:
    known: Any = request.session.get(OWN)
    return bool(known == registration.pk)


def _sign_in(request: Request, user: User) -> None:
    """As by the password that they chose a moment ago."""
    plain = request._request
    plain.session.pop(OWN, None)
    record_authentication(plain, user, "password", email=user.email)
    get_adapter().login(plain, user)
