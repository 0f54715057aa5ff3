// Finding a body by any name it has or had, an arrangement or a service: a text box with a list of
// what fits.

import { el } from "sharedmap/map/dom.js";
import { SHOWN, fits, leftOut, near } from "sharedmap/map/find.js";

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
    if (!held || !text) return;
    const whole = await this.whole();
    if (this.input.value.trim() !== text || this.list.hidden) return;
    const found = [...here, ...leftOut(text, held, whole, this.names)].slice(0, SHOWN);
    this.show(found, text, found.length ? [] : near(text, held, whole, this.names));
  }

  show(found, text, nearly = []) {
    const none = Boolean(this.held && text && !found.length);
    const search = { text: `Search all bodies for “${text}”`, more: "", isSearch: true };
    this.found = none ? [...nearly, search] : found;
    this.isGuess = none;
    this.options = this.found.map((entry, number) => this.option(entry, number));
    const note = nearly.length ? "No such name on this map. Did you mean:" : "No such name on this map";
    this.list.replaceChildren(
      ...(none
        ? [el("li", { class: "map-found__none", role: "option", "aria-disabled": "true" }, note)]
        : []),
      ...this.options,
    );
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
      // A name that nothing has is a question, and the first near one no answer to it.
      if (this.isGuess && this.active < 0) this.move(1);
      else this.take(Math.max(this.active, 0));
    }
  }

  move(by) {
    if (!this.found.length) return;
    this.active =
      (this.active + by + this.found.length + (this.active < 0 && by < 0 ? 1 : 0)) %
      this.found.length;
    this.found.forEach((_, number) =>
      this.options[number].setAttribute("aria-selected", String(number === this.active)),
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
