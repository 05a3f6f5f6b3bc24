"""What somebody types into the form of a notice, and what becomes of it: a slide, and what is to be put right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signage.actions.notice_subjects import FREE, PICTURE
from signage.actions.notice_until import REVIEW, UNTIL, Until, last_day, today_at
from signage.core import formats
from signage.core.catalogue import Catalogue
from signage.core.formats import Format
from signage.core.guide import Section
from signage.core.problems import Refused
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits
from signage.render import notice_words

LONGEST_TITLE, LONGEST_BODY = 60, 400
"""Characters: more than this nobody reads while walking by."""

NOTICE = "notice-"
"""How the id of a slide begins that a form makes; the form's writer follows."""

_WRITER = re.compile(r"[0-9a-f]{12}")

_KEPT = ("template", "tone", "band", "code_words", "level", "drill")
"""What the form does not ask for, and an edit does not lose."""

UNNAMED = Text.of(ja="お知らせ", en="Notice")


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The form as it was sent: nothing of it is lost by an error. `slide`: the one that is edited.

    `about` is a subject, `free` or `picture`; `writer` names the open form, and so the slide that it makes. `picture`
    is what a picture slide shows, `illustration` what stands beside words.
    """

    writer: str = ""
    slide: str = ""
    seen: str = ""
    replaces: str = ""
    section: str = ""
    about: str = ""
    title_ja: str = ""
    title_en: str = ""
    body_ja: str = ""
    body_en: str = ""
    first: str = ""
    last: str = ""
    opens: str = ""
    closes: str = ""
    counter: str = ""
    place_ja: str = ""
    place_en: str = ""
    whom_ja: str = ""
    whom_en: str = ""
    bring_ja: str = ""
    bring_en: str = ""
    contact_ja: str = ""
    contact_en: str = ""
    picture: str = ""
    illustration: str = ""
    how: str = "fit"
    alt_ja: str = ""
    code: str = ""
    where: str = "usual"
    screens: tuple[str, ...] = ()
    begins: str = ""
    until: str = "last"
    until_day: str = ""

    @property
    def id(self) -> str:
        """The slide that this form makes or edits: one form makes one, however often it is sent."""
        return self.slide or f"{NOTICE}{self.writer}"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is to be put right in one field."""

    ja: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Written:
    """The slide as far as what was typed makes sense, and by field what does not yet."""

    slide: Slide
    faults: Mapping[str, Fault]


def written(held: Catalogue, typed: Typed, section: Section, *, at: int, before: Slide | None = None) -> Written:
    """The slide of a form. What cannot be read is left out of it, so that the rest can be looked at."""
    return _Writing(held, typed, section, at=at, before=before).written()


def is_writer(text: str) -> bool:
    """Whether this may name an open form."""
    return _WRITER.fullmatch(text) is not None


class _Writing:
    """One form on its way."""

    def __init__(self, held: Catalogue, typed: Typed, section: Section, *, at: int, before: Slide | None) -> None:
        self.held, self.typed, self.section, self.at, self.before = held, typed, section, at, before
        self.faults: dict[str, Fault] = {}

    def written(self) -> Written:
        kind, fields = ("picture", self._picture()) if self.typed.about == PICTURE else ("notice", self._notice())
        limits, review_on = self._span()
        slide = Slide(
            id=self.typed.id,
            office=self.section.office,
            kind=kind,
            name=self._name(),
            owner=self.section.id,
            limits=limits,
            review_on=review_on,
            fields=fields,
            changed_at=self.at,
        )
        return Written(slide=slide, faults=self.faults)

    def _name(self) -> Text:
        """What staff call it: the subject, the title or what a picture shows; the name that it was given stays."""
        typed, before = self.typed, self.before
        if typed.about in notice_words.subjects():
            subject = notice_words.subjects()[typed.about].name
            if before is not None and before.fields.get("subject") == typed.about:
                return before.name
            return Text.of(ja=subject.best("ja"), en=subject.best("en"))
        key = "alt" if typed.about == PICTURE else "title"
        told = self._words(f"{key}_ja", most=LONGEST_BODY)
        if before is not None and before.name.get("ja") != (before.fields.get(key) or {}).get("ja"):
            return before.name
        return Text.of(ja=told, en=typed.title_en.strip() if key == "title" else "") if told else UNNAMED

    def _notice(self) -> dict[str, Any]:
        """The fields of the notice kind, as plain values."""
        typed = self.typed
        before: dict[str, Any] = dict(self.before.fields) if self.before is not None else {}
        kept: dict[str, Any] = {key: before[key] for key in _KEPT if key in before}
        if typed.about in notice_words.subjects():
            kept["subject"] = typed.about
            if before.get("subject") == typed.about:
                kept |= {key: before[key] for key in ("title", "body") if key in before}
        elif typed.about == FREE:
            kept |= self._own_words(before)
        else:
            self._fault("about", "何のお知らせか選んでください。", "choose what the notice is about.")
        days = {"first": self._read("first", formats.DAY), "last": self._read("last", formats.DAY)}
        if days["first"] and days["last"] and days["last"] < days["first"]:
            self._fault("last", "最終日が初日より前です。", "the last day is before the first.")
            days["last"] = None
        told = {
            **days,
            "hours": self._hours(),
            "counter": self._counter(),
            **{key: self._both(key, before) for key in ("place", "whom", "bring", "contact")},
            "picture": self._read("illustration", formats.PICTURE),
            "code": self._read("code", formats.URL),
        }
        return kept | {key: value for key, value in told.items() if value}

    def _own_words(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Title and text in Japanese, and in English where it was written; other languages show the English."""
        title = self._both("title", before, most=LONGEST_TITLE)
        if "ja" not in title:
            self._fault("title_ja", "題名を書いてください。", "write a title.")
        body = self._both("body", before, most=LONGEST_BODY)
        return {"title": title or {"ja": UNNAMED.best("ja")}, **({"body": body} if body else {})}

    def _picture(self) -> dict[str, Any]:
        """The fields of the picture kind."""
        asset, alt = self._read("picture", formats.PICTURE), self._words("alt_ja", most=LONGEST_BODY)
        if not asset:
            self._fault("picture", "画像を置くか、選んでください。", "drop a picture, or choose one.")
        if not alt:
            self._fault("alt_ja", "何の画像かを書いてください。読み上げに使います。", "say what the picture shows.")
        how = "fill" if self.typed.how == "fill" else "fit"
        return {"picture": asset or "0" * 64, "alt": {"ja": alt or UNNAMED.best("ja")}, "how": how}

    def _span(self) -> tuple[Limits, str | None]:
        """From when until when it is up, or when somebody looks again."""
        typed, begins = self.typed, self._read("begins", formats.MOMENT)
        today = today_at(self.held, self.section.office, self.at)
        until: Until = next((one for one in UNTIL if one == typed.until), "last")
        if until == "standing":
            review = self._read("until_day", formats.DAY) or (today + REVIEW).isoformat()
            return Limits(begins=begins), review
        ends = last_day(until, today, held=self.held, office=self.section.office)
        named = self._own_end() if until == "last" else None
        named = self._read("until_day", formats.DAY) if until == "date" else named
        if until == "date" and named is None:
            self._fault("until_day", "いつまで掲載するか、日付を選んでください。", "choose until when it is up.")
        last = ends.isoformat() if ends is not None else named
        if last is None:
            return Limits(begins=begins), (today + REVIEW).isoformat()  # so that it can be looked at meanwhile
        if last < max(today.isoformat(), (begins or "")[:10]):
            self._fault(
                "until_day" if until == "date" else "until",
                "掲載の終わりが過ぎています。後の日を選んでください。",
                "it would be over already; choose a later day.",
            )
        return Limits(begins=begins, ends=last), None

    def _own_end(self) -> str | None:
        """The last day that the notice tells of."""
        found = self._read("last", formats.DAY) or self._read("first", formats.DAY)
        if found is None:
            self._fault(
                "until",
                "日付のないお知らせです。いつまで掲載するか選んでください。",
                "this notice tells no date; choose until when it is up.",
            )
        return found

    def _hours(self) -> str | None:
        opens, closes = self.typed.opens.strip(), self.typed.closes.strip()
        if not opens and not closes:
            return None
        if not (opens and closes):
            self._fault("closes", "始まりと終わりの両方の時刻を書いてください。", "write both times.")
            return None
        try:
            return formats.SPAN.write(formats.SPAN.parse(f"{opens}-{closes}"))
        except Refused as refused:
            self._fault("closes", refused.ja, refused.en)
            return None

    def _counter(self) -> str | None:
        known = {counter.id for counter in self.held.guide.counters if counter.office == self.section.office}
        return self.typed.counter if self.typed.counter in known else None

    def _both(self, key: str, before: Mapping[str, Any], *, most: int = LONGEST_BODY) -> dict[str, str]:
        """A text in Japanese and English; what it had in further languages stays while the Japanese stays."""
        typed = {tag: self._words(f"{key}_{tag}", most=most) for tag in ("ja", "en")}
        kept = dict(before.get(key) or {})
        others = (
            {tag: said for tag, said in kept.items() if tag not in typed} if kept.get("ja") == typed["ja"] else {}
        )
        return {tag: said for tag, said in {**others, **typed}.items() if said}

    def _words(self, name: str, *, most: int) -> str:
        """Typed words as they may be drawn; "" where there are none, or none that may."""
        text = getattr(self.typed, name, "").replace("\r\n", "\n").strip()
        if not text:
            return ""
        if len(text) > most:
            self._fault(name, f"{len(text)}文字あります。{most}文字までにしてください。", f"write at most {most}.")
            text = text[:most]
        try:
            return formats.words(text)
        except Refused as refused:
            self._fault(name, f"{refused.ja}。", f"{refused.en}.")
            return "".join(each for each in text if each.isprintable())

    def _read(self, name: str, form: Format) -> str | None:
        """A typed value in the form in which it is stored; None where there is none, or it cannot be read."""
        text = getattr(self.typed, name).strip()
        if not text:
            return None
        try:
            value: str = form.parse(text)
        except Refused as refused:
            self._fault(name, f"{refused.ja}。", f"{refused.en}.")
            return None
        return value

    def _fault(self, name: str, ja: str, en: str) -> None:
        self.faults.setdefault(name, Fault(ja=ja, en=en))
