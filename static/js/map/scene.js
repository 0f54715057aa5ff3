// What is to be drawn for a catalogue at one zoom, in pixels: marks, courses of links, and the SVG
// paths they make. Knows no page and no library, so the map, its insets and the tests share it.

import { kilometres } from "sharedmap/map/data.js";
import { gathered, spread } from "sharedmap/map/fan.js";
import {
  course,
  coursePath,
  distanceToCourse,
  isClose,
  isDot,
  linePath,
  markPath,
  radiusScale,
  strandsAside,
  strandScale,
} from "sharedmap/map/scales.js";

const LONG_KM = 60;
const BUSIEST = 10;
const BETWEEN = 0.55; // of its width: a line between the partners of what is chosen

/** What a catalogue keeps at every zoom: sizes, the bodies that stand together, the ten busiest. */
export class Plan {
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.bodies = catalogue.placed;
    this.radius = radiusScale(this.bodies);
    this.width = strandScale(this.bodies);
    this.groups = gathered(this.bodies);
    this.busiest = catalogue.busiest(BUSIEST, this.bodies);
    this.links = catalogue.links.map((link) => {
      const isBent = link.geography === "separate";
      const leaps = isBent || link.geography === "across-water";
      return { link, isBent, isLong: leaps && kilometres(link.a, link.b) >= LONG_KM };
    });
  }
}

export class Scene {
  /** project: a body's place in pixels; within: which bodies are shown, all unless told. */
  constructor(plan, { project, zoom, within }) {
    Object.assign(this, { plan, zoom, within, isClose: isClose(zoom) });
    this.marks = new Map();
    const links = within
      ? plan.links.filter(({ link }) => within(link.a) || within(link.b))
      : plan.links;
    const ends = links.flatMap(({ link }) => [link.a, link.b]);
    const bodies = within ? new Set([...plan.bodies.filter(within), ...ends]) : plan.bodies;
    for (const body of bodies) {
      const home = project(body);
      this.marks.set(body, { body, home, point: home, radius: plan.radius(body.count, zoom) });
    }
    for (const group of plan.groups) {
      const together = group.filter((body) => this.marks.has(body));
      if (together.length > 1) spread(together.map((body) => this.marks.get(body)));
    }
    const marks = [...this.marks.values()];
    this.shown = within ? marks.filter(({ body }) => within(body)) : marks;
    this.lines = links.map((each) => this.line(each));
  }

  line({ link, isLong, isBent }) {
    const from = this.marks.get(link.a);
    const to = this.marks.get(link.b);
    const length = Math.hypot(from.point.x - to.point.x, from.point.y - to.point.y);
    const width = this.plan.width(link.arrangements.length, this.zoom);
    return {
      link,
      isLong,
      width,
      from: from.point,
      to: to.point,
      course: course(from.point, to.point, isBent, 0),
      isCovered: length <= from.radius + to.radius,
    };
  }

  /** The strands of a line, one for each kind of service, side by side. */
  strands({ link, from, to, course: { bent } }) {
    const widths = link.strands.map(({ count }) => this.plan.width(count, this.zoom));
    const aside = strandsAside(widths);
    return link.strands.map(({ kind }, n) => ({
      kind,
      width: widths[n],
      course: course(from, to, bent, aside[n]),
    }));
  }

  /** All at rest, as lists of shapes: { className, d, width }; back to front. */
  atRest() {
    const near = new Bundles();
    const far = new Bundles();
    for (const line of this.lines) {
      if (line.isCovered) continue;
      const bundles = line.isLong && !line.link.faint ? far : near;
      const sign = signOf(line);
      if (this.isClose) {
        for (const { kind, width, course: way } of this.strands(line)) {
          bundles.add(`${sign} ${kindClass(kind)}`, width, coursePath(way));
        }
      } else bundles.add(`${sign} ${colourFromAfar(line)}`, line.width, coursePath(line.course));
    }
    return {
      links: near.shapes,
      arcs: far.shapes,
      stems: stems(this.shown),
      marks: this.marksAtRest(),
    };
  }

  /** The busiest in front of all, the dots of a crowd in front of those that are larger. */
  marksAtRest() {
    const busy = new Set(this.plan.busiest);
    const [larger, dots, busiest] = [[], new Bundles(), []];
    for (const mark of this.shown) {
      if (busy.has(mark.body)) busiest.unshift(shapeOf(mark, "map-mark--busy"));
      else if (isDot(mark.radius)) dots.take(shapeOf(mark));
      else larger.push(shapeOf(mark));
    }
    return [...larger, ...dots.shapes, ...busiest];
  }

  /** A choice, to stand out before all else; sign: "is-on", or "is-hint" while it is but pointed at. */
  chosen({ bodies, centre, arrangements }, sign = "is-on") {
    const links = [];
    // Of a body those that lead to it, of a pair the one between the two.
    const isOwn = ({ a, b }) => centre.filter((body) => body === a || body === b).length === centre.length;
    for (const line of this.lines) {
      const carried = line.link.arrangements.filter((each) => arrangements.has(each));
      if (!carried.length) continue;
      for (const { kind, width, course: way } of this.strands(line)) {
        if (kind && !carried.some(({ kinds }) => kinds.includes(kind))) continue;
        const own = isOwn(line.link);
        const className = `${signOf(line)} ${kindClass(kind)} ${sign}${own ? "" : " is-between"}`;
        links.push({ className, width: own ? width : width * BETWEEN, d: coursePath(way) });
      }
    }
    const marks = this.shown.filter(({ body }) => bodies.has(body));
    const central = new Set(centre);
    return {
      links,
      stems: stems(marks),
      marks: marks
        .sort((one, other) => central.has(one.body) - central.has(other.body))
        .map((mark) => shapeOf(mark, sign + (central.has(mark.body) ? " is-centre" : ""))),
    };
  }

  /** What lies at a point: a body before a link. Of a choice, only what it lets stand out. */
  pick(point, reach, choice) {
    const mark = nearest(
      choice ? this.shown.filter(({ body }) => choice.bodies.has(body)) : this.shown,
      ({ point: at, radius }) => Math.hypot(at.x - point.x, at.y - point.y) - radius,
      reach,
    );
    if (mark) return { body: mark.body };
    const line = nearest(
      this.lines.filter(
        ({ link }) => !choice || link.arrangements.some((each) => choice.arrangements.has(each)),
      ),
      (each) => distanceToCourse(point, each.course, reach) - each.width / 2,
      reach / 2,
    );
    return line && { link: line.link };
  }

  /** The middle of a link's course. */
  middleOf(link) {
    const { a, b, control, bent } = this.lines.find((line) => line.link === link).course;
    const pull = bent ? 2 : 0;
    const between = (axis) => (a[axis] + b[axis] + pull * control[axis]) / (2 + pull);
    return { x: between("x"), y: between("y") };
  }
}

/** Shapes of one look, gathered into one path: where lines cross they do not grow darker. */
class Bundles {
  constructor() {
    this.held = new Map();
  }

  /** A line, its width to a quarter of a pixel. */
  add(className, width, d) {
    this.take({ className, width: Math.round(width * 4) / 4, d });
  }

  take({ className, width = 0, d }) {
    const key = `${className} ${width}`;
    const bundle = this.held.get(key) ?? { className, width, parts: [] };
    this.held.set(key, bundle);
    bundle.parts.push(d);
  }

  get shapes() {
    return [...this.held.values()]
      .sort((one, other) => one.width - other.width)
      .map(({ className, width, parts }) => ({ className, width, d: parts.join("") }));
  }
}

function signOf({ link: { geography, faint, succeeded }, isLong }) {
  let names = `map-link map-link--${geography || "unknown"}`;
  if (isLong) names += " map-link--long";
  if (succeeded) names += " is-succeeded";
  if (faint) names += " is-faint";
  return names;
}

/** From afar only long lines have a colour, and one alone: strands are too thin to tell apart. */
function colourFromAfar({ isLong, link: { arrangements } }) {
  if (!isLong) return "map-link--plain";
  const [kind, another] = new Set(arrangements.flatMap(({ kinds }) => kinds));
  return another ? "kind-several" : kindClass(kind);
}

const kindClass = (kind) => `kind-${kind ? kind.code : "unknown"}`;

function shapeOf({ body, point, radius }, also) {
  let className = `map-mark map-mark--${body.sector}`;
  if (body.faint) className += " is-faint";
  if (body.planned) className += " is-planned";
  if (also) className += ` ${also}`;
  return { className, d: markPath(body.sector, point, radius) };
}

/** Hairlines from marks that were moved aside to where they belong. */
function stems(marks) {
  const moved = marks.filter(
    ({ home, point, radius }) => Math.hypot(home.x - point.x, home.y - point.y) > radius + 1,
  );
  const d = moved.map(({ home, point }) => linePath(home, point)).join("");
  return d ? [{ className: "map-stem", d }] : [];
}

function nearest(things, distance, limit) {
  let [best, least] = [undefined, limit];
  for (const thing of things) {
    const away = distance(thing);
    if (away < least) [best, least] = [thing, away];
  }
  return best;
}
