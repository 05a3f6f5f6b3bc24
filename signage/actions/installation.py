"""An installation: a data folder with its settings, and the connection of each thread to its database."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from signage.actions import encryption
from signage.config import Settings
from signage.core.problems import Missing
from signage.publish import keys
from signage.publish.queue_days import QueueDays
from signage.store.database import FILE, Database, open_database
from signage.store.files import Files
from signage.store.secret import session_secret


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One server's data folder, opened. Safe to share between threads."""

    settings: Settings
    _threads: threading.local = field(default_factory=threading.local, repr=False, compare=False)

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.settings.data

    @property
    def session_secret(self) -> str:
        """What seals the sessions of whoever signs in, made at the first look."""
        return session_secret(self.data)

    @property
    def db(self) -> Database:
        """This thread's connection."""
        if not hasattr(self._threads, "db"):
            self._threads.db = open_database(self.data)
        db: Database = self._threads.db
        return db

    @property
    def queue_days(self) -> QueueDays:
        """What happened today in the queues, as this thread has read it."""
        if not hasattr(self._threads, "queue_days"):
            self._threads.queue_days = QueueDays(self.db)
        days: QueueDays = self._threads.queue_days
        return days

    @property
    def files(self) -> Files:
        """The content-addressed files."""
        return Files(self.data / "assets")


def create(settings: Settings, *, at: int) -> str:
    """Make a data folder with its keys, certificates and database; returns the recovery key, which is kept nowhere.

    Refused where there is one already.
    """
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _, recovery = keys.make(settings.data, at=at)
    encryption.prepare(settings, at=at)
    open_database(settings.data).close()
    return recovery


def opened(settings: Settings) -> Installation:
    """The installation in a data folder; Missing where `signage init` was not run."""
    if not keys.path(settings.data).exists() or not (settings.data / FILE).exists():
        raise Missing(
            ja=f"{settings.data} は準備がまだです。先に signage init --data {settings.data} を実行してください。",
            en=f"{settings.data} is not set up yet; run signage init --data {settings.data} first.",
        )
    return Installation(settings=settings)
