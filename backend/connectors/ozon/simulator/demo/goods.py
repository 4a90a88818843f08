"""What the invented shop sells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    sku: str
    name: str


PRODUCTS = (
    Product("1720453311", "тапочки из овчины, размер 42"),
    Product("1720453318", "тапочки из овчины, размер 38"),
    Product("1690027745", "плед шерстяной 150×200, серый"),
    Product("1690027752", "плед шерстяной 200×220, бежевый"),
    Product("1834410296", "термос стальной 1 л"),
    Product("1834410302", "термокружка 450 мл, зелёная"),
    Product("1577809134", "чайник эмалированный 2,5 л"),
    Product("1602218870", "лампа настольная «Маяк»"),
    Product("1745530061", "подушка из гречневой лузги 50×70"),
    Product("1745530078", "одеяло пуховое лёгкое 172×205"),
    Product("1811176524", "набор полотенец, 4 шт."),
    Product("1659043387", "доска разделочная из лиственницы"),
)

BUYER_NAMES = (
    "Анна", "Сергей", "Марина", "Игорь", "Ольга", "Дмитрий", "Наталья", "Павел", "Екатерина", "Роман", "Светлана",
    "Алексей", "Вера", "Тимур", "Людмила", "Андрей", "Ксения", "Юрий", "Алина", "Виктор", "Зоя", "Никита",
)  # fmt: skip

_WORDS = (
    ("термос", "1834410296"),
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
