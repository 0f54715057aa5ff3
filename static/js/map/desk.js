// What a reader works the map with, from its first drawing on: keeps chart, panel, search, time,
// table, filters and address in step, and says aloud what changed.

import { addressesOf } from "sharedmap/map/addresses.js";
import { choiceFromHash, choiceOfBody, choiceOfPair, NOTHING } from "sharedmap/map/choice.js";
import { DataProblem, fetchJson } from "sharedmap/map/data.js";
import { counted } from "sharedmap/map/dom.js";
import { Filters } from "sharedmap/map/filters.js";
import { Inset } from "sharedmap/map/insets.js";
import { PageWords } from "sharedmap/map/page.js";
import { Panel } from "sharedmap/map/panel.js";
import { Reach } from "sharedmap/map/reach.js";
import { Save } from "sharedmap/map/save.js";
import { Search } from "sharedmap/map/search.js";
import { isOfMap, placeless, queryOfData, readHash, writeHash } from "sharedmap/map/state.js";
import { Table } from "sharedmap/map/table.js";
import { dayInWords, Time } from "sharedmap/map/time.js";
import { CROWDED } from "sharedmap/map/view.js";
import { Words } from "sharedmap/map/words.js";

export class Desk {
  /** drawn: a promise of the catalogue whose marks and lines are drawn; none where there is none. */
  constructor(section, { chart, backdrop, answers, state, drawn }) {
    const { dataset } = section;
    const part = (name) => document.querySelector(`[data-map-${name}]`);
    Object.assign(this, { section, chart, backdrop, answers, state });
    Object.assign(this, { query: dataset.query, choice: NOTHING });
    this.live = part("live");
    const choose = (choice) => this.choose(choice, { focus: true });
    const point = (thing) => this.chart.point(thing);
    const addresses = addressesOf(dataset);
    this.addresses = addresses;
    this.page = new PageWords({ changed: (query) => this.filter(query) });
    this.panel = new Panel(part("panel"), {
      addresses,
      choose,
      point,
      loosen: (query) => this.filter(query).then(() => this.panel.focus()),
      showNotKnown: () => this.setFlag("known", true),
    });
    this.search = new Search(section, {
      choose,
      whole: () => this.whole(),
      names: () => fetchJson(dataset.names),
      leftOut: (choice) => this.leftOut(choice, { focus: true }),
      filter: ({ code }) => this.filterByService(code),
      searchBodies: (text) => location.assign(addresses.search(text)),
    });
    const [table, form, time] = [part("table"), part("filters"), part("time")];
    this.table = table && new Table(table, { addresses, choose });
    if (form)
      this.filters = new Filters(form.querySelector("form"), (query) => this.ask(query));
    if (time) this.time = new Time(time, { changed: (...asked) => this.setDay(...asked) });
    this.flags = Object.fromEntries(["known", "through"].map((name) => [name, part(name)]));
    for (const [name, box] of Object.entries(this.flags))
      box?.addEventListener("change", () => this.setFlag(name, box.checked));
    chart.onHover({ describe, choiceOf, say: (words) => this.say(words) });
    chart.furnish({
      insets: CROWDED.map((place) => new Inset(place, chart)),
      words: new Words(chart),
      reach: new Reach(chart),
    });
    this.save = new Save(section, this.chart, () => this.inPicture());
    this.chart.onPick((found) => this.picked(found));
    this.chart.view.onMoved((place) => this.moved(place));
    section.addEventListener(
      "click",
      (event) => event.target.closest("[data-let-go]") && this.letGo(),
    );
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.letGo());
    // A step back or forward through what was shown here, or a link to a choice.
    window.addEventListener("popstate", ({ state: ours }) => {
      if (ours || isOfMap(location.hash)) this.goBack();
    });
    this.start(drawn);
  }

  start(drawn) {
    this.showFlags();
    if (drawn) {
      this.ask(this.query, { drawn });
      return;
    }
    this.section.setAttribute("aria-busy", "false");
    this.time?.show([]);
    const why = "Nothing is shown, so that you do not take a wrong answer for a right one.";
    this.panel.problem(why, "Show everything", () => this.filter(""));
  }

  /** Asks for the data of a query string and shows it; a later question overtakes an earlier.
   * `kept`: with the choice and the view that the address has. */
  async ask(query, { drawn, kept = Boolean(drawn) } = {}) {
    this.asked = query;
    this.section.setAttribute("aria-busy", "true");
    let catalogue;
    try {
      catalogue = await (drawn ?? this.answers.of(this.dataQuery(query)));
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof DataProblem)) throw error;
      this.section.setAttribute("aria-busy", "false");
      this.panel.problem(error.message, "Try again", () => this.ask(query));
      this.say(error.message);
      return;
    }
    if (this.asked !== query) return;
    this.section.setAttribute("aria-busy", "false");
    const before = this.catalogue;
    this.catalogue = catalogue;
    this.query = catalogue.query;
    this.search.catalogue = catalogue;
    if (!drawn) this.chart.draw(catalogue);
    // The areas and borders of the day whose bodies are shown.
    this.backdrop.show(catalogue.ground);
    if (!kept) this.frameAll(before);
    this.showFlags();
    this.time?.show(catalogue.days, catalogue.planned);
    this.filters?.showCounts(catalogue.facets);
    if (!drawn) this.page.show(catalogue);
    if (kept) {
      await this.restore();
      return;
    }
    // All that is typed, and all days that are slid through, are one step.
    const slides = Boolean(before) && isOneStep(before.query, catalogue.query);
    const step = Boolean(before) && !(slides && this.slid);
    this.choose(choiceFromHash(this.state.choice, catalogue), { quiet: true, keep: true, step });
    this.slid = slides;
    if (this.choice === NOTHING && this.state.choice) this.lost();
    this.say(catalogue.sentence);
  }

  dataQuery(query) {
    return queryOfData(query, this.state);
  }

  /** Puts a query string into the form and asks for it. */
  filter(query) {
    this.filters?.set(query);
    return this.ask(query);
  }

  filterByService(code) {
    if (!this.filters) {
      location.assign(this.addresses.map({ service: code }));
      return;
    }
    this.filters.change({ service: [code] });
    this.ask(this.filters.query);
  }

  /** A day that has been asks what ran, one that is planned what would stand then. */
  setDay(day, isPlanned) {
    const days = day ? [day] : [];
    this.filters.change({ on: isPlanned ? [] : days, planned: isPlanned ? days : [] });
    this.ask(this.filters.query);
  }

  setFlag(name, value) {
    this.state[name] = value;
    this.ask(this.asked ?? this.query);
  }

  showFlags() {
    for (const [name, box] of Object.entries(this.flags)) if (box) box.checked = this.state[name];
    // As planned, bodies of today have given way already.
    if (this.flags.through) this.flags.through.parentElement.hidden = Boolean(this.catalogue?.planned);
    const mayBe = this.catalogue?.running?.[2];
    const words = this.flags.known?.labels[0];
    if (!words) return;
    words.parentElement.hidden = !mayBe;
    words.textContent = `Also the ${(mayBe ?? 0).toLocaleString("en-GB")} not known, faint`;
  }

  /** The whole country, or with filters as much of it as holds what they let through; on another
   * day, or where the address has a view that nothing has been drawn in, what is in sight stays. */
  frameAll(before) {
    if (before ? placeless(before.query) === placeless(this.query) : this.state.view) return;
    if (placeless(this.query)) this.chart.view.fit(this.catalogue.bodies);
    else this.chart.view.showWhole();
    this.state.view = null;
  }

  moved(place) {
    this.state.view = place;
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.keepAddress(), 250);
  }

  /** The data without any filter, to say of what they leave out that it is there. */
  async whole() {
    if (!this.catalogue.chips.length) return this.catalogue;
    try {
      return await this.answers.kept("");
    } catch {
      return this.catalogue;
    }
  }

  /** Shows what the address, to which the reader has gone back or forward, asks for. */
  goBack() {
    clearTimeout(this.writing);
    const query = location.search.slice(1);
    if (!this.filters || query === this.query) return this.restore();
    this.state = readHash(location.hash);
    this.filters.set(query);
    return this.ask(query, { kept: true });
  }

  async restore() {
    const state = readHash(location.hash);
    const asks = this.dataQuery(this.query);
    this.state = state;
    this.page.warn(state.nonsense);
    if (this.dataQuery(this.query) !== asks) {
      this.showFlags();
      await this.ask(this.query);
    }
    const choice = choiceFromHash(state.choice, this.catalogue);
    this.choose(choice, { keep: true });
    if (state.view) this.chart.view.goTo(state.view);
    else if (choice !== NOTHING) this.chart.view.frame(choice);
    else this.chart.view.unframe();
    if (choice === NOTHING && state.choice) await this.lost({ focus: true });
    if (state.nonsense.length) this.say(state.nonsense.join(" "));
  }

  /** What was chosen is not on this map: who stands in its place, or where it is found. */
  async lost({ focus = false } = {}) {
    const { choice: wanted } = this.state;
    const slug = new URLSearchParams(wanted).get("body");
    const { name, bodies } = this.catalogue.inPlaceOf(slug);
    if (bodies.size) {
      const when = this.catalogue.through ? "today" : this.panel.when;
      const how = this.catalogue.planned ? "if plans go ahead" : "by succession";
      this.panel.absent(
        name,
        `Not there ${when}. In its place, ${how}:`,
        [["Page of this body", this.addresses.body({ slug })]],
        [...bodies],
      );
      this.isAway = true;
      return;
    }
    const whole = await this.whole();
    if (wanted === this.state.choice && this.choice === NOTHING)
      this.leftOut(choiceFromHash(wanted, whole), { focus });
  }

  /** Says of something that is not on this map where it can be found. */
  leftOut(choice, { focus = false } = {}) {
    this.choose(NOTHING, { quiet: true, keep: true });
    this.isAway = true;
    const [arrangement] = choice.arrangements;
    const [body] = choice.centre ?? [];
    if (choice === NOTHING) {
      this.panel.absent("Not on this map", "This map has nothing by the name in the address.", []);
    } else {
      const name = choice.type === "arrangement" ? arrangement.name : body.name;
      this.panel.absent(
        name,
        this.whyLeftOut(body),
        [
          body
            ? ["Page of this body", this.addresses.body(body)]
            : ["Everything we know of it", this.addresses.arrangement(arrangement)],
          ["Show it without the filters", `${location.pathname}#${choice.hash}`],
        ],
        this.after(body),
      );
    }
    if (focus) this.panel.focus();
    this.say(this.panel.container.querySelector("p").textContent);
  }

  /** Those on this map that stand in the place of a body that is gone. */
  after(body) {
    const [day] = this.catalogue.days;
    if (!day || !body?.until || body.until >= day) return [];
    return body.after.map((slug) => this.catalogue.bySlug.get(slug)).filter(Boolean);
  }

  whyLeftOut(body) {
    const [day] = this.catalogue.days;
    if (this.catalogue.planned)
      return "Not on this map: it is planned to be replaced by then, or it shares nothing that was last reported running, or the filters leave it out. Its page tells what is planned.";
    if (!day) return "Not on this map: the filters leave it out.";
    if (body?.until && body.until < day)
      return `Gone ${this.panel.when}: it stood until ${dayInWords(body.until)}.${this.after(body).length ? " In its place:" : ""}`;
    return `Not on this map: not known to share ${this.panel.when}, or the filters leave it out.`;
  }

  picked(found) {
    if (!found) {
      this.chart.view.keep();
      this.letGo();
      return;
    }
    // Under a finger marks are small and close together, and the panel may lie below the screen.
    this.choose(choiceOf(found), { focus: this.chart.view.byTouch });
  }

  letGo() {
    if (this.choice === NOTHING && !this.isAway) return;
    const inPanel = this.panel.container.contains(document.activeElement);
    this.choose(NOTHING, { focus: inPanel });
    this.chart.view.unframe();
  }

  /** Shows a choice. `keep`: it is what the address asks for, even where it is not on this map;
   * `step`: the browser's Back leads to what was shown before. */
  choose(choice, { focus = false, quiet = false, keep = false, step = !keep } = {}) {
    const before = this.choice;
    this.choice = choice;
    this.isAway = false;
    this.slid = false;
    if (!keep) this.state.choice = choice.hash ?? "";
    this.chart.highlight(choice);
    this.panel.show(choice, this.catalogue);
    this.table?.show(choice, this.catalogue);
    if (focus) {
      this.panel.focus();
      if (choice !== NOTHING) this.chart.view.frame(choice);
    }
    this.keepAddress({ step });
    if (!quiet && (choice !== NOTHING || before !== NOTHING)) this.say(inWords(choice));
  }

  /** What a saved or printed picture of the map says it shows: of a choice, what the panel says. */
  inPicture() {
    const { sentence, chips } = this.catalogue ?? { sentence: "", chips: [] };
    const isWhole = this.choice === NOTHING;
    const { title, said, lists } = this.panel.onPaper;
    const filters = chips.map(([label, value]) => `${label}: ${value}`).join("; ");
    return {
      title: isWhole ? "Map of shared services" : title,
      lines: [isWhole ? sentence : said, filters].filter(Boolean),
      lists: isWhole ? [] : lists,
    };
  }

  keepAddress({ step = false } = {}) {
    const search = this.filters ? (this.query ? `?${this.query}` : "") : location.search;
    const others = isOfMap(location.hash) ? "" : location.hash;
    const hash = writeHash(this.state) || others;
    const address = `${location.pathname}${search}${hash}`;
    const isSame = address === `${location.pathname}${location.search}${location.hash}`;
    // In another site's frame Back is that site's.
    const act = step && !isSame && window === window.top ? "pushState" : "replaceState";
    history[act]({ ofMap: true }, "", address);
  }

  say(words) {
    this.live.textContent = words;
  }
}

/** Whether queries differ in nothing but what changes while a reader types or slides. */
const isOneStep = (one, other) => stepOf(one) === stepOf(other);

function stepOf(query) {
  const asked = new URLSearchParams(placeless(query));
  asked.delete("q");
  return asked.toString();
}

const choiceOf = ({ body, link }) => (body ? choiceOfBody(body) : choiceOfPair(link.a, link.b));

function describe({ body, link }) {
  if (body) return `${body.name}, ${counted(body.count, "arrangement")}`;
  const words = `${link.a.name} and ${link.b.name}, ${counted(link.arrangements.length, "arrangement")}`;
  return link.succeeded ? `${words}, ${link.how}` : words;
}

function inWords(choice) {
  if (choice === NOTHING) return "Nothing chosen. The whole map is shown.";
  const [arrangement] = choice.arrangements;
  if (choice.type === "arrangement")
    return `${arrangement.name} chosen: ${counted(choice.bodies.size, "partner")}.`;
  const names = choice.centre.map((body) => body.name).join(" and ");
  return `${names} chosen: ${counted(choice.arrangements.size, "arrangement")} with ${counted(choice.bodies.size - choice.centre.length, "other body", "other bodies")}.`;
}
