"""The fence: where foreign work, and the disk, may fail in ways that nobody named. The one broad catch."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from signage.core.problems import Broken, Problem

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")


def fenced(doing: str, work: Callable[[], _Result], *, again: bool = False) -> _Result:
    """Do it. A Problem passes; whatever else goes wrong is logged with its traceback and becomes Broken.

    `again`: it went wrong last time too, and the log has that.
    """
    try:
        return work()
    except Problem:
        raise
    except OSError as error:
        raise Broken(
            ja=f"ディスクに書けないか、読めません({error})。空き容量とディスクの状態を確かめてください。",
            en=f"the disk cannot be written or read ({error}); look at its free space and its health.",
        ) from error
    except Exception as error:
        if not again:
            log.exception("failed while %s", doing)
        told = f"{type(error).__name__}: {error}"
        raise Broken(
            ja=f"内部エラー({told})。ログを添えて開発者に知らせてください。",
            en=f"internal error ({told}); tell the developers, with the log.",
        ) from error
