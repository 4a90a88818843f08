from accounts.models.api_key import ApiKey
from accounts.models.audit import AuditEntry
from accounts.models.invitation import Invitation
from accounts.models.membership import Membership
from accounts.models.registration import Registration
from accounts.models.user import User
from accounts.models.workspace import Workspace

__all__ = ["ApiKey", "AuditEntry", "Invitation", "Membership", "Registration", "User", "Workspace"]
