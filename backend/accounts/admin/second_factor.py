"""The second step into the administration: the code of an authenticator app, or setting one up."""

import time
from typing import Any, Final

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from django import forms
from django.contrib import admin
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.second_factor import has_second_factor

SECOND_FACTOR: Final = "/admin/second-factor/"
PENDING: Final = "admin.second_factor_pending"
PATIENCE_SECONDS: Final = 300
WORDS: Final = {
    "enter_key": _("The administration needs a second factor. Enter this key into an authenticator app:"),
    "keep_codes": _("Keep these recovery codes. Each opens the door once when your authenticator app is lost."),
    "open": _("Open the administration"),
    "go_on": _("Continue"),
}


class EnrolmentForm(ActivateTOTPForm):  # type: ignore[misc]
    """The password as well: a session that somebody found open is not enough to set a second factor up."""

    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput, strip=False)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("The password is wrong."))
        return password


def await_second_factor(request: HttpRequest, user: User) -> None:
    """The password was right; nobody is signed in by that."""
    request.session[PENDING] = {"user": user.pk, "at": time.time()}


@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    if user is None:
        return HttpResponseRedirect("/admin/login/")
    if has_second_factor(user):
        return _ask(request, user)
    return _enrol(request, user)


def _ask(request: HttpRequest, user: User) -> HttpResponse:
    form = AuthenticateForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        if not request.user.is_authenticated:
            login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        request.session.pop(PENDING, None)
        post_authentication(request, form.authenticator)
        return HttpResponseRedirect(_next(request))
    return _page(request, form=form)


def _enrol(request: HttpRequest, user: User) -> HttpResponse:
    form = EnrolmentForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            authenticator = TOTP.activate(user, form.secret).instance
            codes = auto_generate_recovery_codes(request)
        clear_totp_secret(request)
        post_authentication(request, authenticator)
        return _page(request, codes=codes.wrap().get_unused_codes() if codes else [], next=_next(request))
    return _page(request, form=form, secret=form.secret)


def _person(request: HttpRequest) -> User | None:
    """Staff who signed in by a password, or who are about to and gave the right one a moment ago."""
    if isinstance(request.user, User):
        return request.user if request.user.is_staff else None
    pending = request.session.get(PENDING)
    if pending is None or time.time() - pending["at"] > PATIENCE_SECONDS:
        return None
    user = User.objects.filter(pk=pending["user"], is_staff=True, is_active=True).first()
    return user if user is not None and has_second_factor(user) else None


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/admin/"


def _page(request: HttpRequest, **context: Any) -> HttpResponse:
    everywhere = admin.site.each_context(request)
    return render(
        request, "admin/second_factor.html", {**everywhere, "title": _("Second factor"), "words": WORDS, **context}
    )
