"""The module list of signage/README.md, made from the first line of every file. `--write` puts it there."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "signage" / "README.md"
BEGIN, END = "<!-- modules: made by docs/modules.py -->\n", "<!-- /modules -->"


def first_line(source: Path) -> str:
    """What a file says lives in it."""
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".js":
        return text.splitlines()[0].strip("/* ")
    return (ast.get_docstring(ast.parse(text)) or "").split("\n", 1)[0]


def listing() -> str:
    """One line a module, by room."""
    lines = []
    for folder in ("signage", "players"):
        for source in sorted((ROOT / folder).rglob("*")):
            if source.suffix in {".py", ".js"} and "sample" not in source.parts:
                name = source.relative_to(ROOT).as_posix()
                lines.append(f"* `{name}` — {first_line(source)}")
    return "\n".join(lines) + "\n"


def page_with(modules: str) -> str:
    """The page with its list replaced."""
    text = PAGE.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    return head + BEGIN + modules + END + rest.split(END)[1]


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page_with(listing()), encoding="utf-8")
    else:
        sys.stdout.write(listing())
