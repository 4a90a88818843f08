"""Who is let in: headers, key, network, role, company, in the order in which Ozon asks."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from connectors.ozon.simulator.core import refusals
from connectors.ozon.simulator.core.account import Account
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.methods.answer import Call


def let_in(world: World, call: Call, now: int) -> Shop:
    if not call.client_id or not call.api_key:
        raise refusals.headers_missing()
    shop = world.shops.get(call.client_id)
    if shop is None:
        raise refusals.key_wrong()
    account = shop.account
    if account.api_key != call.api_key:
        raise refusals.key_wrong(account.wrong_key_status)
    if not account.key_is_valid(now):
        raise refusals.key_deactivated()
    if not _network_is_allowed(account, call.address):
        raise refusals.network_not_allowed()
    return shop


def require_right(account: Account, path: str) -> None:
    """The list of roles answers to any valid key; everything else wants a role and a company in order."""
    if path == "/v1/roles":
        return
    if not account.may_call(path):
        raise refusals.role_missing()
    if account.blocked:
        raise refusals.company_blocked()
    if not account.offer_signed:
        raise refusals.offer_not_signed()


def _network_is_allowed(account: Account, address: str) -> bool:
    if not account.networks:
        return True
    return any(ip_address(address) in ip_network(network, strict=False) for network in account.networks)
