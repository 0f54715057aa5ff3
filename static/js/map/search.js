// Finding a body or an arrangement by name: a text box with a list of what fits.

import { choiceOfArrangement, choiceOfBody } from "sharedmap/map/choice.js";
import { el } from "sharedmap/map/dom.js";

const SHOWN = 8;

export const folded = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The best fits for what was typed: names that begin with it, then those that hold its words. */
export function fits(text, catalogue) {
  const words = folded(text).split(" ").filter(Boolean);
  if (!words.length) return [];
  const entries = [
    ...catalogue.bodies.map((body) => ({
      text: body.name,
      key: body.slug,
      more: body.kindLabel,
      rank: 0,
      choice: () => choiceOfBody(body),
    })),
    ...catalogue.arrangements.map((each) => ({
      text: each.name,
      key: each.reference,
      more: each.reference,
      rank: 1,
      choice: () => choiceOfArrangement(each),
    })),
  ];
  return entries
    .map((entry) => ({ ...entry, name: folded(`${entry.text} ${entry.rank ? entry.more : ""}`) }))
    .filter(({ name }) => words.every((word) => name.includes(word)))
    .map((entry) => ({
      ...entry,
      rank: entry.rank + (entry.name.startsWith(words.join(" ")) ? 0 : 2),
    }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, SHOWN);
}

/** The same from the whole catalogue, as far as the filters leave it out of this one. */
const leftOut = (text, catalogue, whole) =>
  fits(text, whole)
    .filter(({ key }) => !catalogue.bySlug.has(key) && !catalogue.byReference.has(key))
    .map((entry) => ({ ...entry, more: "left out by the filters", isLeftOut: true }));

export class Search {
  /** Called with what is chosen: choose and leftOut with a choice, searchBodies with the text. */
  constructor(container, { choose, whole, leftOut: choosePast, searchBodies }) {
    this.input = container.querySelector("[data-map-search]");
    this.list = container.querySelector("[data-map-found]");
    Object.assign(this, { choose, whole, choosePast, searchBodies });
    this.found = [];
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("focus", () => this.input.value && this.open());
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
    const here = held ? fits(text, held) : [];
    this.active = -1;
    this.show(here, text);
    const whole = held && text ? await this.whole() : held;
    if (whole === held || this.input.value.trim() !== text || this.list.hidden) return;
    this.show([...here, ...leftOut(text, held, whole)].slice(0, SHOWN), text);
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
    else if (one.isLeftOut) this.choosePast(one.choice());
    else this.choose(one.choice());
  }
}
