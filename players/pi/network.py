"""The network side's thread: begins after the first picture, so that nothing of the network delays it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from players.pi.fence import fenced

if TYPE_CHECKING:
    from players.pi.sync import Sync


class Network:
    """Runs Sync in a thread. Setting `wake` says that something may be due at once."""

    def __init__(self, make: Callable[[], Sync], *, boot: Callable[[], int], wake: threading.Event) -> None:
        """`make` is called in that thread: importing what Sync stands on takes a tenth of a second."""
        self._make, self._boot, self._wake = make, boot, wake
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is half loaded stays for the next time."""
        self._stopping = True
        self._wake.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        sync = self._make()
        sync.loader.start()
        threading.Thread(target=fenced, args=(sync.check,), name="check", daemon=True).start()
        fenced(lambda: self._go_on(sync))
        sync.loader.stop()

    def _go_on(self, sync: Sync) -> None:
        while not self._stopping:
            self._wake.clear()
            due = sync.step()
            if not self._stopping:
                self._wake.wait(max(0, due - self._boot()) / 1000)
