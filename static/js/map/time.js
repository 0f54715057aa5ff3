// "As at": a slider and buttons for the day in the query, a year a step. A year stands for its
// 31 March, on which councils close their books and after which most of them come and go. After
// today come the days on which plans would replace councils.

import { el } from "sharedmap/map/dom.js";

const FIRST_YEAR = 2005;
const YEAR_ENDS = "-03-31";
const PAUSE = 180;
const IN_WORDS = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "31 March 2012" for 2012-03-31. */
export const dayInWords = (day) => IN_WORDS.format(new Date(`${day}T00:00:00Z`));

/** The days that the slider steps through: 31 March of each year, today, and the planned days. */
export function stepsTo(today, planned = []) {
  const days = [];
  for (let year = FIRST_YEAR; `${year}${YEAR_ENDS}` < today; year += 1)
    days.push(`${year}${YEAR_ENDS}`);
  return [...days, today, ...planned];
}

/** The step at or before a day; the first for all that came before. */
export function stepOf(day, steps) {
  return Math.max(steps.findLastIndex((step) => step <= day), 0);
}

export class Time {
  /** Calls changed with a day, or "" for all times, and whether that day is a planned one. */
  constructor(form, { changed }) {
    Object.assign(this, { form, changed, days: [] });
    this.slider = form.querySelector("[data-map-slider]");
    this.words = form.querySelector("output");
    [this.back, this.forward, this.all] = ["back", "forward", "all"].map((name) =>
      form.querySelector(`[data-map-${name}]`),
    );
    this.today = form.dataset.today;
    this.steps = stepsTo(this.today, form.dataset.planned.split(" ").filter(Boolean));
    Object.assign(this.slider, { min: 0, max: this.steps.length - 1 });
    this.drawScale(form.querySelector("[data-map-scale]"));
    this.slider.addEventListener("input", () => this.slide(PAUSE));
    this.slider.addEventListener("change", () => this.slide(0));
    this.back.addEventListener("click", () => this.take(this.neighbour(-1)));
    this.forward.addEventListener("click", () => this.take(this.neighbour(1)));
    this.all.addEventListener("click", () => this.take(""));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const control of [this.slider, this.back, this.forward, this.all])
      control.disabled = false;
  }

  /** Says which days the query asks about, or which it asks for as planned; none for all times. */
  show(days, planned = "") {
    // What was slid to since is waiting to be asked for.
    if (this.waiting) return;
    this.days = planned ? [planned] : days;
    const [day] = this.days;
    this.slider.value = stepOf(day ?? this.today, this.steps);
    this.say(planned ? inWords(planned, true) : days.map(dayInWords).join(" or "));
    this.back.disabled = Boolean(day) && day <= this.steps[0];
    this.forward.disabled = (day ?? this.today) >= this.steps.at(-1);
    this.form.classList.toggle("is-off", !day);
    this.form.classList.toggle("is-planned", Boolean(planned));
    this.all.hidden = !day;
  }

  say(words) {
    this.words.textContent = words || "All times";
    this.slider.setAttribute("aria-valuetext", words || "All times");
  }

  isPlanned(day) {
    return day > this.today;
  }

  slide(delay) {
    const day = this.steps[this.slider.value];
    this.form.classList.remove("is-off");
    this.say(inWords(day, this.isPlanned(day)));
    if (!delay && !this.waiting && this.days.length === 1 && this.days[0] === day) return;
    this.later(day, delay);
  }

  take(day) {
    this.later(day, 0);
    this.say(day && inWords(day, this.isPlanned(day)));
  }

  later(day, delay) {
    clearTimeout(this.waiting);
    const ask = () => {
      this.waiting = undefined;
      const isPlanned = this.isPlanned(day);
      this.show(day && !isPlanned ? [day] : [], isPlanned ? day : "");
      this.changed(day, isPlanned);
    };
    if (delay) this.waiting = setTimeout(ask, delay);
    else ask();
  }

  /** The next step before (-1) or after (1) the day that is shown; of all times, today and on. */
  neighbour(direction) {
    const [day] = this.days;
    if (direction > 0) return this.steps.find((step) => step > (day ?? this.today)) ?? day;
    return day ? this.steps.findLast((step) => step < day) ?? this.steps[0] : this.today;
  }

  /** The years under the slider: each fifth, today and the last by a name that takes one there. */
  drawScale(scale) {
    const last = this.steps.length - 1;
    const now = this.steps.indexOf(this.today);
    const at = (place) => `${(place / last) * 100}%`;
    for (const [place, step] of this.steps.entries()) {
      const year = step.slice(0, 4);
      const name = place === now ? "today" : year;
      const isNamed = place === now || (place < now ? year % 5 === 0 && place < now - 3 : place === last);
      const tick = isNamed ? this.named(name, step) : el("span", { class: "asat__tick" });
      tick.classList.toggle("asat__tick--last", place === now);
      tick.style.left = at(place);
      scale.append(tick);
    }
    if (now === last) return;
    const future = el("span", { class: "asat__future" });
    Object.assign(future.style, { left: at(now), right: "0" });
    scale.append(future);
  }

  named(name, day) {
    const label = `${name === "today" ? "Today, " : ""}${inWords(day, this.isPlanned(day))}`;
    return el(
      "button",
      {
        class: "asat__tick asat__tick--named",
        type: "button",
        "aria-label": label,
        onclick: () => this.take(day),
      },
      name,
    );
  }
}

const inWords = (day, isPlanned) => dayInWords(day) + (isPlanned ? ", planned" : "");
