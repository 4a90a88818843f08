from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from accounts.admin.actors import staff_of
from accounts.admin.audited import AuditedForms
from accounts.models import User
from accounts.services.second_factors import remove_second_factor

admin.site.unregister((Group, Authenticator))


class NewUserForm(UserCreationForm):  # type: ignore[misc]
    class Meta:
        model = User
        fields = ("email", "name")


class UserForm(UserChangeForm):  # type: ignore[misc]
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(AuditedForms, DjangoUserAdmin, ModelAdmin):  # type: ignore[misc, type-arg]
    audited_as = "user"
    form = UserForm
    add_form = NewUserForm
    change_password_form = AdminPasswordChangeForm
    ordering = ("email",)
    list_display = ("email", "name", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "name")
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "name", "language", "password")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Moments"), {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "password1", "password2")}),)
    actions = ("take_second_factor_away",)

    @admin.action(description=_("Take the second factor away"), permissions=["change"])
    def take_second_factor_away(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For who lost the device and the recovery codes."""
        people = [user for user in queryset if remove_second_factor(user=user, author=staff_of(request))]
        text = ngettext(
            "Second factor of %(count)d user taken away.", "Second factors of %(count)d users taken away.", len(people)
        )
        self.message_user(request, text % {"count": len(people)}, messages.SUCCESS)
