// Home: the section's usual screens, small and alive.

import { Cards } from "./cards.js";
import { ServerClock } from "./clock.js";

const box = document.querySelector("#wall");
const lost = document.querySelector(".lost");

if (box) new Cards(box, { server: new ServerClock(Number(box.dataset.now)), onReached: (is) => (lost.hidden = is) });
