"""Words of the tokens' page, and what programs are told at the door."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "api token": Words(
        "連携用の鍵がないか、使えなくなっています。Authorization: Bearer に有効な鍵を付けて送ってください。",
        "There is no token, or it is out of force; send one that is as Authorization: Bearer.",
    ),
    "api scope": Words(
        "この鍵ではできない操作です({scope} が必要)。鍵を作り直してください。",
        "This token may not do that; make one with {scope}.",
    ),
    "api nothing": Words(
        "そのアドレスには何もありません。/api/v1/openapi.json で確かめてください。",
        "There is nothing at that address; look at /api/v1/openapi.json.",
    ),
    "api method": Words(
        "このアドレスではその操作はできません。できるのは {allowed} です。",
        "That cannot be done at this address; {allowed} can.",
    ),
    "api media": Words(
        "Content-Type は次のどれかにしてください: {known}", "Send one of these as Content-Type: {known}"
    ),
}
