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
_LEFT_OUT = {"node_modules", "dist", "e2e", "test-results", "playwright-report", ".vite"}


def prepare_bundle(env: Mapping[str, str]) -> None:
    wanted = digest(sorted(_sources()))
    if is_current(_STAMP, wanted) and (DIST / "index.html").exists():
        return
    with step("Front end build"):
        run(["npm", "run", "--silent", "build"], env=env, cwd=FRONTEND)
    private_folder(_STAMP.parent)
    _STAMP.write_text(wanted)


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in _LEFT_OUT]
        for name in files:
            path = Path(folder) / name
            if not _is_compiled_catalogue(path) and not name.endswith(".tsbuildinfo"):
                yield path


def _is_compiled_catalogue(path: Path) -> bool:
    return path.suffix == ".js" and "locales" in path.parts
