from django.urls import path

from accounts.api.admissions import AcceptanceView, InvitationTextView
from accounts.api.api_keys import ApiKeyListView, ApiKeyRotationView, ApiKeyView
from accounts.api.audit_log import AuditLogView
from accounts.api.invitations import InvitationListView, InvitationSendingView, InvitationView
from accounts.api.me import MeView
from accounts.api.members import AssigneeListView, MemberListView, MemberView, OwnershipView
from accounts.api.registrations import (
    ConfirmationView,
    RegistrationListView,
    RegistrationSendingView,
    RegistrationTextView,
)
from accounts.api.workspace_settings import WorkspaceClosingView, WorkspaceSettingsView

urlpatterns = [
    path("me", MeView.as_view()),
    path("workspace", WorkspaceSettingsView.as_view()),
    path("workspace/closing", WorkspaceClosingView.as_view()),
    path("api-keys", ApiKeyListView.as_view()),
    path("api-keys/<int:api_key_id>", ApiKeyView.as_view()),
    path("api-keys/<int:api_key_id>/rotate", ApiKeyRotationView.as_view()),
    path("members", MemberListView.as_view()),
    path("members/<int:member_id>", MemberView.as_view()),
    path("members/<int:member_id>/transfer-ownership", OwnershipView.as_view()),
    path("invitations", InvitationListView.as_view()),
    path("invitations/read", InvitationTextView.as_view()),
    path("invitations/accept", AcceptanceView.as_view()),
    path("invitations/<int:invitation_id>", InvitationView.as_view()),
    path("invitations/<int:invitation_id>/send-again", InvitationSendingView.as_view()),
    path("registrations", RegistrationListView.as_view()),
    path("registrations/send-again", RegistrationSendingView.as_view()),
    path("registrations/read", RegistrationTextView.as_view()),
    path("registrations/confirm", ConfirmationView.as_view()),
    path("audit-log", AuditLogView.as_view()),
    path("assignees", AssigneeListView.as_view()),
]
