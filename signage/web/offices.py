"""Offices: beside the form, what the colour is good for, before every screen is drawn with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from signage.render.tokens import WHITE, contrast
from signage.web.sheets import Beside, Sheet


def _shown(sheet: Sheet) -> Mapping[str, Any]:
    colour = str(sheet.plain.get("accent", "#005AFF"))
    readable = re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) is not None
    return {"contrast": contrast(WHITE, colour) if readable else None}


BESIDE = Beside(shown=_shown)
