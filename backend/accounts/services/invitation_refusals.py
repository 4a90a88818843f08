"""Why somebody cannot be invited, or cannot come in by an invitation."""

from core.errors import Conflict, NotFound


class AlreadyMember(Conflict):
    code = "already_member"


class AlreadyInvited(Conflict):
    code = "already_invited"


class InvitationUnknown(NotFound):
    code = "invitation_unknown"


class InvitationExpired(Conflict):
    code = "invitation_expired"


class InvitationForAnother(Conflict):
    code = "invitation_for_another"


class SignInFirst(Conflict):
    code = "sign_in_first"
