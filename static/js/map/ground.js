// The ground that all is drawn on: sea, land, borders, and the areas of what is chosen.

const { L } = window;

export class Ground {
  /** renderers: by the names of the panes context, land and areas; bare: without land of its own. */
  constructor(map, renderers, { bare }) {
    Object.assign(this, { map, renderers, bare });
    this.areas = new Map();
    this.outlineOf = () => [];
  }

  /** Draws a backdrop, in place of the one before where there was one. */
  draw(backdrop) {
    const before = this.drawn;
    const lines = (points, className) => this.outline(L.polyline, points, className, "land");
    const fill = (rings, className, pane) => this.outline(L.polygon, rings, className, pane);
    const borders = [
      lines(backdrop.districts, "map-border map-border--district"),
      lines(backdrop.borders, "map-border"),
      lines(backdrop.nations, "map-border map-border--nation"),
    ];
    const land = [
      fill(backdrop.context, "map-context", "context"),
      lines(backdrop.coast, "map-shallows"),
      fill(backdrop.land, "map-land", "land"),
      ...borders,
      lines(backdrop.coast, "map-coast"),
    ];
    this.areas = backdrop.areas;
    this.outlineOf = backdrop.outlineOf;
    this.lines = [...backdrop.borders, ...backdrop.nations];
    this.drawn = L.layerGroup(this.bare ? borders : land).addTo(this.map);
    before?.remove();
  }

  outline(make, points, className, pane) {
    const renderer = this.renderers[pane];
    return make(points, { className, pane, renderer, interactive: false, smoothFactor: 0.6 });
  }

  /** Shades the areas of bodies, those of the centre more strongly. */
  shade({ centre, bodies } = { centre: [], bodies: [] }) {
    const before = this.shaded;
    const shown = new Set();
    const outlines = (some, className) =>
      [...some]
        .map(({ areas }) => areas.filter((code) => !shown.has(code) && shown.add(code)))
        .map((codes) => this.outlineOf(codes))
        .filter((rings) => rings.length)
        .map((rings) => this.outline(L.polygon, rings, className, "areas"));
    // A body's own areas first: those that follow leave out what is shaded already.
    this.shaded = L.layerGroup([
      ...outlines(centre, "map-area map-area--centre"),
      ...outlines(bodies, "map-area"),
    ]).addTo(this.map);
    before?.remove();
  }
}
