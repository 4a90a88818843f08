"""Networks that a key may be used from."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import IPv6Address, ip_address, ip_network


def normal_network(text: str) -> str:
    """`203.0.113.7` and `203.0.113.0/24` as they are compared; ValueError for what is no network.

    An address with bits beyond its mask is refused: nobody knows whether the one host or all of them were meant.
    """
    if "%" in text:
        raise ValueError("a zone is known to one machine alone")
    return str(ip_network(text.strip(), strict=True))


def is_inside(address: str | None, networks: Collection[str]) -> bool:
    """Whether the address is in one of the networks; an address that is not known is in none."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in ip_network(network) for network in networks)
