"""What the invented shop sells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from connectors.ozon.simulator.demo.things import (
    Thing,
    board,
    cloth,
    flask,
    kettle,
    lamp,
    mug,
    pillow,
    slippers,
    towels,
)


@dataclass(frozen=True, slots=True)
class Product:
    sku: str
    name: str
    price: str = "1490.00"


PRODUCTS = (
    Product("1720453311", "тапочки из овчины, размер 42", "2390.00"),
    Product("1720453318", "тапочки из овчины, размер 38", "2190.00"),
    Product("1690027745", "плед шерстяной 150×200, серый", "4490.00"),
    Product("1690027752", "плед шерстяной 200×220, бежевый", "6290.00"),
    Product("1834410296", "термос стальной 1 л", "2790.00"),
    Product("1834410302", "термокружка 450 мл, зелёная", "1290.00"),
    Product("1577809134", "чайник эмалированный 2,5 л", "3190.00"),
    Product("1602218870", "лампа настольная «Маяк»", "3590.00"),
    Product("1745530061", "подушка из гречневой лузги 50×70", "1890.00"),
    Product("1745530078", "одеяло пуховое лёгкое 172×205", "5490.00"),
    Product("1811176524", "набор полотенец, 4 шт.", "1690.00"),
    Product("1659043387", "доска разделочная из лиственницы", "1190.00"),
)

SOME_THING: Final = Thing(mug, (74, 98, 140))
THINGS: Final = {
    "1720453311": Thing(slippers, (196, 168, 132), can_crack=False),
    "1720453318": Thing(slippers, (214, 196, 172), can_crack=False),
    "1690027745": Thing(cloth, (138, 142, 148), can_crack=False),
    "1690027752": Thing(cloth, (222, 204, 170), can_crack=False),
    "1834410296": Thing(flask, (154, 162, 170)),
    "1834410302": Thing(mug, (92, 122, 99)),
    "1577809134": Thing(kettle, (150, 70, 62)),
    "1602218870": Thing(lamp, (198, 160, 76), can_crack=False),
    "1745530061": Thing(pillow, (206, 188, 150), can_crack=False),
    "1745530078": Thing(cloth, (244, 244, 246), can_crack=False),
    "1811176524": Thing(towels, (120, 150, 172), can_crack=False),
    "1659043387": Thing(board, (206, 164, 112)),
}
"""What a photo of each product shows, by its SKU."""

BUYER_NAMES = (
    "Анна", "Сергей", "Марина", "Игорь", "Ольга", "Дмитрий", "Наталья", "Павел", "Екатерина", "Роман", "Светлана",
    "Алексей", "Вера", "Тимур", "Людмила", "Андрей", "Ксения", "Юрий", "Алина", "Виктор", "Зоя", "Никита",
)  # fmt: skip

_WORDS = (
    ("термос", "1834410296"),
    ("тепло при минус", "1834410296"),
    ("индукционн", "1577809134"),
    ("стирать", "1811176524"),
    ("стирки", "1690027745"),
    ("синтетик", "1690027752"),
    ("крышк", "1834410302"),
    ("плед", "1690027745"),
    ("ламп", "1602218870"),
    ("подушк", "1745530061"),
    ("эмал", "1577809134"),
    ("полотен", "1811176524"),
    ("доск", "1659043387"),
    ("подошв", "1720453311"),
    ("маломерит", "1720453318"),
)


def product_of(question: str) -> Product | None:
    """The product a question speaks of, when it names one."""
    words = question.lower()
    sku = next((sku for word, sku in _WORDS if word in words), None)
    return next((product for product in PRODUCTS if product.sku == sku), None)
