// The ground that all is drawn on: sea, land, borders, and the areas of what is chosen.

import { gathering, isClose, markPath, outlinePath, unitSquare } from "sharedmap/map/scales.js";
import { Sheet } from "sharedmap/map/sheet.js";

const LAND = ["context", "shallows", "land"];
const BORDERS = ["districts", "borders", "nations"];
const CLASSES = {
  context: "map-context",
  shallows: "map-shallows",
  land: "map-land",
  districts: "map-border map-border--district",
  borders: "map-border",
  nations: "map-border map-border--nation",
  coast: "map-coast",
};
const FILLED = new Set(["context", "land"]);
const TILE = 256;
const DOT = 2;
const AROUND = 9; // pixels from a council's point to the line that gathers it with others

export class Ground {
  /** bare: without land of its own, where tiles lie below. */
  constructor(map, { bare }) {
    Object.assign(this, { map, lines: [], chosen: [], shaded: [], outlines: {}, planned: [] });
    this.names = bare ? BORDERS : [...LAND, ...BORDERS, "coast"];
    const options = { pane: "ground", padding: 0.4 };
    this.sheet = new Sheet([...this.names, "areas", "planned"], () => this.paint(), options).addTo(map);
  }

  /** Draws a backdrop, in place of the one before where there was one. */
  draw(backdrop) {
    this.outlineOf = backdrop.outlineOf;
    this.lines = [...backdrop.borders, ...backdrop.nations];
    const sources = { ...backdrop, shallows: backdrop.coast };
    this.outlines = Object.fromEntries(
      this.names.map((name) => [name, sources[name].map(unitSquare)]),
    );
    this.paint();
  }

  /** Everything at the zoom that the map has now. */
  paint() {
    if (!this.sheet) return;
    for (const name of this.names) {
      const d = this.path(this.outlines[name] ?? [], FILLED.has(name));
      this.sheet.lay(name, d ? [{ className: CLASSES[name], d }] : []);
    }
    this.paintAreas();
    this.paintPlanned();
  }

  /** Draws around the councils in whose place planned bodies would come. */
  plan(bodies) {
    if (!bodies.length && !this.planned.length) return;
    this.planned = bodies;
    this.paintPlanned();
  }

  /** The areas of those councils as one, or where they are not drawn a line around their places. */
  paintPlanned() {
    if (!this.sheet) return;
    const isNear = isClose(this.map.getZoom());
    const shapes = this.planned.flatMap(({ areas, planned: { from } }) => {
      const rings = areas.length && this.outlineOf ? this.outlineOf(areas).map(unitSquare) : [];
      const points = from.map((place) => this.map.latLngToLayerPoint(place));
      const d = rings.length ? this.path(rings, true) : gathering(points, AROUND);
      const dots = isNear ? points.map((point) => markPath("council", point, DOT)).join("") : "";
      return [
        { className: "map-area map-area--planned", d },
        { className: "map-area__place", d: dots },
      ];
    });
    this.sheet.lay("planned", shapes.filter(({ d }) => d));
  }

  path(outlines, closed) {
    const { x, y } = this.map.getPixelOrigin();
    const scale = TILE * 2 ** this.map.getZoom();
    return outlines.map((each) => outlinePath(each, { scale, x, y, closed })).join("");
  }

  /** Shades the areas of bodies, those of the centre more strongly. */
  shade({ centre, bodies } = { centre: [], bodies: [] }) {
    const shown = new Set();
    const outlines = (some, className) =>
      [...some]
        .map(({ areas }) => areas.filter((code) => !shown.has(code) && shown.add(code)))
        .map((codes) => (codes.length && this.outlineOf ? this.outlineOf(codes) : []))
        .filter((rings) => rings.length)
        .map((rings) => ({ className, rings }));
    // A body's own areas first: those that follow leave out what is shaded already.
    this.chosen = [
      ...outlines(centre, "map-area map-area--centre"),
      ...outlines(bodies, "map-area"),
    ];
    this.shaded = this.chosen.map((each) => ({ ...each, rings: each.rings.map(unitSquare) }));
    this.paintAreas();
  }

  paintAreas() {
    if (!this.sheet) return;
    const shapes = this.shaded.map(({ className, rings }) => ({
      className,
      d: this.path(rings, true),
    }));
    this.sheet.lay("areas", shapes);
  }
}
