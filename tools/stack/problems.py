"""Reasons to end a command early."""


class StackError(Exception):
    """Something a person can put right; the message says what and how."""


class Stopped(Exception):
    """A signal asked the command to end."""
