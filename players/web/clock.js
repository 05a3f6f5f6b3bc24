// Clocks: the server's, one that runs from a chosen instant, one that stands.
// Each has `now()`, milliseconds, is `trusted`, and is told `atBoundary()` that a step would cut nothing.

/** The server's time as its answers tell it, carried on by the browser's steady clock: a PC's own may be wrong. */
export class ServerClock {
  trusted = true;
  #offset;
  #doubt = Infinity;

  /** `told` is the time that the page came with; the first answer of a script is nearer. */
  constructor(told) {
    this.#offset = told - performance.now();
  }

  now() {
    return this.#offset + performance.now();
  }

  atBoundary() {}

  /** Take the time from an answer whose request left at `asked` (performance.now()); the quickest answer counts. */
  hear(answer, asked) {
    const told = Number(answer.headers.get("Signage-Now"));
    const doubt = (performance.now() - asked) / 2;
    if (!told) return;
    const offset = told - (asked + doubt);
    if (doubt < this.#doubt || Math.abs(offset - this.#offset) > 1000 + doubt) {
      this.#offset = offset;
      this.#doubt = doubt;
    }
  }
}

/** A clock that runs from a chosen instant on, or stands there. */
export class ChosenClock {
  trusted = true;
  #instant;
  #begun = performance.now();
  #hold;

  constructor(instant, { hold = false } = {}) {
    this.#instant = instant;
    this.#hold = hold;
  }

  now() {
    return this.#hold ? this.#instant : this.#instant + performance.now() - this.#begun;
  }

  atBoundary() {}

  hear() {}
}
