"""An office whose counters call numbers: two queues, their consoles served on a clock that is moved by hand."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from signage.actions.installation import Installation
from signage.core.instants import MINUTE
from signage.core.queue_fold import QueueState
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.actions.guide_office import OPEN
from tests.actions.queue_office import a_queue, an_office, pressed, state
from tests.staff import PASSWORD, employ, one_of_each
from tests.web.standins import StandIn

MOVING = a_queue(ready=True, busy_from=20, some_from=10)
CONSOLE = "/queue/moving/c0"


@dataclass
class Desks:
    """The pages, their address and their clock, which stands unless it is moved."""

    here: Installation
    address: str = ""
    now: int = OPEN

    def issue(self, *numbers: str, queue: str = "moving") -> None:
        """Tickets out of the machine."""
        for number in numbers:
            pressed(
                self.here, "issue", id_=f"{queue}-{number}-{self.now}", at=self.now, number=number, queue=queue,
                counter="",
            )  # fmt: skip

    def state(self) -> QueueState:
        """What all presses have come to."""
        return state(self.here, MOVING)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Desks]:
    """The office at ten in the morning, with 41 to 47 waiting."""
    (folder / "pictures").mkdir()
    desks = Desks(here=an_office(folder, MOVING))
    employ(desks.here, one_of_each())
    desk = Desk(installation=desks.here, ask=StandIn(folder / "pictures"), clock=lambda: desks.now)
    server = make_server("127.0.0.1", 0, create_app(desk), threaded=True)
    desks.address = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    for number in range(41, 48):
        desks.issue(str(number))
        desks.now += MINUTE
    try:
        yield desks
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def enter(page: Any, desks: Desks, path: str, *, name: str = "editor") -> None:
    """Somebody signs in and opens a page."""
    page.goto(f"{desks.address}/sign-in")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto(f"{desks.address}{path}")
