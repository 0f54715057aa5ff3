// The ground that all is drawn on: sea, land, borders, and the areas of what is chosen.

import { outlinePath, unitSquare } from "sharedmap/map/scales.js";
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

export class Ground {
  /** bare: without land of its own, where tiles lie below. */
  constructor(map, { bare }) {
    Object.assign(this, { map, lines: [], chosen: [], shaded: [], outlines: {} });
    this.names = bare ? BORDERS : [...LAND, ...BORDERS, "coast"];
    const options = { pane: "ground", padding: 0.4 };
    this.sheet = new Sheet([...this.names, "areas"], () => this.paint(), options).addTo(map);
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
