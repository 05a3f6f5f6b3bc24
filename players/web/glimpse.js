// A glimpse: a small picture of the real glass, as it is on the panel, for a report.

import { panel } from "./machine.js";

/** The longer side of the picture in a regular report, and of one that somebody asked for. */
export const REGULAR_PX = 160;
export const ASKED_PX = 960;

const QUALITY = 0.8;
let small = null;

/**
 * What `canvas` shows at this moment, scaled so that the panel's longer side has `longest` pixels. It is copied at
 * once; the promise is of `{width, height, jpeg}` (base64), or of null where it cannot be had. `turn` is by how many
 * degrees the page turns the canvas clockwise.
 */
export async function glimpse(canvas, { longest, turn = 0 }) {
  if (canvas.width === 0 || canvas.height === 0) return null;
  const glass = panel();
  const scale = Math.min(1, longest / Math.max(glass.width, glass.height));
  const [width, height] = [glass.width, glass.height].map((length) => Math.max(1, Math.round(length * scale)));
  small = small ?? document.createElement("canvas");
  [small.width, small.height] = [width, height];
  const context = small.getContext("2d", { alpha: false });
  context.imageSmoothingQuality = "high";
  place(context, canvas, { turn, scale: width / innerWidth });
  const jpeg = await encoded(small);
  return jpeg && { width, height, jpeg };
}

/** Where the page has it, black around it. */
function place(context, canvas, { turn, scale }) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const [across, down] = turn % 180 === 0 ? [width, height] : [height, width];
  context.translate((left + width / 2) * scale, (top + height / 2) * scale);
  context.rotate((turn * Math.PI) / 180);
  context.drawImage(canvas, (-across / 2) * scale, (-down / 2) * scale, across * scale, down * scale);
}

function encoded(picture) {
  return new Promise((resolve) => {
    picture.toBlob(
      (blob) => {
        if (blob === null) {
          resolve(null);
          return;
        }
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
        reader.onerror = () => resolve(null);
        reader.readAsDataURL(blob);
      },
      "image/jpeg",
      QUALITY,
    );
  });
}
