// Moving: where a server moved, the page of its old address hands the enrolment to the page of the new one.
// That lies at another origin and shares nothing with this one; so it goes in the fragment, which is sent to nobody.

import { pause } from "./asking.js";
import { headOf } from "./documents.js";
import { HEAD_TYPE } from "./kept.js";
import { Poll, Servers } from "./servers.js";
import { keyOf } from "./verify.js";

const NAME = "enrolment=";
const HEAD_BYTES = 256 << 10;
const AGAIN_MS = 5_000;
/** So often a server may say that it has no such head, as one that has just begun does, until it is believed. */
const TIMES_MISSING = 6;

/**
 * Where this player should go: to the server that heads name first, once a good head came from there and it has a page
 * for players. Null where it is here already, is no web server, or would be less safe than this one.
 */
export async function movedTo({ announced, answered }) {
  const first = announced.find((url) => /^https?:/.test(url));
  if (first === undefined || first !== answered || new URL(first).origin === location.origin) return null;
  if (location.protocol === "https:" && !first.startsWith("https:")) return null;
  try {
    const page = await fetch(`${first}/player`, { credentials: "omit", referrerPolicy: "no-referrer" });
    return page.ok && (await page.text()).includes("data-version=") ? first : null;
  } catch {
    return null; // a mirror of the published files alone, or nobody
  }
}

/** The address of the player's page there, with the enrolment; `signer` is the key that is believed by now. */
export function addressWith(server, enrolment, signer) {
  const taken = { ...enrolment, server, public_key: signer };
  return `${server}/player#${NAME}${encodeURIComponent(JSON.stringify(taken))}`;
}

/** The enrolment that came with this page's address, which is cleared at once; null where none did. */
export function handedOver() {
  if (!location.hash.startsWith(`#${NAME}`)) return null;
  const text = location.hash.slice(NAME.length + 1);
  history.replaceState(null, "", location.pathname);
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch {
    return null;
  }
}

/**
 * The enrolment to go on with: `own`, which is kept, or the one that was handed over, where none is kept or another
 * one of the same screen and office, and this server has a head that it can read. With none kept, a silent server is
 * waited for.
 */
export async function taken(handed, own, { clock }) {
  if (handed === null || (own !== null && !isAnotherOfSame(handed, own))) return own;
  for (let missing = 0; missing < TIMES_MISSING; ) {
    const found = await lookedUp(handed, clock);
    if (found === "good") return { ...handed, server: location.origin };
    if (found === "bad" || own !== null) return own;
    if (found === "missing") missing += 1;
    await pause(AGAIN_MS);
  }
  return own;
}

/** A link that anybody made must not bring other keys: what this player trusts comes from the recovery key it keeps. */
function isAnotherOfSame(handed, own) {
  const isSame = handed.screen === own.screen && handed.recovery_key === own.recovery_key;
  return isSame && handed.head_key !== own.head_key;
}

/** A server's head for an enrolment: "good", "bad", "missing" where it has none, "silent" where it does not answer. */
async function lookedUp({ screen, head_key: headKey, public_key: publicKey, recovery_key: recoveryKey }, clock) {
  let found = "silent";
  const accept = ({ document }) => {
    found = headOf(document, { screen }).revoked ? "bad" : "good";
  };
  try {
    const poll = new Poll(`/v1/heads/${headKey}.jws`, { typ: HEAD_TYPE, limit: HEAD_BYTES, clock });
    const keys = [keyOf(publicKey), keyOf(recoveryKey)];
    const problem = await poll.ask(new Servers([location.origin]), { keys, newest: () => 0, accept });
    if (problem?.isFinal) return "bad";
    return problem?.status === 404 ? "missing" : found;
  } catch {
    return "bad"; // it is no enrolment
  }
}
