// Cards: many screens small and alive, each with its words beside it. Only those in sight cost anything.

import { Screen } from "./screen.js";
import { altOf } from "./showing.js";

const POLL_MS = 5_000;
const SETTLE_MS = 250;

export class Cards {
  #box;
  #server;
  #clock;
  #cards;
  #screens = new Map();
  #visible = new Set();
  #timer = 0;
  #onReached;
  #onTold;

  /**
   * `box` holds the cards, in `data-known` which screens there are, in `data-ask` the address that tells of them.
   * `onReached(is)` hears whether the server answers, `onTold(told)` what it says of all.
   */
  constructor(box, { server, onReached = () => {}, onTold = () => {} }) {
    this.#box = box;
    this.#server = server;
    this.#clock = server;
    this.#onReached = onReached;
    this.#onTold = onTold;
    this.#cards = new Map([...box.querySelectorAll(".card")].map((card) => [card.dataset.screen, card]));
    for (const [id, card] of this.#cards) {
      const onShown = (shown) => describe(card, shown);
      const canvas = card.querySelector("canvas");
      this.#screens.set(id, new Screen(canvas, { id, clock: server, small: true, livePollMs: 2_000, onShown }));
    }
    const watcher = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: "200px" });
    for (const card of this.#cards.values()) watcher.observe(card);
  }

  get isChosen() {
    return this.#clock !== this.#server;
  }

  /** Show another time everywhere. */
  setClock(clock) {
    this.#clock = clock;
    this.#box.classList.toggle("is-other-time", this.isChosen);
    for (const id of this.#visible) {
      this.#cards.get(id).classList.add("is-waiting");
      this.#screens.get(id).setClock(clock, { chosen: this.isChosen });
    }
    this.#ask();
  }

  #see(entries) {
    for (const { target, isIntersecting } of entries) {
      const { screen: id } = target.dataset;
      if (isIntersecting === this.#visible.has(id)) continue;
      if (isIntersecting) this.#visible.add(id);
      else this.#visible.delete(id);
      if (isIntersecting) this.#screens.get(id).setClock(this.#clock, { chosen: this.isChosen });
      else this.#screens.get(id).stop();
    }
    this.#askIn(SETTLE_MS);
  }

  #askIn(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  async #ask() {
    clearTimeout(this.#timer);
    const clock = this.#clock;
    const address = new URL(this.#box.dataset.ask, location.href);
    address.searchParams.set("of", [...this.#visible].join(","));
    if (this.isChosen) address.searchParams.set("at", String(Math.floor(clock.now())));
    try {
      const asked = performance.now();
      // It asks by itself: that keeps no session alive.
      const headers = { Accept: "application/json", "Signage-Background": "1" };
      const answer = await fetch(address, { cache: "no-store", headers });
      if (answer.status === 401) location.assign(`/sign-in?${new URLSearchParams({ ended: "1", next: location.pathname })}`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.#server.hear(answer, asked);
      const told = await answer.json();
      if (told.known !== this.#box.dataset.known) location.reload();
      if (clock === this.#clock) this.#put(told);
      this.#onTold(told);
      this.#onReached(true);
    } catch {
      this.#onReached(false);
    }
    if (clock === this.#clock) this.#askIn(POLL_MS);
  }

  #put({ cards, reports }) {
    for (const [id, words] of Object.entries(cards)) {
      const facts = this.#cards.get(id)?.querySelector(".facts");
      if (facts && facts.dataset.words !== words) {
        facts.innerHTML = words;
        facts.dataset.words = words;
      }
    }
    for (const [id, report] of Object.entries(reports)) {
      const figure = this.#cards.get(id)?.querySelector(".reported > div");
      if (figure) putReport(figure, report);
    }
  }
}

/** The old picture stands until the new one can be shown. */
async function putReport(figure, report) {
  if (figure.dataset.report === report) return;
  figure.dataset.report = report;
  const made = document.createElement("div");
  made.innerHTML = report;
  const picture = made.querySelector("img");
  if (picture !== null) {
    picture.loading = "eager"; // what is not in the page yet is never in sight
    await picture.decode().catch(() => {});
  }
  if (figure.dataset.report === report) figure.replaceChildren(...made.childNodes);
}

function describe(card, shown) {
  card.classList.remove("is-waiting");
  card.classList.toggle("is-dark", shown.power === "off");
  card.querySelector(".alt").textContent = altOf(shown);
}
