"""Words of the offices' pages."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "office strip": Words("モニターではこうなります", "As it looks on the screens"),
    "office contrast good": Words(
        "白い文字がよく読めます(コントラスト {ratio}:1)。", "White letters read well on it (contrast {ratio}:1)."
    ),
    "office contrast bad": Words(
        "白い文字が読みにくい色です({ratio}:1、目安は4.5以上)。もう少し濃い色に。モニターでは黒い文字にします。",
        "White letters read badly on it ({ratio}:1; 4.5 is needed). Choose a darker one; screens use black letters.",
    ),
    "office redraws": Words(
        "保存すると、すべてのモニターが数秒でこの名称と色に描き直されます。",
        "Once saved, every screen is redrawn with this name and colour within seconds.",
    ),
    "office see wall": Words("稼働状況を見る", "See the screens now"),
}
