// Parts of a page that were drawn again by the server are put in where they are different; the focus stays.

const before = new WeakMap();

export function show(place, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const focus = document.activeElement?.id || document.activeElement?.value;
  const typed = document.getElementById("number")?.value;
  const found = partsOf(fresh.content);
  const known = partsOf(place);
  if (found.map(({ id }) => id).join() === known.map(({ id }) => id).join()) {
    known.forEach((part, index) => put(part, found[index]));
  } else {
    place.replaceChildren(fresh.content);
    document.getElementById("number").value = typed ?? "";
  }
  if (focus && document.activeElement === document.body) again(place, focus)?.focus();
}

/** As it came is compared with as it comes: what is open or typed in a part is no difference. */
function put(part, fresh) {
  const html = fresh.innerHTML;
  if ((before.get(part) ?? part.innerHTML) === html) return;
  part.innerHTML = html;
  before.set(part, html);
}

function partsOf(root) {
  return [...root.querySelectorAll("[data-part]")];
}

function again(place, name) {
  return document.getElementById(name) ?? place.querySelector(`[value="${CSS.escape(name)}"]`);
}
