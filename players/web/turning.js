// Turning: a monitor that hangs upright shows an upright picture, whichever way its machine holds it.

const TURNS = [90, 180, 270];

/**
 * Turn the canvas as the manifest says, clockwise, and answer by how many degrees. Where the machine itself has turned
 * its display already (the window stands as the picture does), a quarter turn is left to it.
 */
export function turn(canvas, { width, height, rotation }) {
  const isQuarter = rotation % 180 !== 0;
  const standsAlready = isQuarter && innerWidth < innerHeight === width < height;
  const degrees = standsAlready ? 0 : rotation;
  for (const one of TURNS) canvas.classList.toggle(`is-turned-${one}`, one === degrees);
  return degrees;
}
