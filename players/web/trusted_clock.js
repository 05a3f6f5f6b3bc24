// The player's clock: an offset to the browser's steady clock, believed only where something has vouched for it.

/** A correction larger than this waits for the next item boundary; a smaller one is glided to, never backwards. */
const STEP_MS = 500;
/** A glide moves by at most one part in this many of the time that passes. */
const GLIDE = 20;
/** A crystal is off by up to one part in this many (100 ppm). */
const DRIFT = 10_000;
/** The machine's clock agreed with the server's where they were no further apart: a Date is told to the second. */
const AGREES_MS = 2_000;
/** The machine's clock ran on by so much more than the browser's: the machine slept. */
const SLEPT_MS = 5_000;

export class TrustedClock {
  #machine;
  #steady;
  #offset;
  #target;
  #glided;
  #heard = null;
  #source = "none";
  #slept;
  #isSuspect = false;

  /** `machine()` is the time that the machine believes it is, `steady()` counts milliseconds and cannot be set. */
  constructor({ machine = Date.now, steady = () => performance.now() } = {}) {
    this.#machine = machine;
    this.#steady = steady;
    this.#offset = this.#target = this.#slept = machine() - steady();
    this.#glided = steady();
  }

  get trusted() {
    return this.#source !== "none";
  }

  /** Who vouched: "server", an answer of this run; "battery", the machine's own clock; "none". */
  get source() {
    return this.#source;
  }

  /** By how much it is ahead of the machine's own clock. */
  get offsetMs() {
    return Math.round(this.#steady() + this.#target - this.#machine());
  }

  /** The time, gliding towards the last correction. */
  now() {
    const steady = this.#steady();
    const short = this.#target - this.#offset;
    if (Math.abs(short) <= STEP_MS) {
      const most = Math.max(0, steady - this.#glided) / GLIDE;
      this.#offset += Math.max(-most, Math.min(most, short));
    }
    this.#glided = steady;
    return Math.floor(steady + this.#offset);
  }

  /** An item ends, or nothing is shown that a jump could cut: a step that waits is taken. */
  atBoundary() {
    if (Math.abs(this.#target - this.#offset) > STEP_MS) this.#offset = this.#target;
  }

  /**
   * An answer said what time it is: `date` to the second, between two readings of `steady`. Each bounds the offset;
   * together they narrow it down to milliseconds, so that screens are in step. `newest` is the sequence of the newest
   * head, before which no true clock can be.
   */
  hear({ date, sent, received, newest }) {
    if (date + 1000 < newest) return;
    let [low, high] = [date - received, date + 1000 - sent];
    if (this.#heard !== null) {
      const drift = (received - this.#heard.since) / DRIFT;
      const both = [Math.max(low, this.#heard.low - drift), Math.min(high, this.#heard.high + drift)];
      if (both[0] <= both[1]) [low, high] = both;
    }
    this.#heard = { low, high, since: received };
    this.#believe((low + high) / 2, "server");
  }

  /**
   * After a restart without a network, and after the machine has slept, nothing but the machine's own clock says what
   * time it is. It is believed only where all three hold: it agreed with the server's when a server was last heard
   * (`kept.agreed`), it has not gone backwards since it was last looked at (`kept.machine`), and it is not before
   * `newest`, the sequence of the newest head. Otherwise the fallback is shown until a server answers.
   */
  recall(kept, { newest }) {
    const now = this.#machine();
    if (this.#source === "server" || kept === null) return;
    if (kept.agreed === true && now >= kept.machine && newest > 0 && now + 1000 >= newest) {
      this.#believe(now - this.#steady(), "battery");
    }
  }

  /** What the next start may recall; null while nothing is known, and from a sleep until somebody says the time. */
  get toKeep() {
    if (!this.trusted || this.#isSuspect || this.#apart > this.#slept + SLEPT_MS) return null;
    return { agreed: Math.abs(this.offsetMs) <= AGREES_MS, machine: this.#machine() };
  }

  /** Whether the machine slept since this was last asked: then the steady clock may have stood still. A machine's clock
   *  that was set back says nothing of the kind. */
  hasSlept() {
    const apart = this.#apart;
    const slept = apart > this.#slept + SLEPT_MS;
    this.#slept = apart;
    this.#isSuspect = this.#isSuspect || slept;
    return slept;
  }

  /** Nobody vouches for the time any more. */
  doubt() {
    [this.#heard, this.#source] = [null, "none"];
  }

  get #apart() {
    return this.#machine() - this.#steady();
  }

  #believe(offset, source) {
    this.#isSuspect = false;
    this.#target = offset;
    if (!this.trusted) this.#offset = offset;
    this.#source = source;
  }
}
