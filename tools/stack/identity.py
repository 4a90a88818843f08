"""Under which identity PostgreSQL runs, as it refuses to be root."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stack.paths import ROOT
from stack.problems import StackError

_NOBODY = 65534
_NAMESPACE = ("unshare", "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}", "--")
_SWITCH = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", "--")
# Where nobody can reach its files even if the checkout lies in root's home.
_SHARED = Path("/var/lib")


@dataclass(frozen=True)
class Identity:
    """How to start PostgreSQL's programs, where they and the data lie, and for whom."""

    wrapper: Sequence[str]
    bin: Path
    data_home: Path
    owner: int | None = None

    def adopt(self, path: Path) -> None:
        """Hand a file or folder over to the identity."""
        if self.owner is not None:
            os.chown(path, self.owner, self.owner)


def choose_identity(*, bin_folder: Path, home: Path) -> Identity:
    if os.geteuid() != 0:
        return Identity((), bin_folder, home)
    if _works((*_NAMESPACE, "true")):
        return Identity(_NAMESPACE, bin_folder, home)
    if _works((*_SWITCH, "true")):
        return _switched(bin_folder, home)
    raise StackError("PostgreSQL cannot run as root here. Use an ordinary user, or set DATABASE_URL.")


def outside_folder(home: Path) -> Path:
    """The folder outside the checkout that belongs to this home, used where user namespaces are blocked."""
    relative = home.relative_to(ROOT).as_posix().replace("/", "-").lstrip(".")
    return _SHARED / f"agentiq-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}" / relative


def _switched(bin_folder: Path, home: Path) -> Identity:
    folder = outside_folder(home)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.parent.chmod(0o711)
    os.chown(folder, _NOBODY, _NOBODY)
    if not _works((*_SWITCH, str(bin_folder / "initdb"), "--version")):
        bin_folder = _reachable_copy(bin_folder, folder.parent / "programs")
    return Identity(_SWITCH, bin_folder, folder, _NOBODY)


def _reachable_copy(bin_folder: Path, target: Path) -> Path:
    """The package of the programs, copied with the libraries beside it to where nobody can read them."""
    package = bin_folder.parents[1]
    copied = target / bin_folder.relative_to(package.parent)
    if not copied.exists():
        fresh = target.with_name("programs.new")
        shutil.rmtree(fresh, ignore_errors=True)
        for folder in package.parent.glob(f"{package.name}*"):
            shutil.copytree(folder, fresh / folder.name, symlinks=True)
        fresh.replace(target)
    return copied


def _works(command: Sequence[str]) -> bool:
    try:
        return subprocess.run([*command], capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
