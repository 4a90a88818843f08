"""No name and no answer of a name server leads a call into the house."""

import socket
from typing import Any

import pytest

from connectors import guard
from connectors.addresses import is_public
from connectors.http import ConnectionNotMade, HttpTransport
from connectors.ozon.connector import BASE_URL, transport_to
from connectors.tests.test_http import HEAD, played, post

HOST = "api-seller.example"
PUBLIC = "8.8.8.8"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "",
        "localhost",
    ],
)
def test_an_address_of_the_house_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", HOST])
def test_nothing_is_sent_to_the_house(monkeypatch: pytest.MonkeyPatch, host: str, fresh: bool) -> None:
    """Also by spellings that the system's own look-up understands, and by a name that leads there."""
    resolve(monkeypatch, {HOST: ["127.0.0.1"]})

    with played(HEAD + b"Content-Length: 2\r\n\r\n{}") as (server, _):
        transport = HttpTransport(f"http://{host}:{server.server_address[1]}")
        with pytest.raises(ConnectionNotMade):
            post(transport, fresh=fresh)

        assert server.connections == 0


def test_one_address_of_the_house_among_public_ones_spoils_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, {HOST: [PUBLIC, "10.0.0.1"]})
    reached = connections(monkeypatch)

    with pytest.raises(ConnectionNotMade):
        post(HttpTransport(f"https://{HOST}"))

    assert reached == []


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers otherwise the second time is not asked a second time."""
    asked = resolve(monkeypatch, {HOST: [PUBLIC]})
    reached = connections(monkeypatch)

    with pytest.raises(ConnectionNotMade):
        post(HttpTransport(f"https://{HOST}"))

    assert asked == [HOST]
    assert reached == [(PUBLIC, 443)]


@pytest.mark.parametrize(
    ("base_url", "outward"),
    [(BASE_URL, True), (f"{BASE_URL}:443/", True), ("http://127.0.0.1:9", False), ("http://proxy:80", False)],
)
def test_only_an_address_that_the_operator_chose_may_lie_inside(base_url: str, outward: bool) -> None:
    assert transport_to(base_url).outward is outward


def resolve(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Names that lead where the test says; the rest is looked up as ever."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in names:
            return real(host, port, *args, **kwargs)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in names[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def connections(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    reached: list[tuple[str, int]] = []

    def refuse(address: tuple[str, int], *_args: Any, **_kwargs: Any) -> Any:
        reached.append(address)
        raise OSError

    monkeypatch.setattr(guard, "create_connection", refuse)
    return reached
