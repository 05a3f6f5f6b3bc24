// Signatures: a signed file (JWS, EdDSA) is opened only with a key that this player accepts.

import { Refused } from "./refused.js";

const DEEPEST = 64;
const KEY = /^[A-Za-z0-9_-]{43}$/;

/**
 * Whether this browser can verify. Where it cannot, the server is believed for its certificate's sake (TLS), or, over
 * plain HTTP, for nothing's; form, kind and sequence of what it says are looked at all the same.
 */
export const canVerify = (async () => {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32).fill(1), { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false; // not a secure context, or a browser from before 2025
  }
})();

/**
 * The document in a compact JWS and the key that signed it: one of `keys` (base64url), or one that the recovery key
 * introduces beside it to whoever knows only heads before the introduction's sequence (`introducer`: `{recoveryKey,
 * newest}`). Refused where form, `alg`, `typ` or signature is wrong; the payload is not looked at before its signature.
 */
export async function opened(jws, { typ, keys, introducer = null }) {
  const parts = jws.trim().split(".");
  if (parts.length !== 3) throw new Refused("the answer is no signed file");
  const header = parsed(decoded(parts[0]));
  if (header.alg !== "EdDSA" || header.typ !== typ || "crit" in header) throw new Refused(`not signed as ${typ}`);
  for (const key of keys) {
    if (await isSigned(key, parts)) return { document: parsed(decoded(parts[1])), signer: key };
  }
  for (const key of introducer ? await introduced(header.keys, introducer) : []) {
    if (await isSigned(key, parts)) return { document: parsed(decoded(parts[1])), signer: key };
  }
  throw new Refused("no signature that this player accepts");
}

/** A public key, 32 bytes in base64url, as it is compared here: without padding. Refused for anything else. */
export function keyOf(text) {
  const bare = typeof text === "string" ? text.replace(/=+$/, "") : "";
  if (!KEY.test(bare)) throw new Refused("no key");
  return bare;
}

/** A JSON object; Refused for anything else, bottomless nesting included. */
export function parsed(bytes) {
  let document;
  try {
    document = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refused("no JSON");
  }
  if (document === null || typeof document !== "object" || Array.isArray(document) || !isShallow(document, DEEPEST)) {
    throw new Refused("no JSON object");
  }
  return document;
}

function isShallow(value, deepest) {
  if (value === null || typeof value !== "object") return true;
  return deepest > 0 && Object.values(value).every((one) => isShallow(one, deepest - 1));
}

async function isSigned(key, [header, payload, signature]) {
  if (!(await canVerify)) return true;
  const signed = new TextEncoder().encode(`${header}.${payload}`);
  try {
    const verifier = await crypto.subtle.importKey("raw", decoded(key), { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, verifier, decoded(signature), signed);
  } catch {
    return false; // not a point of the curve, or no signature's length
  }
}

/** The keys for which the recovery key vouches; none where it does not, or no longer. */
async function introduced(introduction, { recoveryKey, newest }) {
  if (typeof introduction !== "string") return [];
  try {
    const { document } = await opened(introduction, { typ: "signage-keys", keys: [recoveryKey] });
    return document.version === 1 && document.sequence > newest ? document.keys.map(keyOf) : [];
  } catch {
    return [];
  }
}

function decoded(part) {
  if (!/^[A-Za-z0-9_-]*$/.test(part)) throw new Refused("no base64url");
  try {
    return Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Refused("no base64url");
  }
}
