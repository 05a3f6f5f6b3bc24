"""`python -m benchmarks [--json FILE] [NAME…]`: run every benchmark, or those named, and print one table."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

import benchmarks
from benchmarks.table import Row, table, write_json

NOT_MEASURING = {"__main__", "table"}


def main() -> int:
    """Exit status 1 where a bar was missed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    modules = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    rows: list[Row] = []
    for name in sorted(set(modules) - NOT_MEASURING):
        if asked.names and name not in asked.names:
            continue
        module = importlib.import_module(f"benchmarks.{name}")
        if not hasattr(module, "rows"):
            continue
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        rows += module.rows()
    print(table(rows))
    if asked.json:
        write_json(rows, asked.json)
    return 1 if any(row.ok is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
