import pytest

from accounts.networks import is_inside, normal_network


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("203.0.113.7", "203.0.113.7/32"),
        (" 203.0.113.0/24 ", "203.0.113.0/24"),
        ("2001:DB8::/32", "2001:db8::/32"),
    ],
)
def test_a_network_is_kept_in_one_way_of_writing(text: str, network: str) -> None:
    assert normal_network(text) == network


@pytest.mark.parametrize("text", ["", "лавка", "203.0.113.7/24", "203.0.113.0/33", "fe80::1%eth0", "10.0.0.0-10.0.0.9"])
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        normal_network(text)


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("203.0.113.255", True),
        ("203.0.114.0", False),
        ("::ffff:203.0.113.9", True),
        ("2001:db8::1", True),
        ("2001:db9::1", False),
        ("unknown", False),
        (None, False),
    ],
)
def test_an_address_is_inside_or_not(address: str | None, inside: bool) -> None:
    assert is_inside(address, ["203.0.113.0/24", "2001:db8::/32"]) is inside
