// Finding a body by any name it has or had, an arrangement or a service: a text box with a list of
// what fits.

import { choiceOfArrangement, choiceOfBody } from "sharedmap/map/choice.js";
import { el } from "sharedmap/map/dom.js";

const SHOWN = 8;

const known = new Map();

/** A text in plain small letters and digits, to compare. */
export function folded(text) {
  if (!known.has(text)) known.set(text, plain(text));
  return known.get(text);
}

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** What can be found in a catalogue: `names` has, by slug, the other names of bodies. */
function entriesOf(catalogue, names) {
  return [
    ...catalogue.bodies.map((body) => ({
      text: body.name,
      key: body.slug,
      more: body.kindLabel,
      others: names[body.slug] ?? [],
      rank: 0,
      take: { choice: () => choiceOfBody(body) },
    })),
    ...catalogue.services.map((service) => ({
      text: service.name,
      key: `service ${service.code}`,
      more: "service: filter the map by it",
      others: [],
      rank: 1,
      take: { service },
    })),
    ...catalogue.arrangements.map((each) => ({
      text: each.name,
      key: each.reference,
      more: each.reference,
      others: [each.reference],
      rank: 2,
      take: { choice: () => choiceOfArrangement(each) },
    })),
  ];
}

/** How well an entry fits the words: 0 begins with them, 1 holds them, 2 by another name. */
function fitOf(entry, words) {
  const holds = (name) => words.every((word) => name.includes(word));
  const name = folded(entry.text);
  if (holds(name)) return { fit: name.startsWith(words.join(" ")) ? 0 : 1 };
  const other = entry.others.find((each) => holds(folded(each)));
  return other && { fit: 2, other: other === entry.more ? "" : other };
}

/** The best fits for what was typed, each with the other name by which it was found. */
export function fits(text, catalogue, names = {}) {
  const words = folded(text).split(" ").filter(Boolean);
  if (!words.length) return [];
  return entriesOf(catalogue, names)
    .map((entry) => ({ ...entry, ...fitOf(entry, words) }))
    .filter(({ fit }) => fit !== undefined)
    .map((entry) => (entry.other ? { ...entry, more: `also ${entry.other}` } : entry))
    .sort((one, other) => one.fit - other.fit || one.rank - other.rank)
    .slice(0, SHOWN);
}

/** The same from the whole catalogue, as far as the filters leave it out of this one. */
const leftOut = (text, catalogue, whole, names) =>
  fits(text, whole, names)
    .filter(({ key, take }) => take.choice && !catalogue.bySlug.has(key) && !catalogue.byReference.has(key))
    .map((entry) => ({ ...entry, more: "left out by the filters", isLeftOut: true }));

export class Search {
  /** Called with what is chosen: choose and leftOut with a choice, filter with a service,
   * searchBodies with the text. */
  constructor(container, { choose, whole, names, leftOut: choosePast, filter, searchBodies }) {
    this.input = container.querySelector("[data-map-search]");
    this.list = container.querySelector("[data-map-found]");
    Object.assign(this, { choose, whole, choosePast, filter, searchBodies });
    this.names = {};
    this.found = [];
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("focus", () => this.input.value && this.open());
    // Without them a body is still found by the name it has.
    const fetchNames = () => names().then((found) => (this.names = found), () => {});
    this.input.addEventListener("focus", fetchNames, { once: true });
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  set catalogue(catalogue) {
    this.held = catalogue;
    this.input.disabled = false;
  }

  async open() {
    const { held } = this;
    const text = this.input.value.trim();
    const here = held ? fits(text, held, this.names) : [];
    this.active = -1;
    this.show(here, text);
    const whole = held && text ? await this.whole() : held;
    if (whole === held || this.input.value.trim() !== text || this.list.hidden) return;
    this.show([...here, ...leftOut(text, held, whole, this.names)].slice(0, SHOWN), text);
  }

  show(found, text) {
    const none = Boolean(this.held && text && !found.length);
    this.found = none
      ? [{ text: `Search all bodies for “${text}”`, more: "", isSearch: true }]
      : found;
    this.list.replaceChildren(
      ...this.found.map((entry, number) => this.option(entry, number)),
    );
    if (none) {
      this.list.append(
        el(
          "li",
          { class: "map-found__none", role: "option", "aria-disabled": "true" },
          "Nothing on this map has that name",
        ),
      );
    }
    this.toggle(this.found.length > 0);
    if (this.active >= 0) this.move(0);
  }

  option({ text, more }, number) {
    return el(
      "li",
      // The press must not take the focus, or the list would be gone before the click.
      {
        class: "map-found__one",
        id: `${this.list.id}-${number}`,
        role: "option",
        "aria-selected": "false",
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.take(number),
      },
      text,
      " ",
      el("span", { class: "map-found__more" }, more),
    );
  }

  close() {
    this.toggle(false);
  }

  toggle(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      this.close();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.open();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.take(Math.max(this.active, 0));
    }
  }

  move(by) {
    if (!this.found.length) return;
    this.active =
      (this.active + by + this.found.length + (this.active < 0 && by < 0 ? 1 : 0)) %
      this.found.length;
    this.found.forEach((_, number) =>
      this.list.children[number].setAttribute("aria-selected", String(number === this.active)),
    );
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
  }

  take(number) {
    const one = this.found[number];
    if (!one) return;
    const text = this.input.value.trim();
    this.input.value = "";
    this.close();
    if (one.isSearch) this.searchBodies(text);
    else if (one.isLeftOut) this.choosePast(one.take.choice());
    else if (one.take.service) this.filter(one.take.service);
    else this.choose(one.take.choice());
  }
}
