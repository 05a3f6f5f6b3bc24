// Why something did not come about: what a server said cannot be used, or nobody said anything; a sentence each.

/** The answer is not what it must be: another server may have a better one. */
export class Refused extends Error {
  /** Asking again would bring the same. */
  isFinal = true;
}

/** No answer, or not all of it: another time it may come. */
export class Unreachable extends Error {
  /** `status` is what a server said in place of an answer; 0 where none said anything. */
  constructor(message, { status = 0 } = {}) {
    super(message);
    this.status = status;
  }
}

/** This browser has no room left. */
export class Full extends Error {}
