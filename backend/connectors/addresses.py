"""Which addresses belong to the public internet, and which to the house that we stand in."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

TRANSLATED: Final = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """False for loopback, private, link-local, metadata and other special addresses, also inside an IPv6 address."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in _with_embedded(ip))


def _with_embedded(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """An IPv4 address in the clothes of an IPv6 address leads where it would lead by itself."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    translated = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in TRANSLATED else None
    return [ip, *filter(None, (ip.sixtofour, translated, *(ip.teredo or ())))]
