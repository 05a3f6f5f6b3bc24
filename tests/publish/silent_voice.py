"""A voice for tests, as a process: says a phrase's own text, refuses “unspeakable…”, dies of “fatal…”."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from signage.core.called_aloud import Phrase
from signage.publish.speech import file_of


def main(folder: Path) -> None:
    """Answer each line as signage.publish.voice does."""
    with (folder.parent / "starts").open("a") as starts:
        starts.write(f"{os.getpid()}\n")
    for line in sys.stdin:
        phrase = Phrase(**json.loads(line))
        if phrase.text.startswith("fatal"):
            return
        if phrase.text.startswith("unspeakable"):
            answer = "no such word"
        else:
            (folder / file_of(phrase)).write_bytes(phrase.text.encode())
            answer = "yes"
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
