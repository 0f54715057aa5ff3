// The chart: everything that is drawn, and the only module besides shapes.js that knows Leaflet.

import { placed } from "sharedmap/map/labels.js";
import {
  distanceToCourse,
  fanOut,
  radiusScale,
  strandsAside,
  strandWidth,
} from "sharedmap/map/scales.js";
import { Mark, Strand } from "sharedmap/map/shapes.js";

const { L } = window;

const PANES = { context: 200, land: 210, areas: 300, links: 400, marks: 450, labels: 500 };
const WHOLE_UK = [
  [49.9, -8.1],
  [60.75, 1.75],
];
const AS_FAR_AS = [
  [45, -24],
  [65, 17],
];
const NATIONS = [
  ["Scotland", 56.75, -4.35],
  ["Wales", 52.42, -3.75],
  ["England", 52.62, -1.35],
  ["Northern Ireland", 54.62, -6.75],
  ["Ireland", 53.2, -7.9],
  ["France", 49.2, 0.9],
];
const LABELS_AT_REST = 10;
const LABELS_CHOSEN = 40;

const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Chart {
  constructor(container, { tiles, describedBy }) {
    this.container = container;
    this.offsets = new Map();
    this.marks = new Map();
    this.strands = [];
    this.labelled = [];
    this.map = L.map(container, {
      minZoom: 5,
      maxZoom: 11,
      zoomSnap: 0.25,
      zoomDelta: 0.75,
      wheelPxPerZoomLevel: 90,
      maxBounds: AS_FAR_AS,
      maxBoundsViscosity: 0.8,
      zoomControl: false,
      attributionControl: tiles.length > 0,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      inertia: !calm,
    });
    this.renderers = {};
    for (const [name, order] of Object.entries(PANES)) {
      const pane = this.map.createPane(name);
      pane.style.zIndex = order;
      pane.setAttribute("aria-hidden", "true");
      this.renderers[name] = L.svg({ pane: name, padding: 0.4 });
    }
    this.map.getPane("labels").classList.add("leaflet-zoom-hide");
    for (const [, address, options] of tiles) L.tileLayer(address, options).addTo(this.map);
    this.hasTiles = tiles.length > 0;
    L.control.zoom({ position: "topright", zoomInTitle: "Closer", zoomOutTitle: "Farther" }).addTo(this.map);
    this.addWholeButton();
    this.describe(container, describedBy);
    this.keepPageScrolling();
    this.showWhole();
    this.map.on("moveend zoomend resize", () => this.drawLabels());
  }

  describe(container, describedBy) {
    container.setAttribute("role", "application");
    container.setAttribute("aria-roledescription", "map");
    container.setAttribute("aria-label", "Map of shared services");
    container.setAttribute("aria-describedby", describedBy);
  }

  addWholeButton() {
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar map__whole");
      const button = L.DomUtil.create("button", "", bar);
      button.type = "button";
      button.textContent = "UK";
      button.setAttribute("aria-label", "Show the whole UK");
      L.DomEvent.disableClickPropagation(bar).on(button, "click", () => this.showWhole());
      return bar;
    };
    control.addTo(this.map);
  }

  /** The wheel and one finger move the page, not the map: it takes Ctrl, or a second finger. */
  keepPageScrolling() {
    this.container.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation();
      },
      { capture: true },
    );
    this.container.addEventListener(
      "pointerdown",
      (event) => {
        this.byTouch = event.pointerType === "touch";
        this.map.dragging[this.byTouch ? "disable" : "enable"]();
      },
      { capture: true },
    );
  }

  showWhole() {
    this.map.fitBounds(WHOLE_UK, { animate: false, padding: [6, 6] });
  }

  drawBackdrop(backdrop) {
    this.areas = backdrop.areas;
    const lines = (points, className, pane) =>
      L.polyline(points, { className, pane, renderer: this.renderers[pane], interactive: false, smoothFactor: 0.6 }).addTo(this.map);
    const fill = (rings, className, pane) =>
      L.polygon(rings, { className, pane, renderer: this.renderers[pane], interactive: false, smoothFactor: 0.6 }).addTo(this.map);
    if (!this.hasTiles) {
      fill(backdrop.context, "map-context", "context");
      lines(backdrop.coast, "map-shallows", "land");
      fill(backdrop.land, "map-land", "land");
    }
    lines(backdrop.borders, "map-border", "land");
    lines(backdrop.nations, "map-border map-border--nation", "land");
    if (!this.hasTiles) lines(backdrop.coast, "map-coast", "land");
    this.drawAreas();
  }

  draw(catalogue) {
    this.catalogue = catalogue;
    for (const layer of [...this.strands, ...this.marks.values()]) layer.remove();
    const bodies = catalogue.placed;
    this.offsets = fanOut(bodies);
    this.radius = radiusScale(Math.max(0, ...bodies.map((body) => body.count)));
    const order = (link) => (link.far ? 2 : link.geography ? 1 : 0);
    this.strands = [...catalogue.links]
      .sort((one, other) => order(one) - order(other))
      .flatMap((link) => this.strandsOf(link));
    this.marks = new Map(bodies.map((body) => [body, this.markOf(body)]));
    this.container.dataset.bodies = this.marks.size;
    this.container.dataset.links = catalogue.links.length;
    this.highlight(this.choice);
  }

  strandsOf(link) {
    return link.strands.map(({ kind }, number) => {
      const lay = (zoom) => {
        const widths = link.strands.map(({ count }) => strandWidth(count, zoom));
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
    const options = { className: `map-mark map-mark--${body.sector}`, pane: "marks", renderer: this.renderers.marks };
    return new Mark(body, this.offsets, this.radius, options).addTo(this.map);
  }

  /** Lets a choice stand out and all else fade. */
  highlight(choice) {
    this.choice = choice;
    const choosing = Boolean(choice && choice.type !== "nothing");
    this.container.classList.toggle("is-choosing", choosing);
    for (const strand of this.strands) {
      const carried = strand.link.arrangements.some(
        (each) => choosing && choice.arrangements.has(each) && (!strand.kind || each.kinds.includes(strand.kind)),
      );
      strand.getElement().classList.toggle("is-on", carried);
      if (carried) strand.bringToFront();
    }
    for (const [body, mark] of this.marks) {
      mark.getElement().classList.toggle("is-on", choosing && choice.bodies.has(body));
      mark.getElement().classList.toggle("is-centre", choosing && choice.centre.includes(body));
    }
    this.tip(null);
    this.drawAreas();
    this.drawLabels();
  }

  drawAreas() {
    this.shaded?.remove();
    if (!this.areas || !this.choice || this.choice.type === "nothing") return;
    const outlines = (bodies, className) =>
      bodies.flatMap((body) => body.areas.map((code) => this.areas.get(code))).map((rings) =>
        L.polygon(rings, { className, pane: "areas", renderer: this.renderers.areas, interactive: false, smoothFactor: 0.6 }),
      );
    const { centre, bodies } = this.choice;
    const around = [...bodies].filter((body) => !centre.includes(body));
    this.shaded = L.layerGroup([...outlines(around, "map-area"), ...outlines(centre, "map-area map-area--centre")]).addTo(this.map);
  }

  drawLabels() {
    const pane = this.map.getPane("labels");
    for (const label of this.labelled) label.remove();
    this.labelled = [];
    if (!this.catalogue) return;
    const origin = this.map.containerPointToLayerPoint([0, 0]);
    for (const each of placed(this.labelCandidates(origin), this.map.getSize())) {
      const label = L.DomUtil.create("span", `map-label ${each.className}`, pane);
      label.textContent = each.text;
      L.DomUtil.setPosition(label, L.point(each.left, each.top).add(origin));
      this.labelled.push(label);
    }
  }

  labelCandidates(origin) {
    const zoom = this.map.getZoom();
    const choosing = this.container.classList.contains("is-choosing");
    const names = choosing ? [...this.choice.centre, ...this.choice.bodies] : this.labelsAtRest(zoom);
    const found = [...new Set(names)]
      .filter((body) => this.marks.has(body))
      .slice(0, LABELS_CHOSEN)
      .map((body) => {
        const { point, radius } = this.marks.get(body);
        const { x, y } = point.subtract(origin);
        return { x, y, radius, text: body.label, className: "", width: this.widthOf(body.label) };
      });
    if (this.hasTiles || zoom > 7.5) return found;
    return found.concat(
      NATIONS.map(([text, lat, lon]) => {
        const { x, y } = this.map.latLngToContainerPoint([lat, lon]);
        const width = this.widthOf(text) * 1.25;
        return { x: x - width / 2, y, radius: -3, text, className: "map-label--nation", width };
      }),
    );
  }

  labelsAtRest(zoom) {
    const first = this.catalogue.busiestCouncils(LABELS_AT_REST);
    if (zoom < 7) return first;
    const seen = this.map.getBounds();
    return [...first, ...this.catalogue.placed].filter((body) => seen.contains([body.lat, body.lon]));
  }

  widthOf(text) {
    this.pen ??= document.createElement("canvas").getContext("2d");
    this.pen.font = `600 12px ${getComputedStyle(this.container).fontFamily}`;
    return this.pen.measureText(text).width + 2;
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
    const faded = (thing) => this.container.classList.contains("is-choosing") && !thing.getElement().classList.contains("is-on");
    const mark = nearest(this.marks.values(), (each) => each.point.distanceTo(point) - each.radius + (faded(each) ? 3 : 0), reach);
    if (mark) return { body: mark.body };
    const strand = nearest(this.strands.filter((each) => !faded(each)), (each) => distanceToCourse(point, each.course) - each.width / 2, reach / 2);
    return strand ? { link: strand.link } : undefined;
  }

  onPick(choose) {
    this.map.on("click", (event) => choose(this.pick(event.containerPoint, this.byTouch ? 18 : 7)));
  }

  onHover(describe) {
    let waiting = false;
    this.map.on("mousemove", ({ containerPoint }) => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        const found = this.pick(containerPoint, 7);
        this.container.classList.toggle("is-over", Boolean(found));
        this.tip(found ? describe(found) : null, found);
      });
    });
    this.map.on("mouseout", () => this.tip(null));
  }

  /** A small note beside a body, or at the middle of a link; null takes it away. */
  tip(text, thing) {
    if (!text) {
      this.note?.remove();
      return;
    }
    const mark = this.marks.get(thing.body);
    const strand = this.strands.find((each) => thing.link && each.link === thing.link);
    const point = mark ? mark.point : strand?.course.bent ? middle(strand.course) : strand && L.point(strand.course.a).add(strand.course.b).divideBy(2);
    if (!point) return;
    const content = document.createElement("span");
    content.textContent = text;
    this.note ??= L.tooltip({ direction: "top", className: "map-tip", opacity: 1 });
    this.note.options.offset = L.point(0, mark ? -mark.radius - 2 : -4);
    this.note.setLatLng(this.map.layerPointToLatLng(point)).setContent(content).addTo(this.map);
  }

  /** Brings a choice into sight if any of it is out of it. */
  bringIntoSight(choice) {
    const places = [...choice.bodies].filter((body) => body.placed).map((body) => [body.lat, body.lon]);
    if (!places.length) return;
    const around = L.latLngBounds(places);
    if (!this.map.getBounds().contains(around)) {
      this.map.fitBounds(around.pad(0.15), { animate: !calm, maxZoom: Math.max(this.map.getZoom(), 8) });
    }
  }
}

const middle = ({ a, b, control }) =>
  L.point((a.x + b.x) / 4 + control.x / 2, (a.y + b.y) / 4 + control.y / 2);
