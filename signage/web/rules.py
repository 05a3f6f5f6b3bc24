"""Rules: one schedule rule made or changed: presets first, the full condition behind, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from signage.actions import edits, nouns, schedules
from signage.actions.notice_places import POSTED
from signage.core.documents import to_plain
from signage.core.problems import Conflict, Problem
from signage.core.rights import require
from signage.core.schedules import Rule
from signage.core.texts import LANGUAGES
from signage.web import gate
from signage.web.choices import LEVELS
from signage.web.desk import Desk
from signage.web.form_reading import Made, Posted, made, read, rearranged
from signage.web.forms import Asking
from signage.web.labels import told
from signage.web.messages import tell
from signage.web.presets import CUSTOM, PRESETS, Chosen, posted_preset, preset_of
from signage.web.row_names import RowNames
from signage.web.rule_choices import rule_choices
from signage.web.rule_list import where_words
from signage.web.schedules import in_names
from signage.web.sheet_facts import differing
from signage.web.tried_words import tried_words
from signage.web.when_words import rule_words
from signage.web.words import said

BEHIND = ("when", "weight", "layout", "each_round", "every_minutes")
"""What is asked behind 「くわしい条件」."""

DONE = frozenset({"add", "up", "down", "remove", "find", "try"})


def rule_pages(desk: Desk) -> Blueprint:
    """Making, changing, trying and taking away."""
    pages = Blueprint("rules", __name__)

    @pages.route("/schedules/new", methods=["GET", "POST"])
    @gate.needs("schedule")
    def new() -> ResponseReturnValue:
        return _Page(desk, None).answer()

    @pages.route("/schedules/rules/<name>", methods=["GET", "POST"])
    @gate.needs("schedule")
    def edit(name: str) -> ResponseReturnValue:
        rule = nouns.one(desk.held, "rules", name)
        if name.startswith(POSTED) and rule.slide is not None:
            return redirect(f"/slides/{rule.slide}")
        return _Page(desk, rule).answer()

    @pages.post("/schedules/try")
    @gate.needs("schedule")
    def try_it() -> ResponseReturnValue:
        name = request.form.get("rule", "")
        rule = desk.held.rules.get(name)
        return render_template("schedules/effects.html", **_Page(desk, rule).tried())

    @pages.route("/schedules/rules/<name>/archive", methods=["GET", "POST"])
    @gate.needs("schedule")
    def archive(name: str) -> ResponseReturnValue:
        if request.method == "GET":
            return _ask_to_remove(desk, name)
        held, seen = desk.held, request.form.get("seen", 0, type=int)
        rule: Rule = nouns.one(held, "rules", name)
        try:
            done = schedules.remove_rule(desk.installation, rule, seen=seen, at=desk.clock(), by=gate.person())
        except Conflict:
            return _ask_to_remove(desk, name, conflict=True), 409
        tell("rule removed", name=RowNames(held, g.language).of("rules", name), undo=done.number)
        return redirect("/schedules")

    return pages


def _ask_to_remove(desk: Desk, name: str, *, conflict: bool = False) -> str:
    """Whether a rule is really to go, and what would change without it."""
    book, at = desk.ask.rulebook(), desk.clock()
    rule: Rule = nouns.one(book.catalogue, "rules", name)
    names = RowNames(book.catalogue, g.language)
    return render_template(
        "schedules/archive.html",
        name=names.of("rules", name),
        rule=rule,
        seen=_version(desk, rule),
        conflict=conflict,
        where=where_words(rule, names, g.language),
        when=rule_words(rule, names, g.language),
        effects=tried_words(book, schedules.try_without(book, rule, at=at), rule, names, g.language, at=at),
    )


def _version(desk: Desk, rule: Rule) -> int:
    """What an edit of a rule is compared with later."""
    return edits.seen(desk.installation, ("rules", rule.id))["rules", rule.id]


class _Page:
    """One rule as it lies open: what is stored, or what was typed by now."""

    def __init__(self, desk: Desk, rule: Rule | None) -> None:
        self._desk, self._rule = desk, rule
        self._book, self._at = desk.ask.rulebook(), desk.clock()
        self._held = self._book.catalogue
        self._names = RowNames(self._held, g.language)
        posted: Posted | None = request.form if request.method == "POST" else None
        self._do = posted.get("do", "") if posted is not None else ""
        if posted is not None and self._do.partition(":")[0] in DONE:
            posted = rearranged(posted, self._do)
        self._posted = posted
        self._chosen = self._preset()
        self._plain = self._document()

    def answer(self) -> ResponseReturnValue:
        """The form; or with a press that saves it, that."""
        if self._posted is None or self._do:
            return self._form({})
        done = self._made()
        if done.value is None:
            return self._form(done.errors), 400
        rule = done.value
        try:
            kept = schedules.save_rule(
                self._desk.installation,
                rule,
                seen=self._posted.get("seen", 0, type=int),
                at=self._at,
                by=gate.person(),
            )
        except Conflict:
            return self._form({}, mine=rule), 409
        except Problem as problem:
            sentence = problem.ja if g.language == "ja" else problem.en
            return self._form({"": in_names(sentence, self._names)}), 400
        tell("rule saved", name=self._what(rule), undo=kept.number)
        return redirect(f"/schedules/rules/{rule.id}")

    def tried(self) -> Mapping[str, Any]:
        """In words when it plays, and what it would change in the next two weeks."""
        done = self._made()
        rule = done.value
        if rule is None:
            return {"sentence": "", "effects": None, "faults": list(done.errors.values())}
        require(gate.person(), "schedule", office=rule.office)
        sentence = rule_words(rule, self._names, g.language)
        values = {
            "sentence": sentence,
            "where": where_words(rule, self._names, g.language),
            "what": self._what(rule),
            "level_now": rule.level,
            "level_word": told(LEVELS[rule.level], g.language),
        }
        try:
            run = schedules.try_rule(self._book, rule, at=self._at)
        except Problem as problem:
            return {**values, "effects": None, "faults": [in_names(problem.sentence(g.language), self._names)]}
        effects = tried_words(self._book, run, rule, self._names, g.language, at=self._at)
        return {**values, "effects": effects, "faults": []}

    def _made(self) -> Made[Rule]:
        """The rule in the form, or what is still to be chosen."""
        plain, errors = self._plain, {}
        if not plain.get("playlist") and not plain.get("slide"):
            errors["playlist"] = said("rule choose what", g.language)
        if not plain.get("screens") and not plain.get("groups"):
            errors["screens"] = said("rule choose where", g.language)
        return Made(value=None, errors=errors) if errors else made(Rule, plain, g.language)

    def _preset(self) -> Chosen:
        if self._posted is not None:
            return posted_preset(self._posted)
        return preset_of(self._rule) if self._rule is not None else Chosen(preset="open")

    def _document(self) -> dict[str, Any]:
        """The rule in the form as a plain document."""
        held, posted = self._held, self._posted
        if posted is None:
            if self._rule is not None:
                return to_plain(self._rule)
            screen = request.args.get("screen", "")
            return {
                "id": "new",
                "office": held.screens[screen].office if screen in held.screens else next(iter(held.offices), ""),
                "screens": [screen] if screen in held.screens else [],
                **self._chosen.rule(),
            }
        plain: dict[str, Any] = {key: value for key, value in read(Rule, posted).items() if key in BEHIND}
        noun, _, what = posted.get("what", "").partition(":")
        plain |= {"screens": posted.getlist("screens"), "groups": posted.getlist("groups")}
        plain |= {key: posted[key] for key in ("zone", "level") if posted.get(key)}
        if noun in ("playlist", "slide") and what:
            plain[noun] = what
        if self._chosen.preset != CUSTOM:
            plain.pop("every_minutes", None)
            plain |= {"each_round": "no", **self._chosen.rule()}
        plain["office"] = self._office(plain)
        wanted = f"{what}-{plain.get('zone', '')}"
        plain["id"] = self._rule.id if self._rule else nouns.fresh_id(self._desk.installation, "rules", wanted)
        return plain

    def _office(self, plain: Mapping[str, Any]) -> str:
        """Of a new rule: where its first screen hangs."""
        held = self._held
        if self._rule is not None:
            return self._rule.office
        named = [held.screens[name].office for name in plain["screens"] if name in held.screens]
        named += [held.groups[name].office for name in plain["groups"] if name in held.groups]
        return next(iter(named), next(iter(held.offices), ""))

    def _form(self, errors: Mapping[str, str], *, mine: Rule | None = None) -> str:
        """`mine` is what was typed where somebody else has stored another one: both are shown."""
        rule, installation = self._rule, self._desk.installation
        asking = Asking(names=self._names, language=g.language, tags=tuple(LANGUAGES), errors=errors)
        behind = [each for each in asking.fields(Rule, self._plain) if each.key in BEHIND]
        find = self._posted.get("find", "") if self._posted is not None else ""
        return render_template(
            "schedules/rule.html",
            rule=rule,
            name=self._names.of("rules", rule.id) if rule is not None else "",
            seen=_version(self._desk, rule) if rule is not None else 0,
            differing=differing(self._held, "rules", rule, mine) if mine is not None else (),
            plain=self._plain,
            preset=self._chosen,
            presets=PRESETS,
            behind=behind,
            errors=errors,
            find=find,
            tags=list(LANGUAGES.items()),
            **rule_choices(
                installation,
                self._held,
                names=self._names,
                plain=self._plain,
                language=g.language,
                find=find,
            ),
            **self.tried(),
        )

    def _what(self, rule: Rule) -> str:
        return self._names.of("playlists", rule.playlist) or self._names.of("slides", rule.slide)
