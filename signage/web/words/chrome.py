"""Words of what is around every page: navigation, messages, the account's menu."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "product": Words("ロビーモニター", "Lobby screens"),
    "nav": Words("メニュー", "Menu"),
    "nav post": Words("掲載", "Content"),
    "nav guide": Words("庁舎案内", "Floor guide"),
    "nav manage": Words("管理", "Administration"),
    "nav records": Words("記録", "Records"),
    "home": Words("ホーム", "Home"),
    "put up a notice": Words("お知らせを出す", "Put up a notice"),
    "on air": Words("掲載中のもの", "What is on air"),
    "wall": Words("稼働状況", "Screens now"),
    "approvals": Words("承認", "Approvals"),
    "override": Words("緊急表示", "Emergency display"),
    "guide table": Words("庁舎案内の表", "Floor guide table"),
    "counters": Words("窓口の状態", "Counters"),
    "schedules": Words("放映スケジュール", "Schedules"),
    "screens setup": Words("モニターの設定", "Screen settings"),
    "queues setup": Words("番号案内の設定", "Queues and numbers"),
    "playlists": Words("プレイリスト", "Playlists"),
    "groups": Words("グループ", "Groups"),
    "calendars": Words("開庁日・受付時間", "Opening days and hours"),
    "offices": Words("庁舎・施設", "Offices"),
    "buildings": Words("棟・階", "Buildings and floors"),
    "sections": Words("所属", "Sections"),
    "layouts": Words("画面構成", "Layouts"),
    "people": Words("利用者", "People"),
    "tokens": Words("連携用の鍵", "API tokens"),
    "uploads": Words("素材", "Pictures"),
    "history": Words("変更の履歴", "History of changes"),
    "answers": Words("その日時のモニター", "Screens at a time"),
    "audit": Words("操作記録", "Audit log"),
    "handover": Words("引継書", "Hand-over document"),
    "papers": Words("紙に刷る", "Print on paper"),
    "other language": Words("English", "日本語"),
    "skip to content": Words("本文へ", "Skip to the content"),
    "account": Words("{name} さん", "{name}"),
    "my settings": Words("自分の設定", "My settings"),
    "sign out": Words("サインアウト", "Sign out"),
    "undo": Words("元に戻す", "Undo"),
    "undone": Words("元に戻しました。", "Undone."),
    "nothing to undo": Words("元に戻すところはありませんでした。", "There was nothing left to undo."),
    "screens in trouble": Words("モニターの異状", "Screens in trouble"),
    "one screen in trouble": Words(
        "モニター「{screen}」を確認してください。何をすればよいかは「稼働状況」にあります。",
        "Please look at the screen “{screen}”. “Screens now” says what to do.",
    ),
    "some screens in trouble": Words(
        "モニター{count}台を確認してください。何をすればよいかは「稼働状況」にあります。",
        "Please look at {count} screens. “Screens now” says what to do.",
    ),
    "see the wall": Words("稼働状況を開く", "Open screens now"),
    "waiting count": Words("{count}件", "{count}"),
}
