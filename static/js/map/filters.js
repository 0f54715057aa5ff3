// The filter form beside the map: a change asks for new data without a page load. Its button still
// works as it does without JavaScript.

import { el } from "sharedmap/map/dom.js";

const TYPING = 400;

export class Filters {
  constructor(form, changed) {
    this.form = form;
    let waiting;
    const ask = (delay) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        this.keepInStep();
        changed(this.query);
      }, delay);
    };
    form.addEventListener("change", () => ask(0));
    form.addEventListener("input", (event) => event.target.type === "search" && ask(TYPING));
  }

  /** The form's values as a query string, without the empty ones. */
  get query() {
    const values = [...new FormData(this.form)].filter(([, value]) => value.trim());
    return new URLSearchParams(values).toString();
  }

  /** The form says what is chosen, and has room for one more, as the server draws it. */
  keepInStep() {
    for (const group of this.form.querySelectorAll("details")) {
      const chosen = [...group.querySelectorAll("input:checked, select")].filter(
        (each) => each.value,
      );
      group.querySelector(".filters__count")?.remove();
      if (chosen.length) {
        group
          .querySelector("summary")
          .append(" ", el("span", { class: "filters__count" }, `${chosen.length} chosen`));
      }
    }
    const names = new Set([...this.form.querySelectorAll("select")].map((select) => select.name));
    for (const name of names) {
      const selects = [...this.form.querySelectorAll(`select[name="${CSS.escape(name)}"]`)];
      if (selects.every((select) => select.value))
        this.addOneLike(selects.at(-1), selects.length + 1);
    }
  }

  addOneLike(select, number) {
    const held = select.parentElement.cloneNode(true);
    const [label, copy] = [held.querySelector("label"), held.querySelector("select")];
    copy.id = `filter-${select.name}-${number}`;
    copy.value = "";
    label.htmlFor = copy.id;
    if (!label.textContent.startsWith("or "))
      label.textContent = `or ${label.textContent.toLowerCase()}`;
    select.parentElement.after(held);
  }
}
