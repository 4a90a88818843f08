from pathlib import Path

import pytest

from bootstrap import bundle
from bootstrap.stamps import digest, is_current


def test_a_digest_follows_names_and_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bootstrap.stamps.ROOT", tmp_path)
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("same")
    two.write_text("same")
    before = digest([one])

    one.write_text("other")

    assert len({before, digest([one]), digest([two])}) == 3


def test_a_missing_stamp_is_not_current(tmp_path: Path) -> None:
    assert not is_current(tmp_path / "stamp", "value")


def test_what_a_build_writes_does_not_ask_for_another_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bootstrap.stamps.ROOT", tmp_path)
    monkeypatch.setattr("bootstrap.bundle.FRONTEND", tmp_path)
    (tmp_path / "index.html").write_text("<html>")
    before = bundle.sources_digest()

    for name in ("dist/index.html", "node_modules/a/index.js", "src/locales/ru/messages.js", "tsconfig.tsbuildinfo"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("written")

    assert bundle.sources_digest() == before
