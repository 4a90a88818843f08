"""Files that are generated from the code and committed: written by `make openapi`, compared by `make check`."""

from collections.abc import Mapping
from pathlib import Path

from gate.compatibility import BASELINE, publish
from gate.front_end import front_end_script
from stack.management import manage
from stack.paths import FRONTEND, ROOT
from stack.problems import StackError
from stack.supervisor import Supervisor

_OPENAPI = ROOT / "openapi.yaml"
_FILES = (
    _OPENAPI,
    FRONTEND / "src" / "api" / "schema.d.ts",
    FRONTEND / "src" / "api" / "error-texts.json",
    ROOT / "docs" / "errors.md",
    ROOT / "docs" / "connect-ozon.md",
    FRONTEND / "src" / "features" / "guide" / "connect-ozon.json",
    BASELINE,
)


def write_contracts(supervisor: Supervisor, env: Mapping[str, str]) -> None:
    supervisor.require(manage(env, "spectacular", "--file", str(_OPENAPI), "--validate", "--fail-on-warn"))
    supervisor.require(manage(env, "export_error_texts"))
    supervisor.require(manage(env, "export_guide"))
    supervisor.require(front_end_script(env, "generate"))
    publish()


def require_current_contracts(supervisor: Supervisor, env: Mapping[str, str]) -> None:
    """Write them again, compare, and leave the committed ones as they were."""
    committed = {path: _content(path) for path in _FILES}
    try:
        write_contracts(supervisor, env)
        stale = [path for path in _FILES if _content(path) != committed[path]]
    finally:
        for path, content in committed.items():
            _restore(path, content)
    if stale:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        raise StackError(f"Stale: {names}. Run `make openapi` and commit the result.")


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif _content(path) != content:
        path.write_bytes(content)
