"""The sentences in which the state of a player is told: what is so, and what to do; in Japanese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from signage.core.texts import Text

State = Literal["agreed", "late", "silent", "wrong", "none", "unknown"]

Why = Literal[
    "shows",
    "off",
    "no player",
    "never heard",
    "mute",
    "not judged",
    "silent",
    "starting",
    "loading",
    "behind",
    "revoked",
    "nothing to show",
    "no clock",
    "clock",
    "dark",
    "lit",
    "fallback",
    "turned",
    "items",
    "picture",
]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One way in which a player can stand. `remedy` is empty where nothing has to be done."""

    state: State
    says: Text
    remedy: Text = Text()

    @property
    def sentence(self) -> Text:
        """Both sentences after each other."""
        if not self.remedy:
            return self.says
        both = {"ja": f"{self.says.best('ja')}{self.remedy.best('ja')}"}
        return Text.of(both, en=f"{self.says.best('en')} {self.remedy.best('en')}")


def _reason(state: State, ja: str, en: str, ja_remedy: str = "", en_remedy: str = "") -> Reason:
    return Reason(state=state, says=Text.of(ja=ja, en=en), remedy=Text.of(ja=ja_remedy, en=en_remedy))


REASONS: Mapping[Why, Reason] = {
    "shows": _reason("agreed", "予定どおり表示しています。", "It shows what it should."),
    "off": _reason("agreed", "予定どおり消灯しています。", "It is off, as it should be."),
    "no player": _reason(
        "none",
        "表示端末がつながっていません。",
        "No player feeds this monitor.",
        "表示端末の電源を入れ、画面に出る登録番号を「表示端末」のページに入力してください。",
        "Switch a player on and type the number that it shows into the page “Players”.",
    ),
    "never heard": _reason(
        "unknown",
        "登録はありますが、まだ一度も連絡がありません。",
        "A player is enrolled, but it has never been heard.",
        "表示端末の電源とLANケーブルを確認してください。",
        "Check its power and its network cable.",
    ),
    "mute": _reason(
        "unknown",
        "予定は受け取りに来ていますが、稼働の報告が届きません。",
        "The player asks for its schedule, but does not report how it is.",
        "表示端末の電源を入れ直してください。続くときは、登録し直してください。",
        "Switch it off and on again. If that does not help, pair it anew.",
    ),
    "not judged": _reason(
        "unknown",
        "サーバーが表示端末の様子を調べていません。",
        "The server does not look at its players.",
        "サーバーで signage work(または signage serve)が動いているか確かめてください。",
        "See whether signage work (or signage serve) is running on the server.",
    ),
    "silent": _reason(
        "silent",
        "表示端末から連絡がありません。放映は受け取り済みの予定で続いています。",
        "The player is not heard. It goes on with what it has.",
        "電源とLANケーブルを確認してください。",
        "Check its power and its network cable.",
    ),
    "starting": _reason(
        "late",
        "表示端末が起動しています。",
        "The player is starting.",
        "数分待ってください。",
        "Give it a few minutes.",
    ),
    "loading": _reason(
        "late",
        "新しい予定を受け取っている途中です。",
        "The player is still loading the new schedule.",
        "10分たっても変わらないときは、LANケーブルとネットワーク機器を確認してください。",
        "If this lasts longer than ten minutes, check its network cable and the network.",
    ),
    "behind": _reason(
        "late",
        "古い予定のまま表示しています。報告は届いていますが、新しい予定を受け取れていません。",
        "It shows an old schedule. Its reports arrive, but it does not take the new one.",
        "表示端末の電源を入れ直してください。続くときは、登録し直してください。",
        "Switch it off and on again. If that does not help, pair it anew.",
    ),
    "revoked": _reason(
        "wrong",
        "登録が取り消された表示端末がつながっています。",
        "The player says that its enrolment was revoked.",
        "画面に出る登録番号で登録し直してください。",
        "Pair it anew by the number that it shows.",
    ),
    "nothing to show": _reason(
        "wrong",
        "表示するものをまだ受け取れず、待ち受け画面のままです。",
        "The player has nothing to show yet and waits.",
        "LANケーブルを確認し、表示端末の電源を入れ直してください。",
        "Check its network cable, and switch it off and on again.",
    ),
    "no clock": _reason(
        "wrong",
        "表示端末が正しい時刻を知らないため、通信断時の表示を出しています。",
        "The player does not know the time, so it shows what is for times without a connection.",
        "時刻サーバー(NTP)かこのサーバーに届くか、LANケーブルを確認してください。",
        "See that it reaches a time server (NTP) or this server: check its network cable.",
    ),
    "clock": _reason(
        "wrong",
        "表示端末の時計がサーバーの時計とずれています。切替えの時刻がほかのモニターと合いません。",
        "The player's clock differs from this server's: it changes at other times than the screens beside it.",
        "表示端末の電源を入れ直してください。続くときは、時刻サーバー(NTP)の設定を確認してください。",
        "Switch it off and on again. If that does not help, look at its time server (NTP).",
    ),
    "dark": _reason(
        "wrong",
        "点灯の時間ですが、表示端末は消灯しています。",
        "The screen should be on, but its player keeps it dark.",
        "表示端末の電源を入れ直してください。",
        "Switch the player off and on again.",
    ),
    "lit": _reason(
        "wrong",
        "消灯の時間ですが、表示が出ています。",
        "The screen should be off, but something is on it.",
        "表示端末の電源を入れ直してください。",
        "Switch the player off and on again.",
    ),
    "fallback": _reason(
        "wrong",
        "通信断時の表示が出ています。",
        "It shows what is for times without a connection.",
        "LANケーブルを確認し、表示端末の電源を入れ直してください。",
        "Check its network cable, and switch it off and on again.",
    ),
    "turned": _reason(
        "wrong",
        "モニターの縦横が、設定と違っています。",
        "The panel is not turned as the monitor's settings say.",
        "モニターの設定の「向き」を、実際の取付けに合わせてください。",
        "Set the rotation in the monitor's settings to how it really hangs.",
    ),
    "items": _reason(
        "wrong",
        "予定と違うものを表示していると報告しています。",
        "It says that it shows something other than planned.",
        "届いた画像で画面を確かめ、表示端末の電源を入れ直してください。",
        "Look at its picture, and switch it off and on again.",
    ),
    "picture": _reason(
        "wrong",
        "実際の画面が、表示するはずのものと違っています。",
        "What is on the glass is not what should be there.",
        "届いた画像で画面を確かめてください。別の画面が前に出ているときは、表示端末の電源を入れ直してください。",
        "Look at its picture. If something else covers the screen, switch the player off and on again.",
    ),
}

REMARKS: Mapping[str, Text] = {
    "under-voltage": Text.of(
        ja="電源の電圧が足りません。付属の電源アダプターに替えてください。",
        en="Its power supply is too weak; use the one that belongs to it.",
    ),
    "hot": Text.of(
        ja="表示端末が熱くなっています。通気をふさいでいないか確認してください。",
        en="The player is hot; see that air reaches it.",
    ),
    "disk": Text.of(
        ja="表示端末の空き容量が少なくなっています。カードを大きいものに替えてください。",
        en="The player's disk is almost full; give it a larger card.",
    ),
}
