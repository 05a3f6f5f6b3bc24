// Painting what whatShows answered onto a canvas of any size, fades mixed exactly as DESIGN says.

import { overlaps } from "./shows.js";

/**
 * Paint a whole screen. `glass` is the size in the manifest's pixels; `pictures.get(asset)` gives what to draw.
 * Box edges fall on whole pixels of the canvas, so that zones touch without a seam.
 */
export function paint(canvas, shown, pictures, glass) {
  const context = canvas.getContext("2d", { alpha: false });
  const [across, down] = [canvas.width / glass.width, canvas.height / glass.height];
  const onCanvas = ([x, y, width, height]) => {
    const [left, top] = [Math.round(x * across), Math.round(y * down)];
    return [left, top, Math.round((x + width) * across) - left, Math.round((y + height) * down) - top];
  };
  const draw = (onto, placed) => {
    const bitmap = pictures.get(placed.asset);
    if (bitmap) onto.drawImage(bitmap, ...onCanvas(placed.box));
  };
  blank(context);
  for (const zone of shown.zones) draw(context, zone.placed);
  const mixed = [];
  for (const zone of shown.zones) {
    const { box } = zone.placed;
    if (zone.weight < 1) {
      mix(context, zone, shown.zones, { draw, area: onCanvas(box) });
      mixed.push(box);
    } else if (mixed.some((other) => overlaps(other, box))) {
      draw(context, zone.placed);
    }
  }
}

/** `mix(before, still, weight)` inside one box: each of the two is a whole canvas, composed before it is mixed. */
function mix(context, zone, zones, { draw, area }) {
  context.save();
  context.beginPath();
  context.rect(...area);
  context.clip();
  blank(context);
  for (const placed of zone.before) draw(context, placed);
  const still = scratch(context.canvas);
  blank(still);
  for (const other of zones) draw(still, other.placed);
  context.globalAlpha = zone.weight;
  context.drawImage(still.canvas, ...area, ...area);
  context.restore();
}

let scratchCanvas = null;

/** A second canvas of the same size, shared by all screens of a page. */
function scratch({ width, height }) {
  scratchCanvas ??= document.createElement("canvas");
  if (scratchCanvas.width !== width || scratchCanvas.height !== height) {
    [scratchCanvas.width, scratchCanvas.height] = [width, height];
  }
  return smooth(scratchCanvas.getContext("2d", { alpha: false }));
}

function blank(context) {
  smooth(context).fillStyle = "#000";
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

function smooth(context) {
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  return context;
}
