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


def change_kinds() -> list[str]:
    from chats.models import Change

    return [kind.value for kind in Change.Kind]


def alert_events() -> list[str]:
    from sla.models.event import ALERTS

    return [kind.value for kind in ALERTS]


def notification_kinds() -> list[str]:
    from sla.models import Notification

    return [kind.value for kind in Notification.Kind]


def delivery_channels() -> list[str]:
    from sla.models import Delivery

    return [channel.value for channel in Delivery.Channel]


def notification_channels() -> list[str]:
    return ["spa", *delivery_channels()]


def rating_codes() -> list[str]:
    from connectors.ratings import RatingCode

    return [code.value for code in RatingCode]


def rating_units() -> list[str]:
    from connectors.ratings import RatingUnit

    return [unit.value for unit in RatingUnit]


def rating_statuses() -> list[str]:
    from chats.models import AccountRating

    return [status.value for status in AccountRating.Status]


def template_variables() -> list[str]:
    from chats.template_texts import VARIABLES

    return list(VARIABLES)


def presence_states() -> list[str]:
    from chats.services.presence import PresenceState

    return [state.value for state in PresenceState]


def access_states() -> list[str]:
    from accounts.access import AccessState

    return [state.value for state in AccessState]
