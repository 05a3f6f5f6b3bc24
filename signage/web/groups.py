"""Groups: the screens in one are chosen on its page, though each screen itself says in which groups it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from signage.web.sheets import Beside, Sheet, Too


def _shown(sheet: Sheet) -> Mapping[str, Any]:
    inside = [screen.id for screen in sheet.held.screens.values() if sheet.row and sheet.row.id in screen.groups]
    chosen = inside if sheet.posted is None else sheet.posted.getlist("members")
    return {"screens": sheet.names.options(["screens"]), "chosen": chosen}


def _too(sheet: Sheet, row: Any) -> Too:  # noqa: ANN401 — a Group
    wanted = set(sheet.posted.getlist("members")) if sheet.posted is not None else set()
    changed = []
    for screen in sheet.held.screens.values():
        others = tuple(group for group in screen.groups if group != row.id)
        groups = screen.groups if (screen.id in wanted) == (row.id in screen.groups) else others
        if screen.id in wanted and row.id not in groups:
            groups = (*others, row.id)
        if groups != screen.groups:
            changed.append(replace(screen, groups=groups))
    return Too(saves={"screens": tuple(changed)} if changed else {})


BESIDE = Beside(shown=_shown, too=_too)
