"""Django's management commands, and the JSON that ours print."""

import json
from collections.abc import Mapping

from stack.children import Child, Command
from stack.paths import BACKEND, PYTHON
from stack.problems import StackError


def manage(env: Mapping[str, str], *arguments: str, secret_output: bool = False) -> Command:
    return Command(
        arguments[0],
        [str(PYTHON), "manage.py", *arguments],
        env,
        cwd=BACKEND,
        echo=False,
        secret_output=secret_output,
    )


def json_answer(child: Child) -> dict[str, str]:
    """The object that the command printed as one line, whatever was logged around it."""
    for line in reversed(child.tail):
        try:
            answer = json.loads(line)
        except ValueError:
            continue
        if isinstance(answer, dict):
            return {str(name): str(value) for name, value in answer.items()}
    raise StackError(f"{child.command.name} printed no answer.\n{child.last_words()}")
