"""What an invoice begins with, before the seller has written anything."""

from collections.abc import Iterable

import pytest

from accounts.models import Workspace
from billing import known_payers
from billing.admin.money_forms import usual_invoice
from billing.known_payers import known_payer, register_payers
from billing.requisites import Party
from billing.selectors.billing import first_requisites
from billing.tests.money import BUYER, make_invoice, make_subscription

SHOP = ("ООО «Тихая гавань»", "7799000012")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the marketplace says of the cabinets."""
    pairs: list[tuple[str, str]] = []

    def source(workspace: Workspace) -> Iterable[tuple[str, str]]:
        return pairs

    monkeypatch.setattr(known_payers, "_sources", {})
    register_payers("test", source)
    return pairs


@pytest.mark.parametrize(
    ("pairs", "name", "inn"),
    [
        ([SHOP], *SHOP),
        ([("ООО «Северный дом»", "5408312207")], "ООО «Северный дом»", ""),
        ([("ООО «Северный дом»", "5408312207"), SHOP], *SHOP),
        ([("", "7799000012")], "", "7799000012"),
        ([("ИП Вымышленная", "")], "ИП Вымышленная", ""),
    ],
    ids=["both", "inn that cannot be right", "the next one can", "no name", "no inn"],
)
def test_the_payer_is_the_first_whose_inn_can_be_right(
    told: list[tuple[str, str]], workspace: Workspace, pairs: list[tuple[str, str]], name: str, inn: str
) -> None:
    told.extend(pairs)

    assert known_payer(workspace) == Party(name=name, inn=inn, address="")


def test_nobody_is_made_up(told: list[tuple[str, str]], workspace: Workspace) -> None:
    told.append(("", "5408312207"))

    assert first_requisites(workspace) == (None, None)


def test_what_was_written_before_goes_before_the_marketplace(told: list[tuple[str, str]], workspace: Workspace) -> None:
    told.append(SHOP)
    make_invoice(workspace=workspace)

    assert first_requisites(workspace) == (BUYER, "invoice")


def test_staff_begin_an_invoice_with_the_same(told: list[tuple[str, str]], workspace: Workspace) -> None:
    told.append(("", "7799000012"))

    offered = usual_invoice(make_subscription(workspace=workspace))

    assert (offered["name"], offered["inn"]) == ("Лавка у реки", "7799000012")
    assert "address" not in offered
