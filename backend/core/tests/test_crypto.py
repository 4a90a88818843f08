import pytest
from cryptography.fernet import Fernet

from core.crypto import UnreadableSecret, decrypt, digest, encrypt

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_a_secret_is_not_in_its_ciphertext_and_comes_back() -> None:
    token = encrypt("ключ сорок два")

    assert "ключ" not in token
    assert decrypt(token) == "ключ сорок два"


def test_the_first_key_seals_and_every_key_opens(settings: object) -> None:
    settings.CREDENTIAL_KEYS = [OLD]  # type: ignore[attr-defined]
    sealed_before = encrypt("ключ")
    settings.CREDENTIAL_KEYS = [NEW, OLD]  # type: ignore[attr-defined]
    sealed_after = encrypt("ключ")

    assert decrypt(sealed_before) == "ключ"
    assert Fernet(NEW).decrypt(sealed_after.encode()).decode() == "ключ"


@pytest.mark.parametrize("token", ["", "не токен", "gAAAAAB"])
def test_what_no_key_opens_is_named_without_its_text(token: str) -> None:
    with pytest.raises(UnreadableSecret) as refusal:
        decrypt(token)

    assert "токен" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_a_digest_depends_on_the_key_of_the_installation(settings: object) -> None:
    settings.SECRET_KEY = "one"  # type: ignore[attr-defined]
    first = digest("aiq_live_x")
    settings.SECRET_KEY = "two"  # type: ignore[attr-defined]

    assert digest("aiq_live_x") != first
    assert len(first) == 64
