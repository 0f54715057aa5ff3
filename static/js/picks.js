// Ticking arrangements to compare: how many are ticked, and that they are no more than can be shown.
// Ticks last while the window is open, so that they can be of several pages of a list.

const HELD = "sharedmap-picks";

export function watch(form) {
  const most = Number(form.dataset.picks);
  const said = form.querySelector("[role=status]");
  const clear = form.querySelector("[data-picks-clear]");
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  let elsewhere = [];

  const show = () => {
    const here = boxes.filter((box) => box.checked).length;
    said.textContent = sentence(here + elsewhere.length, elsewhere.length, most);
    clear.hidden = here + elsewhere.length === 0;
    form.classList.toggle("picks--held", elsewhere.length > 0);
    for (const each of form.querySelectorAll("[type=hidden]")) each.remove();
    form.prepend(...elsewhere.map(hidden));
    return here + elsewhere.length <= most;
  };
  const take = (references) => {
    const onPage = new Set(boxes.map((box) => box.value));
    for (const box of boxes) box.checked = references.includes(box.value);
    elsewhere = references.filter((each) => !onPage.has(each));
    show();
  };
  const keep = () => {
    write([...elsewhere, ...boxes.filter((box) => box.checked).map((box) => box.value)]);
    return show();
  };
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    if (!keep()) event.preventDefault();
  });
  clear.addEventListener("click", () => {
    write([]);
    take([]);
    said.focus();
  });
  take(read());
  // Back from the comparison, a browser may have other ticks than were made since.
  window.addEventListener("pageshow", () => take(read()));
}

function hidden(value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name: "arrangement", value });
}

function sentence(ticked, elsewhere, most) {
  const where = elsewhere ? `, ${elsewhere} of them not on this page` : "";
  if (ticked > most)
    return `${ticked} are ticked${where}. Up to ${most} can be compared: take ${ticked - most} away.`;
  if (ticked) return `${ticked} ticked${where}, up to ${most} can be.`;
  return `Tick up to ${most}.`;
}

// A browser may be told to keep nothing; then ticks last as long as the page.
function read() {
  try {
    const held = JSON.parse(sessionStorage.getItem(HELD));
    return Array.isArray(held) ? held.map(String) : [];
  } catch {
    return [];
  }
}

function write(references) {
  try {
    sessionStorage.setItem(HELD, JSON.stringify(references));
  } catch {
    return;
  }
}
