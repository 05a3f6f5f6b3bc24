"""A day of a ticket machine: 600 tickets in the real format with every trap of DOMAIN; and a clerk who keeps a board.

The clerk is told what each line meant, parses nothing, and begins the whole day anew at every minute. No line of code
is shared with what reads logs or folds events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

OPENS, CLOSES = 8 * 60 + 45, 17 * 60
"""Minutes of the day in which tickets are printed; calls go on for a while."""

LAST_MINUTE = CLOSES + 30
QUEUES = {"住民異動": (1, 99, 280), "国保": (500, 799, 200), "証明": (1, 50, 120)}
"""For each 業務 its numbers, the last of which the first follows, and how many tickets the day has."""

WORDS = {"issued": "0発券", "called": "1呼出", "cancelled": "2取消"}
GARBAGE = (
    b"",
    b"#### restart ####",
    b"20261124,10:\xff\xff",
    b"\x81",
    b"20261124,09:10,1\x8c\xc4\x8fo,,,,,",
    b"\0" * 40,
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Told:
    """One thing that the machine told: at which minute it happened, and by which it was written down."""

    minute: int
    kind: str
    queue: str
    number: int
    written: int


@dataclass
class Day:
    """What was told, and when a clerk corrected how many wait."""

    told: list[Told] = field(default_factory=list)
    corrected: list[tuple[int, str, int]] = field(default_factory=list)


def a_day(random: Random) -> Day:
    """Who came, was called and left; some of it late on paper, some 発券 never."""
    day = Day(corrected=[(11 * 60, "住民異動", 4), (14 * 60 + 7, "国保", 0)])
    for queue, (first, last, tickets) in QUEUES.items():
        comes = sorted(random.randrange(OPENS, CLOSES) for _ in range(tickets))
        numbers, line, called = iter(_wheel(first, last, tickets)), list[int](), list[int]()
        for minute in range(OPENS, LAST_MINUTE):
            for _ in range(comes.count(minute)):
                line.append(next(numbers))
                if random.random() > 0.03:  # a 発券 line is lost now and then
                    day.told.append(_told(random, minute, "issued", queue, line[-1]))
            while line and random.random() < 0.45:
                number = line.pop(0)
                kind = "cancelled" if random.random() < 0.05 else "called"
                day.told.append(_told(random, minute, kind, queue, number))
                called.append(number)
            if called and random.random() < 0.02:  # called again, or a number from another queue
                number = random.choice([called[-1], 950 + minute % 40])
                day.told.append(_told(random, minute, "called", queue, number))
    return day


def _wheel(first: int, last: int, count: int) -> Iterator[int]:
    for index in range(count):
        yield first + index % (last - first + 1)


def _told(random: Random, minute: int, kind: str, queue: str, number: int) -> Told:
    late = 1 if random.random() < 0.01 else 0
    return Told(minute, kind, queue, number, minute + late)


@dataclass
class Machine:
    """Writes the log, minute by minute, as badly as machines do. `whole_halves`: a line may be cut anywhere."""

    log: Path
    day: Day
    random: Random
    whole_halves: bool = True

    def begin(self) -> None:
        """The file still holds yesterday's end."""
        yesterday = b"".join(
            b"20261123,17:%02d,1,\x8d\x91\x95\xdb,7%02d\r\n" % (minute, minute) for minute in range(9)
        )
        self.log.write_bytes(b"\xef\xbb\xbf" + yesterday)

    def minute(self, minute: int) -> Iterator[None]:
        """Write what belongs to a minute; it yields wherever somebody may look."""
        lines = [self._line(one) for one in self.day.told if one.written == minute]
        lines += [self.random.choice(lines)] if lines and self.random.random() < 0.1 else []
        self.random.shuffle(lines)
        if self.random.random() < 0.1:
            lines.insert(0, self.random.choice(GARBAGE) + b"\r\n")
        if 13 * 60 + 15 <= minute < 13 * 60 + 20:  # it begins its file with what is newest
            self.log.write_bytes(b"".join(lines) + self.log.read_bytes())
            lines = []
        for line in lines:
            cut = self.random.randrange(1, len(line) if self.whole_halves else 14)
            for half in (line[:cut], line[cut:]) if self.random.random() < 0.1 else (line,):
                with self.log.open("ab") as file:
                    file.write(half)
                yield
        self._odd_jobs(minute)
        yield

    def _line(self, one: Told) -> bytes:
        clock = f"{one.minute // 60:02}:{one.minute % 60:02}"
        number = self.random.choice([str(one.number), f"{one.number:03}", str(one.number).translate(FULL_WIDTH)])
        word = self.random.choice([WORDS[one.kind], WORDS[one.kind], WORDS[one.kind][0], WORDS[one.kind][1:]])
        text = f"20261124,{clock},{word},{one.queue},{number}"
        encoding = "utf-8" if self.random.random() < 0.02 else "cp932"
        return text.encode(encoding) + self.random.choice([b"\r\n", b"\r\n", b"\n"])

    def _odd_jobs(self, minute: int) -> None:
        """What others do to the file: keep it under another name, put a copy in its place."""
        if minute in (10 * 60, 15 * 60 + 1):
            self.log.rename(self.log.with_name(f"ticket-{minute}.log"))
            self.log.write_bytes(b"")
        elif minute == 12 * 60 + 30:
            copy = self.log.with_name("copying")
            copy.write_bytes(self.log.read_bytes())
            copy.replace(self.log)


def board(day: Day, queue: str, minute: int) -> tuple[list[str], int | None]:
    """What the board shows after a minute: who was called, the last first, and how many wait (None: nobody knows)."""
    waiting, called, corrected = list[int](), list[int](), None
    heard = False
    known: dict[tuple[int, str], set[int]] = {}
    for one in day.told:
        if one.queue == queue and one.written <= minute:
            known.setdefault((one.minute, one.kind), set()).add(one.number)
    for now in range(OPENS, minute + 1):
        for kind in ("issued", "called", "cancelled"):
            for number in _turned(known.get((now, kind), set()), queue):
                if number in waiting:
                    waiting.remove(number)
                    corrected = None if corrected is None else max(0, corrected - 1)
                if number in called:
                    called.remove(number)
                if kind == "issued":
                    heard = True
                    waiting.append(number)
                    corrected = None if corrected is None else corrected + 1
                if kind == "called":
                    called.insert(0, number)
        for when, whose, count in day.corrected:
            corrected = count if (when, whose) == (now, queue) else corrected
    known_to_wait = len(waiting) if heard else None
    return [str(number) for number in called], known_to_wait if corrected is None else corrected


def _turned(numbers: set[int], queue: str) -> list[int]:
    """The numbers of one minute in the order of the machine's wheel, from where it turns least; strangers last."""
    if len(numbers) < 2:
        return list(numbers)
    first, last, _ = QUEUES[queue]
    wheel = list(range(first, last + 1))
    own = sorted(number for number in numbers if number in wheel)
    ways = []
    for start in own:
        turned = wheel[start - first :] + wheel[: start - first]
        ways.append((max(turned.index(number) for number in own), start, sorted(own, key=turned.index)))
    return (min(ways)[2] if ways else []) + sorted(number for number in numbers if number not in wheel)
