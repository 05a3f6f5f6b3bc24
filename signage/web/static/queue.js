// The console: keys of the keyboard, presses that survive a lost connection, and what is so now, every two seconds.

import { keptPresses } from "./queue-presses.js";
import { show } from "./queue-parts.js";

const EVERY_MS = 2_000;
const TWICE_MS = 500;

const form = document.getElementById("keys");
const now = document.getElementById("now");
const told = document.getElementById("told");
const lost = document.getElementById("lost");
const part = (name) => lost.querySelector(`[data-${name}]`);

const noLetters = document.getElementById("no-letters");
let tag = "";
let isLost = false;
let isSignedOut = false;
let lastPress = { what: "", at: 0 };

const presses = keptPresses(`signage-presses ${location.pathname}`, { who: form.dataset.who, send, changed: showLost });

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter) press(event.submitter);
});
form.addEventListener("input", nameNext);
form.addEventListener("click", ({ target, detail }) => {
  // A mouse or a finger leaves no focus on a button: the next Enter means 次へ, not the same key again.
  if (detail > 0) target.closest("button, summary")?.blur();
});
document.addEventListener("keydown", onKey);
part("send").addEventListener("click", () => presses.confirm(presses.doubtful()[0]?.id));
part("drop").addEventListener("click", () => presses.forget(presses.doubtful()[0]?.id));
addEventListener("online", readAgain);
addEventListener("storage", showLost);

noLetters.checked = localStorage.getItem("signage-no-letters") !== null;
noLetters.closest("p").hidden = false;
noLetters.addEventListener("change", () => {
  if (noLetters.checked) localStorage.setItem("signage-no-letters", "");
  else localStorage.removeItem("signage-no-letters");
  if (!noLetters.matches(":focus-visible")) noLetters.blur();
});

setInterval(readAgain, EVERY_MS);
showLost();
presses.flush();

/** One press of a button: kept, shown and sent. */
function press(button) {
  const field = document.getElementById("number");
  const number = field.value.trim();
  // What was pressed last may not have been sent yet: then that is what is taken back.
  const value = button.value.startsWith("undo") && presses.unsent().length ? "undo" : button.value;
  const what = `${value} ${number}`;
  // A key that bounces, or a finger that slips, calls one number.
  if (what === lastPress.what && performance.now() - lastPress.at < TWICE_MS) return;
  // Whoever sees nothing happen presses again: that is the same wish, not a second one.
  if (presses.unsent().some((one) => `${one.do} ${one.number}` === what)) return;
  lastPress = { what, at: performance.now() };
  presses.add({ do: value, number, label: labelOf(button, number) });
  field.value = "";
  field.blur();
  nameNext();
  for (const open of form.querySelectorAll("details[open]")) open.open = false;
}

function labelOf(button, number) {
  const call = button.querySelector("[data-call]")?.dataset.call;
  if (number && call) return call.replace("{number}", number);
  return number && !button.value.includes(" ") ? `${number} ${button.dataset.label}` : button.dataset.label;
}

/** With a number typed the large key calls that one, and says so. */
function nameNext() {
  const label = now.querySelector("[data-call]");
  if (!label) return;
  const number = document.getElementById("number").value.trim();
  label.textContent = number ? label.dataset.call.replace("{number}", number) : label.closest("button").dataset.label;
}

/** Whether the server has answered, be it by a refusal. */
async function send({ id, do: what, number }, signal) {
  const body = new URLSearchParams({ id, do: what, number });
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const answer = await fetch(location.pathname, { method: "POST", body, signal, headers: { "X-CSRFToken": token } }).catch(
    () => null,
  );
  if (!reached(answer)) return false;
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return refused(answer);
  const said = await answer.json();
  tell(said.told ?? said.problem, said.problem ? "error" : "success");
  if (said.html) put(said.html);
  tag = "";
  return true;
}

/** A page whose token is old, after signing in elsewhere, is loaded anew; what else is refused stays refused. */
async function refused(answer) {
  if (answer.status === 400 && !sessionStorage.getItem("signage-anew")) {
    sessionStorage.setItem("signage-anew", "1");
    location.reload();
    return false;
  }
  tell((await answer.text()).slice(0, 200), "error");
  return true;
}

async function readAgain() {
  const headers = { "Signage-Background": "1", Accept: "text/html", ...(tag && { "If-None-Match": tag }) };
  const answer = await fetch(form.dataset.now, { headers, signal: AbortSignal.timeout(8_000) }).catch(() => null);
  if (!reached(answer)) return;
  if (answer.ok) {
    tag = answer.headers.get("ETag") ?? "";
    sessionStorage.removeItem("signage-anew");
    put(await answer.text());
  }
  presses.flush();
}

function put(html) {
  show(now, html);
  nameNext();
}

/** Whether somebody is there who knows us; says so where not. */
function reached(answer) {
  isSignedOut = answer?.status === 401;
  isLost = !answer || answer.status >= 500;
  showLost();
  return !isLost && !isSignedOut;
}

function showLost() {
  const unsent = isLost || isSignedOut ? presses.unsent() : [];
  const [doubtful] = presses.doubtful();
  document.body.classList.toggle("is-lost", isLost || isSignedOut);
  const words = lost.dataset;
  const asOf = now.querySelector("[data-as-of]")?.dataset.asOf ?? "";
  say("lost", isSignedOut ? words.signedOut : isLost ? words.offline.replace("{time}", asOf) : "");
  const labels = unsent.map(({ label }) => words.press.replace("{label}", label)).join("");
  say("unsent", unsent.length ? words.unsent.replace("{count}", unsent.length).replace("{presses}", labels) : "");
  part("sign-in").hidden = !isSignedOut;
  part("old").hidden = !doubtful;
  if (doubtful) say("old-text", words.old.replace("{time}", clock(doubtful.at)).replace("{label}", doubtful.label));
  lost.hidden = !(isLost || isSignedOut || doubtful);
}

function say(name, text) {
  const element = part(name);
  if (element.textContent !== text) element.textContent = text;
  element.hidden = !text;
}

function clock(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit", hour12: false });
}

function tell(sentence, tone) {
  const line = document.createElement("p");
  line.className = `is-${tone}`;
  line.textContent = sentence;
  told.replaceChildren(line);
}

/** One key each; digits go into the field wherever the focus is. */
function onKey(event) {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const { code, target } = event;
  const field = document.getElementById("number");
  if (target === field) return onFieldKey(event, field);
  if (noLetters.checked && code.startsWith("Key")) return;
  if (target.closest?.("a, button, summary, input") && ["Enter", "Space", "NumpadEnter"].includes(code)) return;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  const open = form.querySelector("details[open]");
  if (open && code === "Escape") open.open = false;
  else if (open && digit && pressKey(`Digit${digit}`, open)) event.preventDefault();
  else if (digit !== undefined && !event.shiftKey) type(`${field.value}${digit}`.slice(0, field.maxLength));
  else if (code === "Backspace") type(field.value.slice(0, -1));
  else if (code === "Escape") type("");
  else if (pressKey({ Space: "Enter", NumpadEnter: "Enter" }[code] ?? code, form)) event.preventDefault();
}

function type(text) {
  document.getElementById("number").value = text;
  nameNext();
}

function onFieldKey(event, field) {
  if (event.code === "Escape") field.blur();
  if (event.code !== "Enter" && event.code !== "NumpadEnter") return;
  event.preventDefault();
  pressKey("Enter", form);
}

function pressKey(code, within) {
  const button = within.querySelector(`[data-key="${code}"]`);
  if (!button || (within === form && button.closest("details:not([open])") && button.tagName !== "SUMMARY")) return false;
  button.click();
  return true;
}
