// The chart: what is drawn, and what lies where. Chart, shapes, view and words are the only
// modules that know Leaflet.

import {
  distanceToCourse,
  fanOut,
  radiusScale,
  strandsAside,
  strandScale,
} from "sharedmap/map/scales.js";
import { Mark, Strand } from "sharedmap/map/shapes.js";
import { View } from "sharedmap/map/view.js";
import { Words } from "sharedmap/map/words.js";

const { L } = window;

const PANES = { context: 200, land: 210, areas: 300, links: 400, marks: 450, labels: 500 };
const BUSIEST = 10;

export class Chart {
  constructor(container, { tiles, describedBy }) {
    this.container = container;
    this.offsets = new Map();
    this.marks = new Map();
    this.strands = [];
    this.view = new View(container, { tiles, describedBy });
    this.map = this.view.map;
    this.hasTiles = tiles.length > 0;
    this.renderers = {};
    for (const [name, order] of Object.entries(PANES)) {
      const pane = this.map.createPane(name);
      pane.style.zIndex = order;
      pane.setAttribute("aria-hidden", "true");
      this.renderers[name] = L.svg({ pane: name, padding: 0.4 });
    }
    this.words = new Words(this);
  }

  drawBackdrop(backdrop) {
    this.areas = backdrop.areas;
    const lines = (points, className) =>
      this.outline(L.polyline, points, className, "land").addTo(this.map);
    const fill = (rings, className, pane) =>
      this.outline(L.polygon, rings, className, pane).addTo(this.map);
    if (!this.hasTiles) {
      fill(backdrop.context, "map-context", "context");
      lines(backdrop.coast, "map-shallows");
      fill(backdrop.land, "map-land", "land");
    }
    lines(backdrop.borders, "map-border");
    lines(backdrop.nations, "map-border map-border--nation");
    if (!this.hasTiles) lines(backdrop.coast, "map-coast");
    this.drawAreas();
  }

  outline(make, points, className, pane) {
    const renderer = this.renderers[pane];
    return make(points, { className, pane, renderer, interactive: false, smoothFactor: 0.6 });
  }

  draw(catalogue) {
    this.catalogue = catalogue;
    for (const layer of [...this.strands, ...this.marks.values()]) layer.remove();
    const bodies = catalogue.placed;
    this.offsets = fanOut(bodies);
    this.radius = radiusScale(bodies);
    this.width = strandScale(bodies);
    const order = (link) => (link.far ? 2 : link.geography ? 1 : 0);
    this.strands = [...catalogue.links]
      .sort((one, other) => order(one) - order(other))
      .flatMap((link) => this.strandsOf(link));
    this.marks = new Map(bodies.map((body) => [body, this.markOf(body)]));
    for (const body of catalogue.busiestCouncils(BUSIEST)) {
      const mark = this.marks.get(body);
      mark?.bringToFront().getElement().classList.add("map-mark--busy");
    }
    this.container.dataset.bodies = this.marks.size;
    this.container.dataset.links = catalogue.links.length;
    this.highlight(this.choice);
  }

  strandsOf(link) {
    return link.strands.map(({ kind }, number) => {
      const lay = (zoom) => {
        const widths = link.strands.map(({ count }) => this.width(count, zoom));
        return { width: widths[number], aside: strandsAside(widths)[number] };
      };
      const names = ["map-link", `map-link--${link.geography || "unknown"}`];
      names.push(`kind-${kind ? kind.code : "unknown"}`);
      if (link.far) names.push("map-link--far");
      const options = { className: names.join(" "), pane: "links", renderer: this.renderers.links };
      const strand = new Strand(link, this.offsets, lay, options).addTo(this.map);
      strand.kind = kind;
      return strand;
    });
  }

  markOf(body) {
    const options = {
      className: `map-mark map-mark--${body.sector}`,
      pane: "marks",
      renderer: this.renderers.marks,
    };
    return new Mark(body, this.offsets, this.radius, options).addTo(this.map);
  }

  /** Lets a choice stand out and all else fade. */
  highlight(choice) {
    this.choice = choice;
    const { choosing } = this;
    this.container.classList.toggle("is-choosing", choosing);
    for (const strand of this.strands) {
      const carried = strand.link.arrangements.some(
        (each) =>
          choosing &&
          choice.arrangements.has(each) &&
          (!strand.kind || each.kinds.includes(strand.kind)),
      );
      strand.getElement().classList.toggle("is-on", carried);
      if (carried) strand.bringToFront();
    }
    for (const [body, mark] of this.marks) {
      mark.getElement().classList.toggle("is-on", choosing && choice.bodies.has(body));
      mark.getElement().classList.toggle("is-centre", choosing && choice.centre.includes(body));
    }
    this.drawAreas();
    this.words.draw(this.labelled);
  }

  get choosing() {
    return Boolean(this.choice && this.choice.type !== "nothing");
  }

  /** The bodies to label, first things first; those that are wanted are labelled at any cost. */
  get labelled() {
    if (this.choosing) {
      return { wanted: this.choice.centre, others: [...this.choice.bodies] };
    }
    return { wanted: this.catalogue.busiestCouncils(BUSIEST), others: this.catalogue.placed };
  }

  drawAreas() {
    this.shaded?.remove();
    if (!this.areas || !this.choosing) return;
    const shown = new Set();
    const outlines = (bodies, className) =>
      [...bodies]
        .flatMap((body) => body.areas)
        .filter((code) => this.areas.has(code) && !shown.has(code) && shown.add(code))
        .map((code) => this.outline(L.polygon, this.areas.get(code), className, "areas"));
    // A body's own areas first: those that follow leave out what is shaded already.
    this.shaded = L.layerGroup([
      ...outlines(this.choice.centre, "map-area map-area--centre"),
      ...outlines(this.choice.bodies, "map-area"),
    ]).addTo(this.map);
  }

  /** What lies at a point of the map's window: a body before a link; undefined for nothing. */
  pick(containerPoint, reach) {
    const point = this.map.containerPointToLayerPoint(containerPoint);
    const nearest = (things, distance, limit) => {
      let [best, least] = [undefined, limit];
      for (const thing of things) {
        const away = distance(thing);
        if (away < least) [best, least] = [thing, away];
      }
      return best;
    };
    const faded = (thing) => this.choosing && !thing.getElement().classList.contains("is-on");
    const mark = nearest(
      this.marks.values(),
      (each) => each.point.distanceTo(point) - each.radius + (faded(each) ? 3 : 0),
      reach,
    );
    if (mark) return { body: mark.body };
    const strand = nearest(
      this.strands.filter((each) => !faded(each)),
      (each) => distanceToCourse(point, each.course) - each.width / 2,
      reach / 2,
    );
    return strand ? { link: strand.link } : undefined;
  }

  onPick(choose) {
    this.map.on("click", (event) =>
      choose(this.pick(event.containerPoint, this.view.byTouch ? 18 : 7)),
    );
  }

  onHover(describe) {
    let waiting = false;
    this.map.on("mousemove", ({ containerPoint }) => {
      // A finger that taps moves no pointer, though the browser says so: its note would stay.
      if (waiting || this.view.byTouch) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        const found = this.pick(containerPoint, 7);
        this.container.classList.toggle("is-over", Boolean(found));
        this.words.tip(found ? describe(found) : null, found);
      });
    });
    this.map.on("mouseout", () => {
      this.container.classList.remove("is-over");
      this.words.tip(null);
    });
  }
}
