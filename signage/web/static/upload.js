// Uploads: files that are dropped, pasted or chosen go to the server at once, one after the other; each has a line
// with its picture, how far it is, a way to stop it, and what was wrong with it. The form then sends their assets.

for (const input of document.querySelectorAll("input[type=file][data-upload]")) begin(input);

function begin(input) {
  const words = input.dataset;
  const area = input.closest(".drop") ?? input.parentElement;
  const lines = document.createElement("ul");
  const news = document.createElement("p");
  const waiting = [];
  let busy = false;
  const field = input.name;

  lines.className = "upload-lines";
  news.className = "unseen";
  news.setAttribute("role", "status");
  area.append(lines, news);
  input.after(choosing(), pasting());
  input.form?.classList.add("has-uploads");
  // From here on the form sends assets, not files.
  input.removeAttribute("name");
  const wasRequired = input.required;
  if (words.asset) lines.append(keptLine(words.asset));

  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    take(files);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (files.length === 0 || event.defaultPrevented || input.disabled || input.offsetParent === null) return;
    event.preventDefault();
    take(files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });

  function take(files) {
    const wanted = input.multiple ? files : files.slice(0, 1);
    if (!input.multiple && wanted.length > 0) for (const old of [...lines.children]) old.remove();
    for (const file of wanted) {
      const line = lineOf(file.name);
      sketch(line.picture, file);
      lines.append(line.root);
      send(line, file);
    }
  }

  function send(line, file) {
    line.say(words.waits);
    line.offer(words.cancel, () => line.root.remove());
    waiting.push([line, file]);
    next();
  }

  function next() {
    if (busy) return;
    const [line, file] = waiting.shift() ?? [];
    if (!line) return finished();
    if (!line.root.isConnected) return next();
    busy = true;
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file);
    request.open("POST", words.upload);
    request.setRequestHeader("Accept", "application/json, text/plain;q=0.9");
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", ({ loaded, total }) => line.progress(loaded, total));
    request.upload.addEventListener("load", () => line.say(words.looks));
    request.addEventListener("load", () => {
      if (request.status === 201) done(line, JSON.parse(request.responseText));
      else failed(line, file, request.responseText.trim() || words.lost, request.status === 401 || request.status >= 500);
    });
    request.addEventListener("error", () => failed(line, file, words.lost, true));
    request.addEventListener("loadend", () => {
      busy = false;
      next();
    });
    line.say(words.goes);
    line.offer(words.cancel, () => {
      line.root.remove();
      request.abort();
      input.focus();
    });
    request.send(body);
  }

  function done(line, { asset, name, small }) {
    line.fill(asset, small);
    line.say(words.done);
    news.textContent = `${name}: ${words.done}`;
    changed(line.hidden, { asset, name, small });
  }

  /** What the file itself is the reason of will not go better a second time. */
  function failed(line, file, sentence, again) {
    line.fail(sentence);
    line.offer(words.remove, () => {
      line.root.remove();
      input.focus();
      finished();
    });
    if (again) line.offer(words.again, () => send(line, file), false);
  }

  /** The page that lists pictures lists the new ones too, once nothing is left to be said of any. */
  function finished() {
    if (words.then === "reload" && !busy && lines.querySelector(".is-done") && !lines.querySelector(".fault")) location.reload();
  }

  function changed(hidden, detail) {
    input.required = wasRequired && lines.querySelector("input") === null;
    (hidden ?? input).dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail }));
  }

  /** What the form had before. */
  function keptLine(asset) {
    const line = lineOf("");
    line.fill(asset, `${words.upload}/${asset}/small`);
    return line.root;
  }

  function lineOf(name) {
    const root = document.createElement("li");
    const title = document.createElement("span");
    const state = document.createElement("span");
    const bar = document.createElement("progress");
    const buttons = document.createElement("span");
    const middle = document.createElement("div");
    const line = { root, picture: document.createElement("canvas"), hidden: null };
    root.className = "upload-line";
    title.textContent = name;
    title.className = "upload-name";
    state.className = "upload-state";
    bar.className = "progress";
    bar.max = 1;
    bar.setAttribute("aria-label", name);
    bar.hidden = true;
    buttons.className = "buttons";
    line.picture.setAttribute("aria-hidden", "true");
    middle.append(title, document.createElement("br"), state, bar);
    root.append(line.picture, middle, buttons);

    line.say = (sentence) => {
      root.querySelector(".fault")?.remove();
      bar.hidden = sentence !== words.goes;
      state.textContent = sentence;
    };
    line.progress = (sent, whole) => {
      bar.value = whole ? sent / whole : 0;
      state.textContent = `${words.goes} ${megabytes(sent)} / ${megabytes(whole)} MB`;
    };
    line.offer = (word, act, alone = true) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button is-text is-small";
      button.textContent = word;
      button.setAttribute("aria-label", `${word}: ${name}`);
      button.addEventListener("click", act);
      if (alone) buttons.replaceChildren();
      buttons.append(button);
    };
    line.fail = (sentence) => {
      const fault = document.createElement("p");
      line.say("");
      fault.className = "fault";
      fault.setAttribute("role", "alert");
      fault.textContent = sentence;
      middle.append(fault);
    };
    line.fill = (asset, small) => {
      const image = document.createElement("img");
      image.src = small;
      image.alt = "";
      line.picture.replaceWith(image);
      line.hidden = document.createElement("input");
      line.hidden.type = "hidden";
      line.hidden.name = field;
      line.hidden.value = asset;
      root.append(line.hidden);
      root.classList.add("is-done");
      line.offer(words.remove, () => {
        root.remove();
        changed(null, null);
        input.focus();
      });
      if (words.then === "reload") buttons.replaceChildren();
    };
    return line;
  }

  /** In place of the browser's own button, which goes on saying that no file is chosen. */
  function choosing() {
    const label = document.createElement("label");
    label.className = "button is-outline";
    label.htmlFor = input.id;
    label.textContent = words.choose;
    label.setAttribute("aria-hidden", "true");
    input.classList.add("unseen");
    return label;
  }

  function pasting() {
    const hint = document.createElement("p");
    hint.className = "support";
    hint.textContent = words.paste;
    return hint;
  }

  function token() {
    return (input.form ?? document).querySelector("input[name=csrf_token]")?.value ?? "";
  }
}

/** A small picture before anything is sent; of what the browser cannot read (HEIC) there is none. */
async function sketch(canvas, file) {
  try {
    const picture = await createImageBitmap(file, { resizeHeight: 128 });
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    picture.close();
  } catch {
    canvas.width = canvas.height = 1;
  }
}

function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1);
}
