"""Pages: every blueprint of staff pages, one line each."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint

from signage.web.api import api_pages
from signage.web.approvals import approval_pages
from signage.web.audit import audit_pages
from signage.web.counters import counter_pages
from signage.web.desk import Desk
from signage.web.fleet import fleet_pages
from signage.web.fleet_sheet import fleet_sheet_pages
from signage.web.guide import guide_pages
from signage.web.handover import handover_pages
from signage.web.history import history_pages
from signage.web.home import home_pages
from signage.web.keys import key_pages
from signage.web.layouts import layout_pages
from signage.web.leaving import leaving_pages
from signage.web.nouns import noun_pages
from signage.web.overrides import override_pages
from signage.web.pairings import pairing_pages
from signage.web.papers import paper_pages
from signage.web.past import past_pages
from signage.web.people import people_pages
from signage.web.plans import plan_pages
from signage.web.player_page import player_page
from signage.web.player_signs import player_sign_pages
from signage.web.players import player_pages
from signage.web.queue_setup import queue_setup_pages
from signage.web.queue_sources import queue_source_pages
from signage.web.queue_statistics import queue_statistics_pages
from signage.web.queues import queue_pages
from signage.web.rules import rule_pages
from signage.web.schedules import schedule_pages
from signage.web.screens import screen_pages
from signage.web.slide_forms import slide_form_pages
from signage.web.slides import slide_pages
from signage.web.tokens import token_pages
from signage.web.trust import trust_pages
from signage.web.undo import undo_pages
from signage.web.uploads import upload_pages

PAGES: tuple[Callable[[Desk], Blueprint], ...] = (
    approval_pages,
    api_pages,
    audit_pages,
    counter_pages,
    handover_pages,
    fleet_pages,
    fleet_sheet_pages,
    guide_pages,
    history_pages,
    home_pages,
    override_pages,
    key_pages,
    layout_pages,
    leaving_pages,
    pairing_pages,
    paper_pages,
    past_pages,
    noun_pages,
    people_pages,
    plan_pages,
    player_page,
    player_pages,
    player_sign_pages,
    queue_source_pages,
    queue_statistics_pages,
    queue_pages,
    queue_setup_pages,
    rule_pages,
    schedule_pages,
    screen_pages,
    slide_form_pages,
    slide_pages,
    token_pages,
    trust_pages,
    undo_pages,
    upload_pages,
)
