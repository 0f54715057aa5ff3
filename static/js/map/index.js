// Brings the map to life wherever a page has one: gets the data, keeps chart, panel, search,
// table, filters and address in step, and says aloud what changed.

import { Backdrop } from "sharedmap/map/backdrop.js";
import { Chart } from "sharedmap/map/chart.js";
import {
  asksForChoice,
  choiceFromHash,
  choiceOfBody,
  choiceOfPair,
  NOTHING,
} from "sharedmap/map/choice.js";
import { DataProblem, fetchData } from "sharedmap/map/data.js";
import { counted, el } from "sharedmap/map/dom.js";
import { Filters } from "sharedmap/map/filters.js";
import { Panel } from "sharedmap/map/panel.js";
import { Save } from "sharedmap/map/save.js";
import { Search } from "sharedmap/map/search.js";
import { Table } from "sharedmap/map/table.js";

class MapView {
  constructor(section) {
    this.section = section;
    const { dataset } = section;
    const part = (name) => document.querySelector(`[data-map-${name}]`);
    Object.assign(this, { dataUrl: dataset.data, query: dataset.query, choice: NOTHING });
    this.live = part("live");
    const choose = (choice) => this.choose(choice, { focus: true });
    const point = (thing) => this.chart.point(thing);
    const addresses = this.addresses();
    this.chart = new Chart(part("chart"), {
      tiles: JSON.parse(dataset.tiles),
      describedBy: part("hint").id,
    });
    this.panel = new Panel(part("panel"), { addresses, choose, point });
    this.search = new Search(section, {
      choose,
      whole: () => this.whole(),
      leftOut: (choice) => this.leftOut(choice),
      searchBodies: (text) => location.assign(addresses.search(text)),
    });
    const table = part("table");
    this.table = table && new Table(table, { addresses, choose });
    const form = part("filters")?.querySelector("form");
    if (form) this.filters = new Filters(form, (query) => this.ask(query));
    this.chart.onHover(describe, (words) => this.say(words));
    this.save = new Save(section, this.chart, () => this.inPicture());
    this.chart.onPick((found) => this.picked(found));
    section.addEventListener(
      "click",
      (event) => event.target.closest("[data-let-go]") && this.letGo(),
    );
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.letGo());
    window.addEventListener("hashchange", () => asksForChoice(location.hash) && this.restore());
    section.classList.add("is-alive");
    this.backdrop = new Backdrop(this.chart, dataset.backdrop, JSON.parse(dataset.levels));
    this.showGround();
    this.ask(this.query, { first: true });
  }

  addresses() {
    const { body, bodies, arrangement, list } = this.section.dataset;
    return {
      body: ({ slug }) => body.replace("SLUG", slug),
      arrangement: ({ reference }) => arrangement.replace("REFERENCE", reference),
      search: (text) => `${bodies}?${new URLSearchParams({ q: text })}`,
      list: (values) => `${list}?${new URLSearchParams(values)}`,
    };
  }

  /** The areas and borders of the day whose bodies are shown. */
  showGround() {
    this.backdrop.show(this.catalogue?.ground ?? new URLSearchParams(this.query).get("on"));
  }

  /** Asks for the data of a query string and shows it; a later question overtakes an earlier. */
  async ask(query, { first = false } = {}) {
    this.asking?.abort();
    this.asking = new AbortController();
    this.section.setAttribute("aria-busy", "true");
    try {
      this.catalogue = await fetchData(this.dataUrl, query, this.asking.signal);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof DataProblem)) throw error;
      this.section.setAttribute("aria-busy", "false");
      this.panel.problem(error.message, () => this.ask(query, { first }));
      this.say(error.message);
      return;
    }
    this.section.setAttribute("aria-busy", "false");
    this.query = query;
    this.search.catalogue = this.catalogue;
    this.chart.draw(this.catalogue);
    this.showGround();
    this.frameAll({ first });
    if (first) {
      this.restore();
      return;
    }
    this.choose(choiceFromHash(this.choice.hash ?? "", this.catalogue), { quiet: true });
    if (this.choice !== NOTHING) this.chart.view.frame(this.choice);
    this.keepPageInStep();
    this.say(this.catalogue.sentence);
  }

  /** The whole country, or with filters as much of it as holds what they let through. */
  frameAll({ first }) {
    if (this.isFiltered) this.chart.view.fit(this.catalogue.bodies);
    else if (!first) this.chart.view.showWhole();
  }

  get isFiltered() {
    return this.catalogue.chips.length > 0;
  }

  /** The data without any filter, to say of what they leave out that it is there. */
  async whole() {
    if (!this.isFiltered) return this.catalogue;
    this.everything ??= fetchData(this.dataUrl, "");
    try {
      return await this.everything;
    } catch {
      this.everything = undefined;
      return this.catalogue;
    }
  }

  async restore() {
    const { hash } = location;
    const choice = choiceFromHash(hash, this.catalogue);
    this.choose(choice);
    if (choice !== NOTHING) this.chart.view.frame(choice);
    else if (asksForChoice(hash)) this.leftOut(choiceFromHash(hash, await this.whole()));
  }

  /** Says of something that is not on this map where it can be found. */
  leftOut(choice) {
    this.choose(NOTHING, { quiet: true });
    this.isAway = true;
    const [arrangement] = choice.arrangements;
    const [body] = choice.centre ?? [];
    if (choice === NOTHING) {
      this.panel.absent("Not on this map", "This map has nothing by the name in the address.", []);
    } else {
      const name = choice.type === "arrangement" ? arrangement.name : body.name;
      const { pathname } = location;
      this.panel.absent(name, "Not on this map: the filters leave it out.", [
        body
          ? ["Page of this body", this.addresses().body(body)]
          : ["Everything we know of it", this.addresses().arrangement(arrangement)],
        ["Show it without the filters", `${pathname}#${choice.hash}`],
      ]);
    }
    this.panel.focus();
    this.say(this.panel.container.querySelector("p").textContent);
  }

  picked(found) {
    if (!found) {
      this.letGo();
      return;
    }
    const { body, link } = found;
    this.choose(body ? choiceOfBody(body) : choiceOfPair(link.a, link.b));
    // Under a finger marks are small and close together.
    if (this.chart.view.byTouch) this.chart.view.frame(this.choice);
  }

  letGo() {
    if (this.choice === NOTHING && !this.isAway) return;
    const inPanel = this.panel.container.contains(document.activeElement);
    this.choose(NOTHING, { focus: inPanel });
    this.chart.view.unframe();
  }

  choose(choice, { focus = false, quiet = false } = {}) {
    const before = this.choice;
    this.choice = choice;
    this.isAway = false;
    this.chart.highlight(choice);
    this.panel.show(choice, this.catalogue);
    this.table?.show(choice, this.catalogue);
    if (focus) {
      this.panel.focus();
      if (choice !== NOTHING) this.chart.view.frame(choice);
    }
    this.keepAddress();
    if (!quiet && (choice !== NOTHING || before !== NOTHING)) this.say(inWords(choice));
  }

  keepAddress() {
    const search = this.filters ? (this.query ? `?${this.query}` : "") : location.search;
    const others = asksForChoice(location.hash) ? "" : location.hash;
    const hash = this.choice.hash ? `#${this.choice.hash}` : others;
    history.replaceState(null, "", `${location.pathname}${search}${hash}`);
  }

  /** The page's own words about the query: its sentence, its filters, and its links onwards. */
  keepPageInStep() {
    const { sentence, query, chips } = this.catalogue;
    for (const each of document.querySelectorAll("[data-map-sentence]"))
      each.textContent = sentence;
    for (const link of document.querySelectorAll("a[data-map-keeps-query]")) {
      link.search = query ? `?${query}` : "";
    }
    const holder = document.querySelector("[data-map-chosen]");
    const chosen = ([label, value, without]) =>
      el(
        "li",
        {},
        el(
          "a",
          { class: "chosen__one", href: `?${without}` },
          el(
            "span",
            {},
            el("span", { class: "govuk-visually-hidden" }, "Take away "),
            `${label}: ${value}`,
          ),
        ),
      );
    holder?.replaceChildren(
      ...(chips.length
        ? [el("ul", { class: "chosen", "aria-label": "Filters in use" }, chips.map(chosen))]
        : []),
    );
  }

  /** What a saved or printed picture of the map says it shows. */
  inPicture() {
    const { sentence, chips } = this.catalogue ?? { sentence: "", chips: [] };
    const title = this.panel.container.querySelector("h3")?.textContent;
    const filters = chips.map(([label, value]) => `${label}: ${value}`).join("; ");
    return {
      title: this.choice === NOTHING ? "Map of shared services" : title,
      lines: [sentence, filters].filter(Boolean),
    };
  }

  say(words) {
    this.live.textContent = words;
  }
}

function describe({ body, link }) {
  if (body) return `${body.name}, ${counted(body.count, "arrangement")}`;
  return `${link.a.name} and ${link.b.name}, ${counted(link.arrangements.length, "arrangement")}`;
}

function inWords(choice) {
  if (choice === NOTHING) return "Nothing chosen. The whole map is shown.";
  const [arrangement] = choice.arrangements;
  if (choice.type === "arrangement")
    return `${arrangement.name} chosen: ${counted(choice.bodies.size, "partner")}.`;
  const names = choice.centre.map((body) => body.name).join(" and ");
  return `${names} chosen: ${counted(choice.arrangements.size, "arrangement")} with ${counted(choice.bodies.size - choice.centre.length, "other body", "other bodies")}.`;
}

for (const section of document.querySelectorAll("[data-map]")) new MapView(section);
