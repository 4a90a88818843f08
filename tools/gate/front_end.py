"""The front end's own commands, as `frontend/package.json` names them."""

from collections.abc import Mapping

from stack.children import Command
from stack.paths import FRONTEND


def front_end_script(env: Mapping[str, str], script: str, *arguments: str) -> Command:
    extra = ["--", *arguments] if arguments else []
    argv = ["npm", "run", "--silent", script, *extra]
    return Command(f"frontend-{script}", argv, env, cwd=FRONTEND, echo=False)
