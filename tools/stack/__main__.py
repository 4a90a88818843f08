import sys

from stack.console import say
from stack.problems import StackError, Stopped
from stack.stopping import end_with_make, stop_on_signals

_USAGE = "stack run | exec COMMAND… | backup | restore | doctor | clean"


def main(arguments: list[str]) -> int:
    stop = stop_on_signals()
    end_with_make()
    # Imported where needed: `clean` has to work where no package was ever installed.
    match arguments:
        case ["run"]:
            from stack.run import run

            return run(stop)
        case ["exec", *command] if command:
            from stack.execute import execute

            return execute(command, stop)
        case ["backup"]:
            from stack.keeping import run_backup

            return run_backup(stop)
        case ["restore"]:
            from stack.keeping import run_restore

            return run_restore(stop)
        case ["doctor"]:
            from stack.execute import examine

            return examine(stop)
        case ["clean"]:
            from stack.clean import clean

            return clean()
    say(_USAGE)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stopped:
        sys.exit(0)
    except StackError as error:
        say(f"\n{error}")
        sys.exit(1)
