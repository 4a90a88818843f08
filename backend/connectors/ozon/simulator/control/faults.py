from __future__ import annotations

from dataclasses import asdict
from typing import Any

from connectors.ozon.simulator.control import parameters as p
from connectors.ozon.simulator.core.faults import KINDS, Fault
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World

Body = dict[str, Any]

FAULT_FIELDS: dict[str, p.Parse] = {
    "kind": p.one_of(*KINDS),
    "method": p.text,
    "count": lambda value: None if value is None else p.whole(value),
    "probability": p.number,
    "seconds": p.number,
    "polls": p.whole,
    "keeps_place": p.flag,
    "status": p.whole,
    "code": p.whole,
    "message": p.text,
}


def add_fault(world: World, shops: list[Shop], body: Body) -> Body:
    fields = p.parse_fields(body, FAULT_FIELDS)
    if "kind" not in fields:
        raise p.wrong(f"kind is required: {', '.join(KINDS)}")
    fault_id = world.next_serial()
    for shop in shops:
        shop.account.faults.append(Fault(**fields, fault_id=fault_id))
        world.note(account=shop.account)
    return {"fault_id": fault_id, "accounts": len(shops)}


def remove_faults(world: World, shop: Shop, fault_id: int | None = None) -> Body:
    """All of them, or the one that is named."""
    before = len(shop.account.faults)
    shop.account.faults[:] = [f for f in shop.account.faults if fault_id is not None and f.fault_id != fault_id]
    world.note(account=shop.account)
    return {"removed": before - len(shop.account.faults)}


def show_faults(shop: Shop) -> list[Body]:
    return [asdict(fault) for fault in shop.account.faults]
