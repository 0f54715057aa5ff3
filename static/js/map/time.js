// "As at": a slider and buttons for the day in the query, a year a step. A year stands for its
// 31 March, on which councils close their books and after which most of them come and go.

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

/** The days that the slider steps through, the last of them today. */
export function stepsTo(today) {
  const days = [];
  for (let year = FIRST_YEAR; `${year}${YEAR_ENDS}` < today; year += 1)
    days.push(`${year}${YEAR_ENDS}`);
  return [...days, today];
}

/** The step at or before a day; the first for all that came before. */
export function stepOf(day, steps) {
  return Math.max(steps.findLastIndex((step) => step <= day), 0);
}

export class Time {
  /** Calls changed with a day, or "" for all times. */
  constructor(form, { changed }) {
    Object.assign(this, { form, changed, days: [] });
    this.slider = form.querySelector("[data-map-slider]");
    this.words = form.querySelector("output");
    [this.back, this.forward, this.all] = ["back", "forward", "all"].map((name) =>
      form.querySelector(`[data-map-${name}]`),
    );
    this.steps = stepsTo(form.dataset.today);
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

  /** Says which days the query asks about; none for all times. */
  show(days) {
    // What was slid to since is waiting to be asked for.
    if (this.waiting) return;
    this.days = days;
    const [day] = days;
    this.slider.value = day ? stepOf(day, this.steps) : this.steps.length - 1;
    this.say(days.map(dayInWords).join(" or "));
    this.back.disabled = Boolean(day) && day <= this.steps[0];
    this.forward.disabled = !day || day >= this.steps.at(-1);
    this.form.classList.toggle("is-off", !day);
    this.all.hidden = !day;
  }

  say(words) {
    this.words.textContent = words || "All times";
    this.slider.setAttribute("aria-valuetext", words || "All times");
  }

  slide(delay) {
    const day = this.steps[this.slider.value];
    this.form.classList.remove("is-off");
    this.say(dayInWords(day));
    if (!delay && !this.waiting && this.days.length === 1 && this.days[0] === day) return;
    this.later(day, delay);
  }

  take(day) {
    this.later(day, 0);
    this.say(day && dayInWords(day));
  }

  later(day, delay) {
    clearTimeout(this.waiting);
    const ask = () => {
      this.waiting = undefined;
      this.show(day ? [day] : []);
      this.changed(day);
    };
    if (delay) this.waiting = setTimeout(ask, delay);
    else ask();
  }

  /** The next step before (-1) or after (1) the day that is shown. */
  neighbour(direction) {
    const [day] = this.days;
    if (!day) return this.steps.at(-1);
    const steps = direction < 0 ? this.steps.filter((step) => step < day) : this.steps;
    return direction < 0 ? steps.at(-1) ?? this.steps[0] : this.after(day);
  }

  after(day) {
    return this.steps.find((step) => step > day) ?? this.steps.at(-1);
  }

  /** The years under the slider, each fifth by its number. */
  drawScale(scale) {
    const last = this.steps.length - 1;
    for (const [place, step] of this.steps.entries()) {
      const year = Number(step.slice(0, 4));
      const isNamed = year % 5 === 0 && place < last - 3;
      const tick = el("span", { class: isNamed ? "asat__tick asat__tick--named" : "asat__tick" });
      tick.style.left = `${(place / last) * 100}%`;
      if (isNamed) tick.append(String(year));
      else if (place === last) {
        tick.classList.add("asat__tick--last");
        tick.append("today");
      }
      scale.append(tick);
    }
  }
}
