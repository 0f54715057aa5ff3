// The chart: what is drawn, and what lies where. Chart, shapes, view and words are the only
// modules that know Leaflet.

import { Plan, Scene } from "sharedmap/map/scene.js";
import { Sheet } from "sharedmap/map/sheet.js";
import { View } from "sharedmap/map/view.js";
import { Words } from "sharedmap/map/words.js";

const { L } = window;

const PANES = { context: 200, land: 210, areas: 300, drawn: 400, labels: 500 };
const LAYERS = ["links", "arcs", "stems", "marks", "seen-links", "seen-stems", "seen-marks"];

export class Chart {
  constructor(container, { tiles, describedBy }) {
    this.container = container;
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
    const paint = () => this.paint();
    this.sheet = new Sheet(LAYERS, paint, { pane: "drawn", padding: 0.4 }).addTo(this.map);
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
    this.plan = new Plan(catalogue);
    this.container.dataset.bodies = this.plan.bodies.length;
    this.container.dataset.links = catalogue.links.length;
    this.paint();
    this.highlight(this.choice);
  }

  /** Everything at the zoom that the map has now. */
  paint() {
    if (!this.plan) return;
    const project = ({ lat, lon }) => this.map.latLngToLayerPoint([lat, lon]);
    this.scene = new Scene(this.plan, { project, zoom: this.map.getZoom() });
    for (const [name, shapes] of Object.entries(this.scene.atRest())) this.sheet.lay(name, shapes);
    this.container.classList.toggle("is-close", this.scene.isClose);
    this.paintSeen();
  }

  paintSeen() {
    const { links, stems, marks } = this.choosing ? this.scene.chosen(this.choice) : {};
    this.sheet.lay("seen-links", links);
    this.sheet.lay("seen-stems", stems);
    this.sheet.lay("seen-marks", marks);
  }

  /** Lets a choice stand out and all else fade. */
  highlight(choice) {
    this.choice = choice;
    this.container.classList.toggle("is-choosing", this.choosing);
    this.paintSeen();
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
    return { wanted: this.plan.busiest, others: this.plan.bodies };
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
    return this.scene?.pick(point, reach, this.choosing ? this.choice : undefined);
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
