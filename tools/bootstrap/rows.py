"""Parts of the set-up that do not need each other: one waits for the network while another writes."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed

from bootstrap.shell import end_everything

Prepare = Callable[[Mapping[str, str]], None]


def side_by_side(rows: Iterable[Iterable[Prepare]], env: Mapping[str, str]) -> None:
    """Each row in its order. When one breaks off, or the caller is stopped, the commands of the others end too."""
    with ThreadPoolExecutor() as pool:
        try:
            for row in as_completed([pool.submit(_prepare, row, env) for row in rows]):
                row.result()
        except BaseException:
            end_everything()
            raise


def _prepare(row: Iterable[Prepare], env: Mapping[str, str]) -> None:
    for prepare in row:
        prepare(env)
