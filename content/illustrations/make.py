"""Illustrations: `python content/illustrations/make.py` draws those of the sample notices anew."""

from __future__ import annotations

import sys
from pathlib import Path

from drawings import DRAWINGS
from pen import draw


def main(folder: Path) -> None:
    """Write every drawing as a PNG: the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, shapes in DRAWINGS.items():
        draw(shapes).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
