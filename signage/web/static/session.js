// Two minutes before a session ends: a question, and one press that lets it go on. Nothing that was typed is lost.

const WARNED_FOR_S = 120;
const KEY = "signage-awake-until";

const dialog = document.getElementById("awake");
const text = document.getElementById("awake-text");
const goOn = dialog.querySelector("[data-go-on]");
const asked = text.textContent;
let timer;

goOn.addEventListener("click", stayAwake);
// Another tab went on: so did the session.
window.addEventListener("storage", ({ key }) => key === KEY && look());
document.addEventListener("visibilitychange", () => document.hidden || look());
lasts(Number(dialog.dataset.forS));

/** The session lasts so long from now on, in every tab. */
function lasts(seconds) {
  localStorage.setItem(KEY, String(Date.now() + seconds * 1000));
  look();
}

/** How long the session still lasts decides whether to be quiet, to ask, or to say that it is over. */
function look() {
  clearTimeout(timer);
  const left = Number(localStorage.getItem(KEY)) - Date.now();
  if (left <= 0) return over();
  text.textContent = asked;
  if (left > WARNED_FOR_S * 1000) {
    dialog.close();
    timer = setTimeout(look, left - WARNED_FOR_S * 1000);
  } else {
    if (!dialog.open) dialog.showModal();
    timer = setTimeout(look, left);
  }
}

/** What was typed stays in the page: sending it leads to signing in, and then on. */
function over() {
  text.textContent = text.dataset.ended;
  if (!dialog.open) dialog.showModal();
}

async function stayAwake() {
  if (text.textContent !== asked) return dialog.close();
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const answer = await fetch(dialog.dataset.url, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
  if (!answer?.ok) return over();
  const { awake_for_s: seconds } = await answer.json();
  lasts(seconds);
  // As old as a session may be: the next press leaves whoever types alone until it ends.
  if (seconds <= WARNED_FOR_S) text.textContent = text.dataset.last;
}
