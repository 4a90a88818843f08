"""Sets of states that the description of the API names: read late, for settings come before models."""


def account_states() -> list[str]:
    from chats.models import ChatAccount

    return [state.value for state in ChatAccount.State]


def import_states() -> list[str]:
    from chats.models import SyncState

    return [state.value for state in SyncState.ImportState]


def reply_states() -> list[str]:
    from chats.models import Reply

    return [state.value for state in Reply.State]
