"""The simulator: plays a day at the counters of the sample office, for the demo alone. All of it is invented.

It acts as the real ones do: a ticket machine that appends lines to its log, and clerks who press keys. Whatever
follows from that, on boards, consoles and pages, does so as it would in earnest.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

from signage.actions import counters, queues
from signage.actions.feed_files import FOLDER
from signage.actions.installation import Installation
from signage.actions.queue_keys import Do
from signage.actions.simulated_pace import ABSENT, PACES, at_counter, until_next
from signage.core.instants import DAY, MINUTE, local, local_day, midnight
from signage.core.people import Grant, Person
from signage.core.problems import Problem
from signage.core.queue_fold import QueueState
from signage.core.queues import Queue
from signage.store import queue_events
from signage.store.catalogue import catalogue

USUAL_SPEED = 10
"""So many minutes of the office's day pass in one: somebody is called about every ten seconds."""

FASTEST = 60

CLERK = Person(id="demo", name="見本の係員", grants=(Grant(role="admin"),))
"""Who presses the keys. Nobody signs in as them: the name is reserved."""

_OPENS, _CLOSES = 9 * 60, 17 * 60
"""The day that is played, in minutes; then it begins again. What time it is outside does not matter."""

_LUNCH = range(12 * 60, 13 * 60)
"""When the last counter of a queue that has several is paused."""

_LEFT_ALONE_MS = 3 * MINUTE
"""A counter at which somebody else has pressed a key is theirs for so long."""

_LATE_MIN = 30
"""After a pause of the machine nobody is made up for who would have come in it."""

_Kind = Literal["0発券", "1呼出", "2取消"]
_Step = tuple[float, Do]
"""After so many minutes of the day that is played, this key."""


@dataclass
class _Desk:
    """One counter: when it next does something, whom it has, and what is to become of them."""

    queue: Queue
    counter: str
    may_pause: bool
    due: float = 0.0
    number: str = ""
    plan: deque[_Step] = field(default_factory=deque)
    paused: bool = False


class Simulator:
    """The day at the counters: `step` does whatever is due; a seed makes the same day again. For one thread."""

    def __init__(self, installation: Installation, *, speed: int, at: int, seed: int = 1) -> None:
        held = catalogue(installation.db)
        self._queues = {name: held.queues[name] for name in PACES if name in held.queues}
        self._zones = {name: ZoneInfo(held.offices[one.office].time_zone) for name, one in self._queues.items()}
        self._places = {name: held.feeds[one.feed].place for name, one in self._queues.items() if one.feed}
        self._here, self._speed, self._began = installation, speed, at
        self._random = Random(seed)  # noqa: S311 - a play
        self._desks = [
            _Desk(queue, counter, may_pause=0 < place == len(queue.counters) - 1)
            for queue in self._queues.values()
            for place, counter in enumerate(queue.counters)
        ]
        self._comes = dict.fromkeys(self._queues, 0.0)
        self._issued: dict[str, tuple[date, int]] = {}
        self._called: deque[str] = deque(maxlen=20)
        self._later: list[tuple[float, str, Do, str]] = []
        self._presses = 0

    def begin(self, *, at: int) -> None:
        """A log of another day is taken away, as the machine does at night; a few people wait already."""
        for name, place in self._places.items():
            path, zone = self._here.data / FOLDER / place, self._zones[name]
            path.parent.mkdir(mode=0o700, exist_ok=True)
            if path.exists() and path.stat().st_mtime * 1000 < midnight(local_day(at, zone), zone):
                path.unlink()
        for name in self._queues:
            state = self._state(name, at)
            if not state.waiting:
                self._issue(name, at, people=round(PACES[name].an_hour / 3))
            for number in state.ready:
                heapq.heappush(self._later, (self._random.uniform(3, 9), name, "taken", number))

    def step(self, *, at: int) -> None:
        """Everything that has become due."""
        now = (at - self._began) * self._speed / MINUTE
        for name in self._queues:
            self._arrive(name, now, at)
        while self._later and self._later[0][0] <= now:
            _, name, do, number = heapq.heappop(self._later)
            self._press(name, queues.Press(id=self._id(at), do=do, number=number), at)
        for desk in self._desks:
            if desk.due <= now:
                self._turn(desk, now, at)

    def end(self, *, at: int) -> None:
        """No counter stays paused."""
        for desk in self._desks:
            if desk.paused:
                self._pause(desk, at, paused=False)

    def _arrive(self, name: str, now: float, at: int) -> None:
        if now - self._comes[name] > _LATE_MIN:
            self._comes[name] = now
        people = 0
        while self._comes[name] <= now:
            people += 1
            hour, weekday = _minute(self._comes[name]) // 60, local_day(at, self._zones[name]).weekday()
            self._comes[name] += until_next(PACES[name], self._random, hour=hour, weekday=weekday)
        if people:
            self._issue(name, at, people=people)

    def _issue(self, name: str, at: int, *, people: int) -> None:
        """The machine prints the next numbers; after the last comes the first again."""
        queue, day = self._queues[name], local_day(at, self._zones[name])
        if self._issued.get(name, (None, 0))[0] != day:
            self._issued[name] = day, self._last_issued(queue, day)
        for _ in range(people):
            last = self._issued[name][1]
            self._issued[name] = day, last + 1 if last < queue.last else queue.first
            self._write(queue, "0発券", str(self._issued[name][1]), at)

    def _last_issued(self, queue: Queue, day: date) -> int:
        """A demo that is begun again goes on where it was."""
        begins = midnight(day, self._zones[queue.id])
        told = queue_events.events(self._here.db, queue.id, begins=begins, ends=begins + DAY)
        issued = (int(one.number) for one in reversed(told) if one.kind == "issued" and one.number.isdecimal())
        return next((number for number in issued if queue.first <= number <= queue.last), queue.first - 1)

    def _turn(self, desk: _Desk, now: float, at: int) -> None:
        state = self._state(desk.queue.id, at)
        if self._is_anothers(desk, state, at):
            desk.plan.clear()
            desk.due = now + 1
        elif desk.plan:
            self._do(desk, desk.plan.popleft()[1], now, at)
            desk.due = now + (desk.plan[0][0] if desk.plan else 0.4)
        elif self._rests(desk, now, at):
            desk.due = now + 1
        else:
            desk.number = self._call(desk, state, at)
            desk.plan.extend(self._planned(desk) if desk.number else ())
            desk.due = now + (desk.plan[0][0] if desk.plan else 0.5)

    def _is_anothers(self, desk: _Desk, state: QueueState, at: int) -> bool:
        """Somebody works there by hand, or has paused it: no ghost is to press keys beside them."""
        name = desk.queue.id
        told = queue_events.events(self._here.db, name, begins=at - _LEFT_ALONE_MS, ends=at + 1)
        foreign = (one for one in told if one.counter == desk.counter and one.id.startswith(f"{name}:"))
        if any(not one.id.startswith((f"{name}:{_ID}", f"{name}:say-")) for one in foreign):
            return True
        shut = state.counters.get(desk.counter)
        return shut is not None and shut.word in ("paused", "closed") and not desk.paused

    def _rests(self, desk: _Desk, now: float, at: int) -> bool:
        lunch = desk.may_pause and _minute(now) in _LUNCH
        if lunch != desk.paused:
            self._pause(desk, at, paused=lunch)
        return desk.paused

    def _pause(self, desk: _Desk, at: int, *, paused: bool) -> None:
        try:
            counters.say(self._here, desk.counter, "paused" if paused else "normal", at=at, by=CLERK)
        except Problem:  # in the evening the guide says that it is closed: there is nothing to pause
            desk.may_pause = desk.paused = False
        else:
            desk.paused = paused

    def _call(self, desk: _Desk, state: QueueState, at: int) -> str:
        """The number that is called now; "": nobody waits."""
        if PACES[desk.queue.id].by_machine:
            number = next((one for one in state.waiting if one not in self._called), "")
            if number:
                self._called.append(number)
                self._write(desk.queue, "1呼出", number, at)
            return number
        if state.held and self._random.random() < 0.5:
            self._press(desk.queue.id, queues.Press(id=self._id(at), do="resume", counter=desk.counter), at)
        return self._press(desk.queue.id, queues.Press(id=self._id(at), do="next", counter=desk.counter), at)

    def _planned(self, desk: _Desk) -> tuple[_Step, ...]:
        """What becomes of whoever was called."""
        pace, chance = PACES[desk.queue.id], self._random.random()
        if chance < ABSENT:
            return (1.0, "recall"), (1.0, "cancel")
        if chance < 3 * ABSENT:
            return (0.8, "recall"), (1.0, "hold")
        ends: Do = "pass" if pace.leads_to in self._queues and chance > 0.8 else "serve"
        return ((at_counter(pace, self._random), ends),)

    def _do(self, desk: _Desk, do: Do, now: float, at: int) -> None:
        name = desk.queue.id
        if not PACES[name].by_machine:
            to = PACES[name].leads_to if do == "pass" else ""
            press = queues.Press(id=self._id(at), do=do, counter=desk.counter, number=desk.number, to=to)
            self._press(name, press, at)
        elif do in ("cancel", "hold"):
            self._write(desk.queue, "2取消", desk.number, at)
        elif do == "serve" and desk.queue.ready:
            ready = now + self._random.uniform(4, 9)
            heapq.heappush(self._later, (ready, name, "ready", desk.number))
            heapq.heappush(self._later, (ready + self._random.uniform(3, 9), name, "taken", desk.number))

    def _press(self, name: str, press: queues.Press, at: int) -> str:
        """The number that it was pressed for; "": refused, as somebody at a console was faster."""
        try:
            return queues.press(self._here, name, press, at=at, by=CLERK).event.number
        except Problem:
            return ""

    def _write(self, queue: Queue, kind: _Kind, number: str, at: int) -> None:
        """A line as the machine writes it."""
        line = f"{local(at, self._zones[queue.id]):%Y%m%d,%H:%M},{kind},{queue.code},{number}\r\n"
        with (self._here.data / FOLDER / self._places[queue.id]).open("ab") as log:
            log.write(line.encode("cp932"))

    def _state(self, name: str, at: int) -> QueueState:
        day = self._here.queue_days.day(name, at)
        return QueueState() if day is None else day.state

    def _id(self, at: int) -> str:
        self._presses += 1
        return f"{_ID}{at}-{self._presses}"


_ID = "demo-"


def _minute(now: float) -> int:
    """The minute of the day that is played."""
    return _OPENS + int(now) % (_CLOSES - _OPENS)
