// What a screen shows: a pure function of what was published and the clock. The twin of signage/core/shows.py.

/** The kinds of item whose `asset` is a picture. Others keep their slot and show their `poster`. */
export const DRAWN_KINDS = new Set(["image"]);

/** Milliseconds; beyond any instant that a manifest can name. */
const EVER = Number.MAX_SAFE_INTEGER;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Milliseconds since the Unix epoch of `YYYY-MM-DDTHH:MM:SSZ`; RangeError for anything else. */
export function instantOf(text) {
  const ms = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${text}`);
  return ms;
}

/** Make a manifest (version 1, checked) and the live files that its head names ready to be asked. */
export function published(manifest, live = []) {
  const loops = new Map(Object.entries(manifest.loops).map(([name, entries]) => [name, loopOf(entries)]));
  const segments = manifest.segments.map((segment) => ({
    begins: instantOf(segment.from),
    ends: instantOf(segment.until),
    lit: segment.power !== "off",
    sound: segment.sound === "on",
    fallback: false,
    zones: segment.zones.map((zone) => planOf(zone, loops)),
  }));
  const alone = {
    manifest,
    own: new Map(Object.entries(manifest.items)),
    begins: instantOf(manifest.valid.from),
    ends: instantOf(manifest.valid.until),
    segments,
    starts: segments.map((segment) => segment.begins),
    fallback: manifest.fallback.map((zone) => planOf(zone, loops)),
  };
  return withLive(alone, live);
}

/** The same manifest with these live files beside it, and no others; cheap, for they change by the second. */
export function withLive(onAir, live) {
  const items = new Map(onAir.own);
  for (const document of live) {
    for (const [id, item] of Object.entries(document.items)) items.set(id, item);
  }
  const cues = live.flatMap((document) => document.cues ?? []).map((cue) => {
    const begins = instantOf(cue.at);
    return { begins, ends: begins + Math.trunc(cue.for_s * 1000), cue };
  });
  return { ...onAir, items, cues };
}

/**
 * What is on the glass at `at` (ms since the epoch, floored).
 *
 * `trusted` is whether the clock may be believed; without it `at` only drives the fallback's loop. `has` says
 * whether an asset can be drawn here: one that cannot leaves its predecessor in the loop standing.
 *
 * The answer: paint `placed` of all `zones` in order, later above earlier; then, in the same order, put
 * `mix(before, still, weight)` into the box of each zone whose weight is below 1 (and the still picture into each
 * later zone that lies over it). `until` is the first instant at which a different picture or cue
 * may begin or end.
 */
export function whatShows(onAir, at, { trusted = true, has = () => true } = {}) {
  const now = Math.floor(at);
  const segment = segmentAt(onAir, now, trusted);
  if (!segment.lit) {
    return { power: "off", sound: false, fallback: false, zones: [], cues: [], until: segment.ends };
  }
  const heard = segment.sound ? onAir.cues : [];
  const cues = heard.filter(({ begins, ends }) => begins <= now && now < ends).map(({ cue }) => cue);
  const looks = segment.zones.map((plan) => stillOf(onAir, plan, now, has));
  const zones = zonesOf(onAir, segment, looks, now, { trusted, has });
  const until = Math.min(
    segment.ends,
    ...zones.map((zone) => zone.ends),
    ...looks.map((look) => look.edge),
    ...heard.flatMap(({ begins, ends }) => [begins, ends]).filter((edge) => edge > now),
  );
  return { power: "on", sound: segment.sound, fallback: segment.fallback, zones, cues, until };
}

/** Whether no fade is under way. */
export function isSettled(shown) {
  return shown.zones.every((zone) => zone.weight >= 1);
}


function loopOf(entries) {
  const starts = [];
  let total = 0;
  for (const [, ms] of entries) {
    starts.push(total);
    total += ms;
  }
  return { items: entries.map(([id]) => id), starts, total };
}

function planOf(zone, loops) {
  return { box: zone.box, loop: loops.get(zone.loop), anchor: instantOf(zone.anchor), fadeMs: zone.fade_ms };
}

/** How many of the ascending `starts` are not after `position`, less one. */
function indexOf(starts, position) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The index of the item at `at`, and the instants at which its turn began and will end. */
function turnOf({ loop, anchor }, at) {
  const rest = (at - anchor) % loop.total;
  const position = rest < 0 ? rest + loop.total : rest;
  const index = indexOf(loop.starts, position);
  const next = loop.starts[index + 1] ?? loop.total;
  return { index, began: at - position + loop.starts[index], ends: at - position + next };
}

/** The segment in force; outside `valid` or without a trusted clock the fallback, as a segment of its own. */
function segmentAt(onAir, at, trusted) {
  const unplanned = { lit: true, sound: false, fallback: true, zones: onAir.fallback };
  if (!trusted) return { ...unplanned, begins: -EVER, ends: EVER };
  if (at < onAir.begins) return { ...unplanned, begins: -EVER, ends: onAir.begins };
  if (at >= onAir.ends) return { ...unplanned, begins: onAir.ends, ends: EVER };
  return onAir.segments[indexOf(onAir.starts, at)];
}

/** The item that stands for a looped id at `at`, its chain followed, and when the chain moves on. */
function liveNow(onAir, id, at) {
  const seen = new Set([id]);
  let item = onAir.items.get(id);
  while (item.until != null) {
    const ends = instantOf(item.until);
    if (at < ends) return { item, edge: ends };
    const follower = item.then;
    if (follower == null || seen.has(follower) || !onAir.items.has(follower)) {
      return { item: onAir.own.get(id), edge: EVER };
    }
    seen.add(follower);
    item = onAir.items.get(follower);
  }
  return { item, edge: EVER };
}

/** The asset that can be drawn for an item: its own, or its poster. */
function drawnOf(item, has) {
  if (DRAWN_KINDS.has(item.kind) && item.asset != null && has(item.asset)) return item.asset;
  return item.poster != null && has(item.poster) ? item.poster : null;
}

/** A zone's picture without its fade (an item that cannot be drawn leaves its predecessor standing) with its parts
 *  on it, and the first instant at which a live item on the way to it gives way by itself. */
function stillOf(onAir, plan, at, has) {
  const { items } = plan.loop;
  const { index } = turnOf(plan, at);
  let edge = EVER;
  for (let back = 0; back < items.length; back += 1) {
    const itemId = items[(index - back + items.length) % items.length];
    const now = liveNow(onAir, itemId, at);
    edge = Math.min(edge, now.edge);
    const asset = drawnOf(now.item, has);
    if (asset !== null) {
      const parts = partsOf(onAir, now.item, plan.box, { at, has });
      const placed = [{ box: plan.box, itemId, item: now.item, asset }, ...parts.placed];
      return { placed, edge: Math.min(edge, parts.edge) };
    }
  }
  return { placed: [], edge };
}

/** What stands on an item: items of their own, each in its box from the item's upper left corner, and no deeper. */
function partsOf(onAir, item, [left, top], { at, has }) {
  let edge = EVER;
  const placed = (item.parts ?? []).flatMap((part) => {
    const now = liveNow(onAir, part.item, at);
    edge = Math.min(edge, now.edge);
    const asset = drawnOf(now.item, has);
    const [x, y, width, height] = part.box;
    return asset === null ? [] : [{ box: [left + x, top + y, width, height], itemId: part.item, item: now.item, asset }];
  });
  return { placed, edge };
}

function zonesOf(onAir, segment, looks, at, { trusted, has }) {
  const still = looks.flatMap((look) => look.placed);
  const drawn = segment.zones.flatMap((plan, place) => looks[place].placed.map((placed) => ({ plan, placed })));
  return drawn.map(({ plan, placed }) => {
    const turn = turnOf(plan, at);
    const began = Math.max(segment.begins, turn.began);
    let weight = at - began >= plan.fadeMs ? 1 : (at - began) / plan.fadeMs;
    let before = [];
    if (weight < 1) {
      before = canvasBefore(onAir, began - 1, { fallback: segment.fallback, trusted, has });
      if (before.length === 0 || isSameUnder(before, still, placed.box)) [before, weight] = [[], 1];
    }
    return { placed, began, ends: Math.min(turn.ends, segment.ends), before, weight };
  });
}

/** The canvas without fades from which one fades; empty (a cut) after power off or outside `valid`. */
function canvasBefore(onAir, at, { fallback, trusted, has }) {
  const segment = segmentAt(onAir, at, trusted);
  if (!segment.lit || segment.fallback !== fallback) return [];
  return segment.zones.flatMap((plan) => stillOf(onAir, plan, at, has).placed);
}

/** Whether the assets and boxes that lie under a box are the same on two canvases. */
function isSameUnder(one, other, box) {
  const under = (canvas) => JSON.stringify(canvas.filter((placed) => overlaps(placed.box, box)).map(fingerprint));
  return under(one) === under(other);
}

function fingerprint(placed) {
  return [placed.box, placed.asset];
}

/** Whether two boxes (x, y, width, height) share a pixel. */
export function overlaps([ax, ay, aw, ah], [bx, by, bw, bh]) {
  return ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;
}
