"""Answers of marketplaces, saved as files and written after their documentation; nobody's real words."""

from pathlib import Path

HERE = Path(__file__).parent


def ozon_payload(name: str) -> bytes:
    """The body of a saved answer of Ozon."""
    return (HERE / "ozon" / f"{name}.json").read_bytes()
