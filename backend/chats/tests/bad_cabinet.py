"""A cabinet some of whose chats are in the list, while their histories are not shown."""

from chats.models import ChatAccount, SyncRun
from chats.tests.cabinet import MINUTE, Cabinet
from connectors.errors import ConnectorError, Rejected, TemporaryFailure
from connectors.records import RemoteMessage
from connectors.testing.fake import FakeConnector

DOWN = TemporaryFailure("marketplace_unavailable", status=500)
UNSAID = Rejected("access_denied", status=403)
UNPAID = Rejected("marketplace_subscription_required", status=403)
INVALID = Rejected("request_invalid", status=400)
GONE = Rejected("chat_not_found", status=404)


class CabinetWithBadChats(Cabinet):
    """The histories of some of its chats are never shown."""

    bad: dict[str, ConnectorError]

    def connect(self, account: ChatAccount) -> FakeConnector:
        cabinet = self

        class Connector(FakeConnector):
            def _history(self, chat_id: str) -> list[RemoteMessage]:
                messages = super()._history(chat_id)
                if chat_id in cabinet.bad:
                    raise cabinet.bad[chat_id]
                return messages

        return Connector(self.marketplace)

    def live(self, *, minutes: int) -> list[SyncRun]:
        """Looks by the clock."""
        runs = []
        for _ in range(minutes):
            self.clock.pass_time(MINUTE)
            runs.append(self.look())
        return [run for run in runs if run is not None]
