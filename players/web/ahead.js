// Looking ahead: in which order a manifest's assets will be shown, and which of them are needed soon.

import { assetsOf, chain, partsOf } from "./documents.js";
import { DRAWN_KINDS, instantOf } from "./shows.js";

/** A manifest takes force once all that it shows within this is here. */
export const SOON_MS = 15 * 60 * 1000;

const GOOD_FOR_MS = 60_000;

/** The plan of each manifest that matters, made again every minute, for time goes on. */
export class Plans {
  #clock;
  #plans = new Map();

  constructor(clock) {
    this.#clock = clock;
  }

  /** `order`: a manifest's assets as they will be shown; `needed`: those without which it cannot take force. */
  of(manifest) {
    const [now, trusted, made] = [this.#clock.now(), this.#clock.trusted, performance.now()];
    let plan = this.#plans.get(manifest.sha256);
    if (!plan || made >= plan.made + GOOD_FOR_MS || plan.trusted !== trusted) {
      const first = firstShown(manifest, { now, trusted });
      const soon = drawnOf(manifest).filter((asset) => first.get(asset) < now + SOON_MS);
      plan = { order: [...first.keys()], needed: new Set(soon), made, trusted };
      this.#plans.set(manifest.sha256, plan);
    }
    return plan;
  }

  /** Only this one matters any more. */
  forgetAllBut(manifest) {
    for (const name of this.#plans.keys()) if (name !== manifest?.sha256) this.#plans.delete(name);
  }
}

/** When each asset may be shown first, soonest first: `now` for the fallback's, last of all what no loop names. */
export function firstShown({ assets, onAir }, { now, trusted }) {
  const first = new Map();
  const note = (turns) => {
    for (const [id, turn] of turns) {
      for (const asset of assetsFrom(onAir.own, id)) first.set(asset, Math.min(turn, first.get(asset) ?? Infinity));
    }
  };
  for (const zone of onAir.fallback) note(zone.loop.items.map((id) => [id, now]));
  for (const segment of trusted ? onAir.segments : []) {
    const begins = Math.max(now, segment.begins);
    for (const zone of begins < segment.ends ? segment.zones : []) {
      note(turnsOf(zone, begins).filter(([, turn]) => turn < segment.ends));
    }
  }
  const times = [...assets.keys()].map((asset) => [asset, first.get(asset) ?? Infinity]);
  return new Map(times.sort(([, one], [, other]) => (one < other ? -1 : one > other ? 1 : 0)));
}

/**
 * The assets of a live file that this screen needs: of the items that its own manifest names, and of its cues. A
 * screen that may not sound then loads no sound: spoken calls are ten times as large as their pictures.
 */
export function ofLive({ document }, beside) {
  const items = new Map(Object.entries(document.items));
  const named = [...beside.own.keys()].flatMap((id) => chain(items, id));
  const cues = (document.cues ?? []).filter((cue) => isHeard(cue, beside));
  return new Set([...named.flatMap((id) => assetsOf(items.get(id))), ...cues.map((cue) => cue.asset)]);
}

function isHeard(cue, { segments }) {
  const begins = instantOf(cue.at);
  const ends = begins + Math.trunc(cue.for_s * 1000);
  return segments.some((one) => one.sound && one.begins < ends && begins < one.ends);
}

/** When each item of a zone's loop is shown first from `begins` on. */
function turnsOf({ loop, anchor }, begins) {
  const rest = (begins - anchor) % loop.total;
  const position = rest < 0 ? rest + loop.total : rest;
  return loop.items.map((id, index) => {
    const starts = loop.starts[index];
    const isUnderWay = starts <= position && position < (loop.starts[index + 1] ?? loop.total);
    return [id, isUnderWay ? begins : begins + ((starts - position + loop.total) % loop.total)];
  });
}

/** The assets of an item, of what follows it, and of what stands on them. */
function assetsFrom(items, id) {
  const whole = chain(items, id);
  const standing = whole.flatMap((link) => partsOf(items.get(link))).flatMap((part) => chain(items, part));
  return [...whole, ...standing].flatMap((link) => assetsOf(items.get(link)));
}

function drawnOf({ onAir }) {
  const drawn = [...onAir.own.values()].map((item) => (DRAWN_KINDS.has(item.kind) ? item.asset : item.poster));
  return drawn.filter((asset) => asset != null);
}
