// The backdrop: fetched for a day and in the detail that a zoom needs, and decoded. For how it is
// written see arrangements/map/backdrop.py and arrangements/map/boundaries/drawing.py.

import { Ground } from "sharedmap/map/ground.js";

const HELD = 8;

/** Keeps a chart's backdrop right for the day that it shows and for its zoom. */
export class Backdrop {
  /** levels: up to which zoom each level of detail but the last serves; none where there is one. */
  constructor(chart, address, levels) {
    Object.assign(this, { chart, address, levels, held: [], coming: new Map() });
    chart.standOn(new Ground(chart.map, { bare: chart.bare }));
    if (levels.length) chart.onZoom(() => this.update());
  }

  /** Draws the backdrop of a day; of all times without one. */
  show(day) {
    this.day = this.levels.length ? day || "" : "";
    return this.update();
  }

  get level() {
    const level = this.levels.findIndex((upTo) => this.chart.zoom <= upTo);
    return level < 0 ? this.levels.length : level;
  }

  async update() {
    const { day, level } = this;
    const serves = (each) => each.level === level && each.serves(day);
    let found = this.held.find(serves);
    if (!found) {
      // Asked for twice before it comes, it is fetched and decoded once.
      const key = `${day} ${level}`;
      const coming = this.coming.get(key) ?? this.fetch(day, level);
      this.coming.set(key, coming);
      try {
        found = await coming;
      } catch {
        // Without its backdrop, or with that of another zoom, the map still shows who shares.
        return;
      } finally {
        this.coming.delete(key);
      }
      this.held = [found, ...this.held.filter((each) => !serves(each))].slice(0, HELD);
    }
    // The reader may have moved on while it came; any detail is better than the wrong day or none.
    if (found === this.drawn || !found.serves(this.day)) return;
    if (this.level !== level && this.drawn?.serves(this.day)) return;
    this.drawn = found;
    this.chart.drawBackdrop(found);
  }

  async fetch(day, level) {
    const asked = new URLSearchParams(day ? { on: day, level } : { level });
    const answer = await fetch(this.levels.length ? `${this.address}?${asked}` : this.address);
    if (!answer.ok) throw new Error(`backdrop: ${answer.status}`);
    const found = decode(await answer.json());
    const { from, until } = found;
    const serves = (other) => (from ? from <= other && other <= until : other === day);
    return { ...found, level, serves };
  }
}

export function decode(written) {
  const { grid, arcs, land, context, coast, nations, borders, areas, from, until } = written;
  const lines = arcs.map((steps) => {
    const line = [];
    let x = 0;
    let y = 0;
    for (let n = 0; n < steps.length; n += 2) {
      x += steps[n];
      y += steps[n + 1];
      line.push([y / grid, x / grid]);
    }
    return line;
  });
  const lineOf = (number) => (number < 0 ? lines[~number].toReversed() : lines[number]);
  const ring = (numbers) =>
    numbers.flatMap((number, place) => (place ? lineOf(number).slice(1) : lineOf(number)));
  const linesOf = (numbers) => numbers.map((number) => lines[plain(number)]);
  return {
    from,
    until,
    land: land.map(ring),
    context: context.map(ring),
    coast: linesOf(coast),
    nations: linesOf(nations),
    borders: linesOf(borders),
    districts: linesOf(written.districts ?? []),
    /** The rings around areas taken together, without the borders between them. */
    outlineOf: (codes) => {
      const rings = codes.flatMap((code) => areas[code] ?? []);
      return (codes.length > 1 ? joined(edgesOf(rings), lineOf) : rings).map(ring);
    },
  };
}

const plain = (number) => (number < 0 ? ~number : number);

/** The arcs that only one of some rings has. */
function edgesOf(rings) {
  const times = new Map();
  for (const number of rings.flat()) {
    times.set(plain(number), (times.get(plain(number)) ?? 0) + 1);
  }
  return [...times].filter(([, count]) => count === 1).map(([number]) => number);
}

/** Arcs joined end to end into rings. */
function joined(arcs, lineOf) {
  const ends = new Map();
  const at = (point) => {
    const name = point.join();
    if (!ends.has(name)) ends.set(name, []);
    return ends.get(name);
  };
  for (const number of arcs) {
    at(lineOf(number)[0]).push(number);
    at(lineOf(number).at(-1)).push(~number);
  }
  const used = new Set();
  const rings = [];
  for (const first of arcs) {
    const ring = [];
    let next = first;
    while (next !== undefined && !used.has(plain(next))) {
      used.add(plain(next));
      ring.push(next);
      next = at(lineOf(next).at(-1)).find((number) => !used.has(plain(number)));
    }
    if (ring.length) rings.push(ring);
  }
  return rings;
}
