"""The built single-page application."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from bootstrap.shell import run
from bootstrap.stamps import digest, is_current
from stack.console import step
from stack.paths import FRONTEND, LOCAL, private_folder

DIST = FRONTEND / "dist"
_STAMP = LOCAL / "bundle.stamp"
# Neither inputs of the build, nor changed by a person.
_LEFT_OUT = {"node_modules", "dist", "e2e", "screens", "bench", "test-results", "playwright-report", ".vite"}


def prepare_bundle(env: Mapping[str, str]) -> None:
    wanted = sources_digest()
    if not bundle_is_current(wanted):
        with step("Front end build"):
            run(["npm", "run", "--silent", "build"], env=env, cwd=FRONTEND)
        mark_bundle_current(wanted)


def bundle_is_current(wanted: str) -> bool:
    return is_current(_STAMP, wanted) and (DIST / "index.html").exists()


def mark_bundle_current(digest_before_build: str) -> None:
    private_folder(_STAMP.parent)
    _STAMP.write_text(digest_before_build)


def sources_digest() -> str:
    return digest(sorted(_sources()))


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in _LEFT_OUT]
        for name in files:
            path = Path(folder) / name
            if not _is_compiled_catalogue(path) and not name.endswith(".tsbuildinfo"):
                yield path


def _is_compiled_catalogue(path: Path) -> bool:
    return path.suffix == ".js" and "locales" in path.parts
