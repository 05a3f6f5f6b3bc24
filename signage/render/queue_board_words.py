"""The queue board's own words, in Japanese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from signage.core.queue_said import Lamp, Status
from signage.core.texts import Text

TITLE = Text.of(ja="番号案内", en="Now serving")
CALLING = Text.of(ja="ただいまの番号", en="Now calling")
CALLED = Text.of(ja="お呼び出し済み", en="Called")
READY = Text.of(ja="交付番号", en="Ready")
WAITING = Text.of(ja="待ち {}人", en="{} waiting")
WAIT = Text.of(ja="目安 {}", en="about {}")
COUNTER = Text.of(ja="{}番窓口", en="Counter {}")
COUNTER_AFTER = Text.of(ja="番窓口", en="Counter")
AT = Text.of(ja="{} 現在", en="as of {}")
CODE = Text.of(ja="スマホでも確認", en="On your phone")
LOOK = Text.of(ja="窓口の表示をご覧ください", en="Please see the display at the counter")
STAFF = Text.of(ja="係員がお呼びします", en="Our staff will call you")
NONE = Text.of(ja="お呼び出しはまだありません", en="No number called yet")
LAMPS: Mapping[Lamp, Text] = {
    "free": Text.of(ja="空いています", en="Not busy"),
    "some": Text.of(ja="やや混雑", en="Rather busy"),
    "busy": Text.of(ja="混雑", en="Busy"),
}
STATES: Mapping[str, Text] = {
    "busy": Text.of(ja="混雑", en="Busy"),
    "paused": Text.of(ja="休止", en="Paused"),
    "closed": Text.of(ja="受付終了", en="Closed"),
}
STATUS: Mapping[Status, Text] = {
    "before": Text.of(ja="受付開始前です", en="Not open yet"),
    "no-data": Text.of(ja="番号の表示を準備しています", en="Numbers will appear soon"),
    "no-update": Text.of(ja="しばらく更新がありません", en="No update for a while"),
    "closed-waiting": Text.of(
        ja="受付終了。番号をお持ちの方は順にお呼びします", en="Closed. Ticket holders will still be called"
    ),
    "closed": Text.of(ja="本日の受付は終了しました", en="Closed for today"),
}
