// The floor guide's tables as a spreadsheet: arrows, Enter, Tab, Esc, typing, Delete, and blocks pasted from Excel.
// What is changed stays in the page, marked, until it is checked; only changed cells are sent.

const form = document.querySelector("#guide");
const table = document.querySelector("#table");
const body = table.tBodies[0];
const heads = [...table.tHead.rows[0].cells].slice(1);
const count = document.querySelector("#count");
let news = body.querySelectorAll("[data-new]").length;
let sending = false;

table.setAttribute("role", "grid");
for (const row of body.rows) prepare(row);
if (!body.querySelector("[data-new]:last-child")) addRow();
document.querySelector("#bar").hidden = false;
document.querySelector("#filter").closest(".field").hidden = true;
cellsOf(body.rows[0])[0].setAttribute("tabindex", "0");
tell();

/** Gives a row its cells' part in the grid, and a button that drops it. */
function prepare(row) {
  for (const cell of cellsOf(row)) {
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("tabindex", "-1");
    if ("locked" in row.dataset) cell.setAttribute("aria-readonly", "true");
    if (!("was" in cell.dataset)) cell.dataset.was = cell.textContent;
  }
  row.cells[0].setAttribute("role", "rowheader");
  if ("locked" in row.dataset || "new" in row.dataset) return;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "guide-drop";
  const name = () => {
    drop.textContent = row.classList.contains("is-gone") ? form.dataset.wordUndrop : form.dataset.wordDrop;
    drop.setAttribute("aria-label", `${drop.textContent} ${cellsOf(row)[0].textContent}`);
  };
  drop.addEventListener("click", () => {
    row.classList.toggle("is-gone");
    name();
    tell();
  });
  name();
  row.cells[0].append(drop);
}

function addRow() {
  const row = document.createElement("tr");
  news += 1;
  row.dataset.key = `new-${news}`;
  row.dataset.new = "";
  const name = document.createElement("th");
  name.scope = "row";
  name.className = "guide-row";
  name.textContent = form.dataset.wordNew;
  row.append(name, ...heads.map((head) => {
    const cell = document.createElement("td");
    cell.className = head.classList.contains("is-language") ? "is-language" : "";
    return cell;
  }));
  body.append(row);
  prepare(row);
  return row;
}

function cellsOf(row) {
  return [...row.cells].slice(1);
}

const visible = (node) => node.getClientRects().length > 0;

/** The cell so many rows and columns away, among those in sight. */
function beside(cell, down, right) {
  const rows = [...body.rows].filter(visible);
  const shown = cellsOf(cell.parentElement).filter(visible);
  const row = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(cell.parentElement) + down))];
  const column = Math.min(shown.length - 1, Math.max(0, shown.indexOf(cell) + right));
  return cellsOf(row).filter(visible)[column];
}

function go(cell) {
  table.querySelector('td[tabindex="0"]')?.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  cell.focus();
}

/** Makes a cell an input; `typed` replaces what stands in it. */
function open(cell, typed) {
  if (cell.getAttribute("aria-readonly") || cell.parentElement.classList.contains("is-gone")) return;
  const head = heads[cellsOf(cell.parentElement).indexOf(cell)];
  const input = document.createElement("input");
  input.value = typed ?? cell.textContent;
  input.setAttribute("aria-label", head.dataset.heading);
  if (head.dataset.options) input.setAttribute("list", head.dataset.options);
  cell.dataset.before = cell.textContent;
  cell.classList.add("is-open");
  cell.replaceChildren(input);
  input.focus();
  if (typed === undefined) input.select();
  input.addEventListener("blur", () => close(cell, input.value));
}

function close(cell, text) {
  if (!cell.classList.contains("is-open")) return;
  cell.classList.remove("is-open");
  put(cell, text);
}

/** Writes a cell and marks it where it is another than it was. */
function put(cell, text) {
  const row = cell.parentElement;
  cell.textContent = text.trim();
  cell.classList.remove("is-faulty");
  cell.removeAttribute("aria-invalid");
  const changed = cell.textContent !== cell.dataset.was;
  cell.classList.toggle("is-changed", changed);
  if (changed && !("new" in row.dataset)) {
    cell.setAttribute("aria-description", form.dataset.changed.replace("0", cell.dataset.was));
  } else cell.removeAttribute("aria-description");
  if ("new" in row.dataset && cell.textContent && row === body.lastElementChild) addRow();
  tell();
}

function changes() {
  return [...body.rows].flatMap((row) => {
    const gone = row.classList.contains("is-gone");
    const cells = cellsOf(row).map((cell, index) => [heads[index].dataset.heading, cell]);
    const changed = cells.filter(([, cell]) => cell.textContent !== cell.dataset.was);
    if (!gone && !changed.length) return [];
    const version = "version" in row.dataset ? Number(row.dataset.version) : null;
    const texts = Object.fromEntries(changed.map(([heading, cell]) => [heading, cell.textContent]));
    return [{ key: row.dataset.key, version, gone, cells: texts }];
  });
}

function tell() {
  const number = changes().reduce((sum, row) => sum + (row.gone ? 1 : Object.keys(row.cells).length), 0);
  count.textContent = number ? form.dataset.count.replace("0", number) : form.dataset.none;
  document.querySelector("#check").disabled = number === 0;
  return number;
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageDown: [10, 0], PageUp: [-10, 0] };

table.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td");
  if (!cell || event.isComposing) return;
  if (cell.classList.contains("is-open")) typing(event, cell);
  else moving(event, cell);
});

function typing(event, cell) {
  const input = cell.firstElementChild;
  if (event.key === "Escape") {
    close(cell, cell.dataset.before);
    go(cell);
  } else if (event.key === "Enter" || event.key === "Tab") {
    event.preventDefault();
    close(cell, input.value);
    const back = event.shiftKey ? -1 : 1;
    go(event.key === "Enter" ? beside(cell, back, 0) : beside(cell, 0, back));
  }
}

function moving(event, cell) {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (STEPS[key] && !altKey) {
    event.preventDefault();
    go(beside(cell, ...STEPS[key]));
  } else if (key === "Home" || key === "End") {
    event.preventDefault();
    go(beside(cell, ctrlKey ? (key === "Home" ? -1e6 : 1e6) : 0, key === "Home" ? -1e6 : 1e6));
  } else if (key === "Enter" || key === "F2") {
    event.preventDefault();
    open(cell);
  } else if (key === "Delete" || key === "Backspace") {
    event.preventDefault();
    if (!cell.getAttribute("aria-readonly")) put(cell, "");
  } else if (key.length === 1 && !ctrlKey && !metaKey && !altKey) {
    event.preventDefault();
    open(cell, key === " " ? undefined : key);
  } else if (key === "Process" || event.keyCode === 229) open(cell, "");
}

table.addEventListener("dblclick", ({ target }) => {
  const cell = target.closest("td");
  if (cell && !cell.classList.contains("is-open")) open(cell);
});

table.addEventListener("click", ({ target }) => {
  const cell = target.closest("td");
  if (cell && !cell.classList.contains("is-open")) go(cell);
});

document.addEventListener("copy", (event) => {
  const cell = document.activeElement?.closest?.("#table td:not(.is-open)");
  if (!cell) return;
  event.clipboardData.setData("text/plain", cell.textContent);
  event.preventDefault();
});

/** A block of cells goes from the chosen cell rightwards and down; one with headings is told apart by the server. */
document.addEventListener("paste", (event) => {
  const cell = document.activeElement?.closest?.("#table td:not(.is-open)");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !text) return;
  event.preventDefault();
  const lines = parsed(text);
  const known = lines[0].filter((word) => heads.some((head) => head.dataset.heading === word.trim()));
  if (lines.length > 1 && known.length * 2 >= lines[0].length) return sendPasted(text);
  const columns = cellsOf(cell.parentElement).filter(visible).indexOf(cell);
  let row = cell.parentElement;
  for (const line of lines) {
    const cells = cellsOf(row).filter(visible).slice(columns);
    line.slice(0, cells.length).forEach((word, index) => {
      if (!cells[index].getAttribute("aria-readonly")) put(cells[index], word);
    });
    row = row.nextElementSibling ?? addRow();
  }
  go(cell);
});

/** Cells of a block as Excel copies it: tabs and lines; quoted where a cell has either in it. */
function parsed(text) {
  const lines = [[""]];
  let quoted = false;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < plain.length; at += 1) {
    const line = lines.at(-1);
    const letter = plain[at];
    if (quoted && letter === '"' && plain[at + 1] === '"') {
      line[line.length - 1] += '"';
      at += 1;
    } else if (letter === '"' && (quoted || line.at(-1) === "")) quoted = !quoted;
    else if (!quoted && letter === "\t") line.push("");
    else if (!quoted && letter === "\n") lines.push([""]);
    else line[line.length - 1] += letter === "\n" ? " " : letter;
  }
  return lines;
}

function sendPasted(text) {
  const field = document.createElement("textarea");
  field.name = "pasted";
  field.hidden = true;
  field.value = text;
  form.append(field);
  form.action = form.action.replace(/\/check/, "/paste");
  form.requestSubmit();
}

form.addEventListener("submit", () => {
  document.querySelector("#draft").value = JSON.stringify(changes());
  sending = true;
});

addEventListener("beforeunload", (event) => {
  if (!sending && tell()) event.preventDefault();
});

document.querySelector("#discard").addEventListener("click", () => {
  sending = true;
});

document.querySelector("#add").addEventListener("click", (event) => {
  event.preventDefault();
  const row = body.lastElementChild;
  row.scrollIntoView({ block: "center" });
  go(cellsOf(row)[0]);
});

const languages = document.querySelector("#languages");
languages.setAttribute("role", "button");
languages.addEventListener("click", (event) => {
  event.preventDefault();
  languages.setAttribute("aria-pressed", String(table.classList.toggle("shows-languages")));
});

const filter = document.querySelector(".guide-filter");
filter.addEventListener("input", narrow);
filter.addEventListener("submit", (event) => {
  event.preventDefault();
  narrow();
});

function narrow() {
  const { floor, section, q } = Object.fromEntries(new FormData(filter));
  const words = (q ?? "").normalize("NFKC").toLowerCase();
  let shown = 0;
  for (const row of body.rows) {
    const fits = "new" in row.dataset || (
      (!floor || row.dataset.floors.split(" ").includes(floor)) &&
      (!section || row.dataset.sections.split(" ").includes(section)) &&
      row.textContent.normalize("NFKC").toLowerCase().includes(words));
    row.hidden = !fits;
    shown += fits && !("new" in row.dataset);
  }
  document.querySelector("#none-found").hidden = shown > 0;
}
