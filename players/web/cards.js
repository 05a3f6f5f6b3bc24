// Cards: many screens small and alive, each with its words beside it. Only those in sight cost anything.

import { altOf, Screen } from "./screen.js";

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

  /** `box` holds the cards and, in `data-known`, which screens there are; `onReached(is)` hears whether the server answers. */
  constructor(box, { server, onReached = () => {} }) {
    this.#box = box;
    this.#server = server;
    this.#clock = server;
    this.#onReached = onReached;
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
    const query = new URLSearchParams({ of: [...this.#visible].join(",") });
    if (this.isChosen) query.set("at", String(Math.floor(clock.now())));
    try {
      const asked = performance.now();
      // It asks by itself: that keeps no session alive.
      const headers = { Accept: "application/json", "Signage-Background": "1" };
      const answer = await fetch(`/screens.json?${query}`, { cache: "no-store", headers });
      if (answer.status === 401) location.assign(`/sign-in?${new URLSearchParams({ ended: "1", next: location.pathname })}`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.#server.hear(answer, asked);
      const told = await answer.json();
      if (told.known !== this.#box.dataset.known) location.reload();
      if (clock === this.#clock) this.#put(told.cards);
      this.#onReached(true);
    } catch {
      this.#onReached(false);
    }
    if (clock === this.#clock) this.#askIn(POLL_MS);
  }

  #put(told) {
    for (const [id, words] of Object.entries(told)) {
      const facts = this.#cards.get(id)?.querySelector(".facts");
      if (facts && facts.dataset.words !== words) {
        facts.innerHTML = words;
        facts.dataset.words = words;
      }
    }
  }
}

function describe(card, shown) {
  card.classList.remove("is-waiting");
  card.classList.toggle("is-dark", shown.power === "off");
  card.querySelector(".alt").textContent = altOf(shown);
}
