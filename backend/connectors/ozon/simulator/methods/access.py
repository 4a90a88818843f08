"""`/v1/roles` and `/v1/seller/info`: what the key may do, and whose it is."""

from __future__ import annotations

from connectors.ozon.simulator.core.account import PAID_SUBSCRIPTIONS
from connectors.ozon.simulator.core.moments import SECOND, format_moment
from connectors.ozon.simulator.methods.call import MethodCall
from connectors.ozon.simulator.methods.ratings import rating_profile
from connectors.ozon.simulator.methods.requests import Body


def roles(call: MethodCall) -> Body:
    account = call.shop.account
    expires_at = account.key_expires_at - account.key_expires_at % SECOND
    return {
        "expires_at": format_moment(expires_at),
        "roles": [{"name": account.role, "methods": list(account.methods)}],
    }


def seller_info(call: MethodCall) -> Body:
    account = call.shop.account
    return {
        "company": {
            "country": "RUS",
            "currency": "RUB",
            "inn": account.inn,
            "legal_name": account.legal_name,
            "name": account.company,
            "ogrn": account.ogrn,
            "ownership_form": account.legal_name.partition(" ")[0],
            "tax_system": "USN",
        },
        "ratings": rating_profile(call.shop, call.now),
        "subscription": {"is_premium": account.subscription in PAID_SUBSCRIPTIONS, "type": account.subscription},
    }
