"""The places where a person is signed in."""

from allauth.usersessions.models import UserSession

from accounts.models import User


def end_sessions(user: User) -> int:
    """Sign the person out everywhere."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
