"""The numbers on tickets as people and machines write them: one form, so that "042" and "４２" are "42"."""

from __future__ import annotations

import re
import unicodedata

from signage.core.problems import Refused

LONGEST = 8

_FORM = re.compile(rf"(?=.*[0-9])[A-Z0-9][A-Z0-9-]{{0,{LONGEST - 1}}}")


def ticket(typed: str) -> str:
    """A number in its one form: 1 to 8 digits, letters and hyphens. Refused where it is none.

    What has no digit may be somebody's name, and names never appear.
    """
    text = unicodedata.normalize("NFKC", typed).strip().upper()
    if len(text) > LONGEST or _FORM.fullmatch(text) is None:
        raise Refused(
            ja=f"「{typed}」は番号ではありません。数字・英字・「-」で{LONGEST}文字までで書いてください(例 42、A-7)。",
            en=f'"{typed}" is not a number; write digits, letters or "-", at most {LONGEST} (42, A-7).',
        )
    return text.lstrip("0") or "0" if text.isdigit() else text
