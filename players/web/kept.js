// What survives a restart: the newest head, and the head in force with its manifest.

import { headOf, manifestOf } from "./documents.js";
import { opened, parsed } from "./verify.js";

export const HEAD_TYPE = "signage-head";

/** Read back what the last run left: `{newest, inForce, manifest}`. Whatever is not whole is null. */
export async function kept({ notes, keep, enrolment }) {
  const newest = await readHead(notes, "newest", enrolment);
  if (newest?.head.revoked) return { newest, inForce: null, manifest: null };
  for (const signed of [await readHead(notes, "in-force", enrolment), newest]) {
    const manifest = signed && (await readManifest(keep, signed.head.manifest));
    if (manifest) return { newest: newest ?? signed, inForce: signed, manifest };
  }
  return { newest, inForce: null, manifest: null };
}

/** Remember a head as `name` ("newest": none older is ever accepted; "in-force": what the next start begins with). */
export function keepHead(notes, name, { jws, signer }, enrolment) {
  // One note, so that no power cut can part a head from the key that proves it whole.
  return notes.write(name, { enrolment: fingerprint(enrolment), signer, jws });
}

/** A manifest that is kept; null where it is not here, was damaged, or cannot be shown. */
export async function readManifest(keep, name) {
  if (!keep.has(name)) return null;
  try {
    return manifestOf(parsed(await (await keep.read(name)).arrayBuffer()), { sha256: name });
  } catch {
    return null;
  }
}

async function readHead(notes, name, enrolment) {
  const note = await notes.read(name);
  if (note?.enrolment !== fingerprint(enrolment)) return null;
  try {
    const { document } = await opened(note.jws, { typ: HEAD_TYPE, keys: [note.signer] });
    return { head: headOf(document, { screen: enrolment.screen }), jws: note.jws, signer: note.signer };
  } catch {
    return null;
  }
}

/** What is kept belongs to one enrolment: another does not inherit its heads. */
function fingerprint({ screen, head_key: headKey, public_key: publicKey, recovery_key: recoveryKey }) {
  return [screen, headKey, publicKey, recoveryKey].join("\n");
}
