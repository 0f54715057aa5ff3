// The filter form beside the map: a change asks for new data without a page load. Its button still
// works as it does without JavaScript.

import { el } from "sharedmap/map/dom.js";

const TYPING = 400;
const NAMED = ["body", "with"];
const QUALIFYING = ["with", "lineage"];

export class Filters {
  constructor(form, changed) {
    this.form = form;
    // What is in closed groups comes as text, so that the map is drawn before it is read.
    for (const text of form.querySelectorAll("noscript")) text.outerHTML = text.textContent;
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
    if (this.wasTicked) ask(0);
  }

  /** Whether something was ticked before anybody listened; not what a browser has put back. */
  get wasTicked() {
    const [{ type }] = performance.getEntriesByType("navigation");
    const boxes = [...this.form.querySelectorAll("input[type=checkbox]")];
    return type === "navigate" && boxes.some((box) => box.checked !== box.defaultChecked);
  }

  /** The form's values as a query string, without the empty ones. */
  get query() {
    const values = [...new FormData(this.form)].filter(([, value]) => value.trim());
    return new URLSearchParams(values).toString();
  }

  /** Puts a query string into the form, as the server would have drawn it. */
  set(query) {
    const asked = new URLSearchParams(query);
    const left = new Set(asked.keys());
    this.qualify(NAMED.some((name) => asked.get(name)));
    for (const each of this.form.querySelectorAll("input[type=hidden]")) each.remove();
    for (const box of this.form.querySelectorAll("input[type=checkbox]")) {
      box.checked = asked.getAll(box.name).includes(box.value);
      left.delete(box.name);
    }
    for (const field of this.form.querySelectorAll("input[type=search], input[type=date]")) {
      const [first, ...others] = asked.getAll(field.name);
      field.value = first ?? "";
      this.hide(field.name, others);
      left.delete(field.name);
    }
    for (const name of this.selectNames) {
      this.select(name, asked.getAll(name));
      left.delete(name);
    }
    for (const name of left) this.hide(name, asked.getAll(name));
    this.keepInStep();
  }

  /** The query string with parameters changed to these lists of values, put into the form. */
  change(wanted) {
    const asked = new URLSearchParams(this.query);
    for (const [name, values] of Object.entries(wanted)) {
      asked.delete(name);
      for (const value of values) asked.append(name, value);
    }
    this.set(asked.toString());
  }

  hide(name, values) {
    this.form.append(...values.map((value) => el("input", { type: "hidden", name, value })));
  }

  get selectNames() {
    return new Set([...this.form.querySelectorAll("select")].map((select) => select.name));
  }

  selectsOf(name) {
    return [...this.form.querySelectorAll(`select[name="${CSS.escape(name)}"]`)];
  }

  select(name, values) {
    for (const extra of this.selectsOf(name).slice(values.length + 1))
      extra.parentElement.remove();
    for (const [place, value] of values.entries()) {
      let select = this.selectsOf(name)[place];
      if (!select) {
        this.addOneLike(this.selectsOf(name).at(-1), place + 1);
        select = this.selectsOf(name)[place];
      }
      const option = [...select.options].find((each) => each.value === value);
      if (option) Object.assign(option, { hidden: false, disabled: false });
      else select.append(el("option", { value }, value));
      select.value = value;
    }
    for (const select of this.selectsOf(name).slice(values.length)) select.value = "";
  }

  /** How many each value would leave; what would leave nothing is out of the way. */
  showCounts(facets) {
    for (const group of this.form.querySelectorAll("details")) {
      let leads = false;
      for (const box of group.querySelectorAll("input[type=checkbox]")) {
        const label = box.labels[0]?.querySelector("[data-count]");
        const count = facets[box.name]?.[box.value] ?? 0;
        const isUseful = !label || count > 0 || box.checked;
        if (label) label.firstChild.data = count.toLocaleString("en-GB");
        box.parentElement.hidden = !isUseful;
        leads ||= isUseful;
      }
      for (const option of group.querySelectorAll("option[data-label]")) {
        const count = facets[option.parentElement.name]?.[option.value] ?? 0;
        const isUseful = count > 0 || option.selected;
        option.textContent = `${option.dataset.label} (${count.toLocaleString("en-GB")})`;
        Object.assign(option, { hidden: !isUseful, disabled: !isUseful });
        leads ||= isUseful;
      }
      for (const set of group.querySelectorAll("fieldset"))
        set.hidden = !set.querySelector(".govuk-checkboxes__item:not([hidden])");
      group.hidden = !leads;
    }
  }

  /** What only qualifies a body stands in the form once there is one, as the server draws it. */
  qualify(isNamed) {
    const held = QUALIFYING.flatMap((name) => [
      ...this.form.querySelectorAll(`.filters__field [name="${name}"]`),
    ]);
    if (!isNamed) for (const each of held) each.closest(".filters__field").remove();
    if (!isNamed || held.length) return;
    const bodies = this.selectsOf("body").at(-1);
    const made = document.querySelector("[data-map-qualifiers]").content.cloneNode(true);
    for (const box of made.querySelectorAll("input")) box.checked = false;
    for (const { value, dataset } of [...bodies.options].filter((option) => option.value)) {
      const { label } = dataset;
      made.querySelector("select").append(el("option", { value, "data-label": label }, label));
    }
    bodies.parentElement.after(made);
  }

  /** The form says what is chosen, and has room for one more, as the server draws it. */
  keepInStep() {
    this.qualify(NAMED.some((name) => this.selectsOf(name).some((select) => select.value)));
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
    for (const name of this.selectNames) {
      const selects = this.selectsOf(name);
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
