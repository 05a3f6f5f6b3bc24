// The page /player: pairs this screen where it has no enrolment, and plays where it has one; for ever.

import { Awake } from "./awake.js";
import { forgetEnrolment, keepEnrolment, keptEnrolment } from "./keep.js";
import { addressWith, handedOver, movedTo, taken } from "./moving.js";
import { Orders } from "./orders.js";
import { Pairing } from "./pairing.js";
import { Engine } from "./play.js";
import { Reports } from "./report.js";
import { keepShell } from "./shell.js";
import { TrustedClock } from "./trusted_clock.js";

/** Where the server moved, but has no page for players yet. */
const MOVED_LOOK_MS = 60_000;

const main = document.querySelector("main");
const [waiting, pairing, identify] = ["waiting", "pairing", "identify"].map((id) => document.getElementById(id));
const clock = new TrustedClock();

/** What runs at this moment; nulls while nothing does. */
let run = { engine: null, reports: null };
let runs = 0;
/** Why the enrolment will not outlast this page; "" where it will. */
let unkept = "";

/** Stop what runs and begin again, with whatever is kept. */
async function begin() {
  runs += 1;
  const mine = runs;
  run.engine?.stop();
  run.reports?.stop();
  const own = keptEnrolment();
  if (own === null) run = { engine: null, reports: null };
  const enrolment = own ?? (await new Pairing(pairing).run());
  if (mine !== runs) return;
  if (own === null) unkept = keepEnrolment(enrolment);
  const engine = await Engine.open({ canvas: main.querySelector("canvas"), enrolment, clock });
  if (mine === runs) play(engine, enrolment);
}

function play(engine, enrolment) {
  pairing.hidden = true;
  const reports = new Reports({ engine, token: enrolment.token });
  run = { engine, reports };
  engine.onChange(() => onChange(engine, reports));
  engine.start();
  onChange(engine, reports);
  reports.start();
  new Orders({ engine, reports, section: identify, restart: () => location.reload() }).start();
  if (unkept) reports.error(unkept);
  shell.then((problem) => problem && reports.error(problem));
}

async function onChange(engine, reports) {
  const { why } = engine.facts();
  waitFor(why);
  if (run.engine !== engine) return;
  follow();
  if (why !== "revoked") return;
  run = { engine: null, reports: null };
  reports.stop({ forget: true });
  forgetEnrolment();
  await engine.forget();
  begin();
}

/** Over the glass: why there is nothing to show, to visitors and to staff; "" where there is. */
function waitFor(why) {
  waiting.hidden = why === "";
  waiting.dataset.why = why;
  for (const sentence of waiting.querySelectorAll("[data-when]")) sentence.hidden = sentence.dataset.when !== why;
}

/** The server moved: the page there goes on with this enrolment. */
async function follow() {
  const { engine } = run;
  if (engine === null) return;
  const { announced, answered, signer } = engine.whereabouts;
  const there = await movedTo({ announced, answered });
  if (there !== null && engine === run.engine) location.assign(addressWith(there, keptEnrolment(), signer));
}

/** A fresh engine. Where none ran there is nothing to mend: then the page is loaded again. */
function restart() {
  if (run.engine === null) throw new Error("no engine runs");
  begin();
}

const shell = keepShell({ onNew: () => location.reload() });
document.getElementById("too-old").remove();
document.getElementById("plain").hidden = isSecureContext;
waiting.querySelector(".host").textContent = location.host;
const facts = () => run.engine?.facts() ?? null;
const awake = new Awake({ glass: main, restart, onError: (line) => run.reports?.error(line), facts });
pairing.querySelector(".full-screen").addEventListener("click", () => awake.fullScreen());
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => run.engine?.allowSound());
awake.start();
setInterval(follow, MOVED_LOOK_MS);

(async () => {
  const own = keptEnrolment();
  const handed = handedOver();
  if (handed !== null && own === null) waitFor("unreachable");
  const enrolment = await taken(handed, own, { clock });
  waitFor("");
  if (enrolment !== own) unkept = keepEnrolment(enrolment);
  await begin();
})();
