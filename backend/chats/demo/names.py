"""Who and what the demo is: invented, and marked as a demo wherever it is shown."""

import os
from datetime import timedelta
from typing import Final

WORKSPACE_SLUG: Final = "demo"
WORKSPACE_NAME: Final = "Северный дом (демо)"
OWNER_EMAIL: Final = "demo@agentiq.example"
OWNER_NAME: Final = "Вера Северная (демо)"
AGENT_EMAIL: Final = "agent@agentiq.example"
AGENT_NAME: Final = "Глеб Ответов (демо)"
SECOND_AGENT_EMAIL: Final = "agent2@agentiq.example"
SECOND_AGENT_NAME: Final = "Нина Вечерняя (демо)"
API_KEY_NAME: Final = "Демо"
CABINET_TITLE: Final = "Северный дом (демо)"
BRANCH_TITLE: Final = "Северный дом: текстиль (демо)"
CONNECTED_AGO: Final = timedelta(days=30)
MARKETPLACE: Final = "ozon"
TEMPLATES: Final = {
    "Есть в наличии": "Здравствуйте, {имя|покупатель}! {товар|Товар} есть в наличии, отправим в день заказа.",
    "Где заказ": "Здравствуйте! Заказ {номер_заказа} уже в пути, трек-номер {трек}.",
    "Возврат": (
        "Здравствуйте! Оформите возврат в приложении: Заказы, {номер_заказа}, «Вернуть товар»."
        " Деньги придут после приёмки."
    ),
    "Уточняем на складе": "Здравствуйте! Проверяем на складе и ответим сегодня до 18:00.",
}
SELLER: Final = {
    "name": "ООО «Тихая гавань» (демо)",
    "inn": "7799000012",
    "kpp": "779901001",
    "address": "101000, г. Москва, ул. Выдуманная, д. 1",
    "bank_name": "АО «Выдуманный банк», г. Москва",
    "bic": "044599901",
    "account": "40702810600000000017",
    "correspondent_account": "30101810000000000901",
    "signer_title": "Генеральный директор",
    "signer_name": "Вымышленная И. О.",
}


def shops() -> dict[str, dict[str, str]]:
    """Titles of the cabinets and what opens them; where another shop was named, it is the only one."""
    branch = {"client_id": "1883058", "api_key": "c2d9e1b7-6f40-4b1a-8a55-93b0d7e46f12"}
    return {CABINET_TITLE: credentials()} | ({} if "DEMO_CLIENT_ID" in os.environ else {BRANCH_TITLE: branch})


def credentials() -> dict[str, str]:
    """Of the shop that the Ozon simulator makes for a demo; they open nothing anywhere else."""
    return {
        "client_id": os.environ.get("DEMO_CLIENT_ID", "1883021"),
        "api_key": os.environ.get("DEMO_API_KEY", "5f0c7a4e-2d1b-4b8e-9a37-6c1d20e84f53"),
    }
