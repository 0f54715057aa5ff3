// Suggestions under a search box: bodies by any name, services and arrangements; or bodies alone, to
// fill a field in. Without them, or where none is chosen, the form works as it does without scripts.

import { el } from "sharedmap/map/dom.js";

const SHORTEST = 2;
const WAIT = 150;
const KINDS = { body: "Body", service: "Service", arrangement: "Arrangement", search: "Search" };

export class Suggest {
  constructor(input) {
    this.input = input;
    this.address = input.dataset.suggest;
    this.found = [];
    this.active = -1;
    this.list = el("ul", {
      class: "suggest__list",
      id: `${input.id}-found`,
      role: "listbox",
      "aria-label": "Suggestions",
    });
    this.list.hidden = true;
    this.status = el("div", { class: "govuk-visually-hidden", role: "status" });
    input.after(this.list, this.status);
    input.autocomplete = "off";
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // Somebody may have typed while this was still coming.
    if (document.activeElement === input) this.ask();
  }

  /** Asks once the typing pauses; an answer to what is no longer there is passed over. */
  ask() {
    clearTimeout(this.waiting);
    const text = this.input.value.trim();
    if (text.length < SHORTEST) {
      this.close();
      return;
    }
    this.waiting = setTimeout(() => this.fetch(text), WAIT);
  }

  async fetch(text) {
    const answer = await this.answer(text);
    const isWanted = document.activeElement === this.input && this.input.value.trim() === text;
    if (isWanted) this.show(answer);
  }

  /** What is found; nothing where the site cannot be reached, for the form works without. */
  async answer(text) {
    try {
      const address = new URL(this.address, window.location);
      address.searchParams.set("q", text);
      const response = await fetch(address);
      return response.ok ? (await response.json()).found : [];
    } catch {
      return [];
    }
  }

  show(found) {
    this.found = found;
    this.active = -1;
    this.list.replaceChildren(...found.map((one, number) => this.option(one, number)));
    this.toggle(found.length > 0);
    const many = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
    this.status.textContent = found.length ? `${many}. Use the arrow keys.` : "No suggestions.";
  }

  option({ kind, text, more }, number) {
    return el(
      "li",
      // The press must not take the focus, or the list would be gone before the click.
      {
        class: "suggest__one",
        id: `${this.list.id}-${number}`,
        role: "option",
        "aria-selected": "false",
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.go(number),
      },
      el("span", { class: "suggest__text" }, text),
      " ",
      el("span", { class: "suggest__more" }, `${KINDS[kind]}: ${more}`),
    );
  }

  key(event) {
    if (this.list.hidden) return;
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) this.go(this.active);
    else return;
    event.preventDefault();
  }

  /** One place on or back; before the first and past the last is the text itself. */
  move(by) {
    const places = this.found.length + 1;
    this.active = ((this.active + 1 + by + places) % places) - 1;
    [...this.list.children].forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === this.active));
    });
    if (this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.list.children[this.active].id);
  }

  go(number) {
    this.close();
    if ("suggestFill" in this.input.dataset) this.input.value = this.found[number].text;
    else window.location.assign(this.found[number].address);
  }

  close() {
    clearTimeout(this.waiting);
    this.status.textContent = "";
    this.toggle(false);
  }

  toggle(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }
}
