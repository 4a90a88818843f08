"""Connections that lead out of the house only: the address that is checked is the one that is connected to."""

import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import allowed_gai_family, create_connection

from connectors.addresses import is_public


class _OutwardMixin:
    """The name is looked up once. Whoever answers for it, a second look cannot lead elsewhere."""

    def _new_conn(self: Any) -> socket.socket:
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, allowed_gai_family(), socket.SOCK_STREAM)
        except OSError as error:
            raise NewConnectionError(self, "no such host") from error
        addresses = [str(entry[4][0]) for entry in found]
        if not addresses or not all(map(is_public, addresses)):
            raise NewConnectionError(self, "the host has no public address")
        return _reach(self, addresses)


def _reach(connection: Any, addresses: list[str]) -> socket.socket:
    failure: NewConnectionError | ConnectTimeoutError = NewConnectionError(connection, "not reached")
    for address in dict.fromkeys(addresses):
        try:
            reached: socket.socket = create_connection(
                (address, connection.port),
                connection.timeout,
                source_address=connection.source_address,
                socket_options=connection.socket_options,
            )
        except TimeoutError:
            failure = ConnectTimeoutError(connection, "timed out")
        except OSError as error:
            failure = NewConnectionError(connection, type(error).__name__)
        else:
            return reached
    raise failure


class OutwardConnection(_OutwardMixin, HTTPConnection):
    pass


class OutwardTlsConnection(_OutwardMixin, HTTPSConnection):
    pass


class OutwardPool(HTTPConnectionPool):
    ConnectionCls = OutwardConnection


class OutwardTlsPool(HTTPSConnectionPool):
    ConnectionCls = OutwardTlsConnection


class OutwardAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": OutwardPool, "https": OutwardTlsPool}
