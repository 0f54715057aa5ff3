// How facts become sizes and shapes, in pixels. No page and no library here: numbers in, paths out.

const LARGEST = 15;
const UNIT = 3;

/** Radius by number of arrangements: area proportional, the busiest never larger than LARGEST. */
export function radiusScale(most) {
  const unit = Math.min(UNIT, LARGEST / Math.sqrt(Math.max(most, 1)));
  return (count, zoom) => unit * Math.sqrt(count) * zoomFactor(zoom);
}

/** Marks and lines grow a little as the map does. */
export const zoomFactor = (zoom) => Math.min(1.9, Math.max(0.85, 0.85 + (zoom - 5.5) * 0.22));

/** Width of a strand by the number of arrangements it stands for. */
export const strandWidth = (count, zoom) =>
  Math.min(7, 1.1 + 0.75 * (count - 1)) * Math.sqrt(zoomFactor(zoom));

const round = (number) => Math.round(number * 10) / 10;
const at = (x, y) => `${round(x)} ${round(y)}`;

function polygon({ x, y }, radius, corners, turn) {
  const points = [];
  for (let n = 0; n < corners; n += 1) {
    const angle = turn + (n * 2 * Math.PI) / corners;
    points.push(at(x + radius * Math.cos(angle), y + radius * Math.sin(angle)));
  }
  return `M${points.join("L")}Z`;
}

function circle({ x, y }, r) {
  const radius = round(r);
  return `M${at(x - r, y)}a${radius} ${radius} 0 1 0 ${round(2 * r)} 0a${radius} ${radius} 0 1 0 ${round(-2 * r)} 0Z`;
}

// Each shape has the area of the circle of that radius, so that size says one thing only.
const SHAPES = {
  council: circle,
  health: (point, r) => polygon(point, r * 1.253, 4, Math.PI / 4),
  police: (point, r) => polygon(point, r * 1.555, 3, -Math.PI / 2),
  fire: (point, r) => polygon(point, r * 1.253, 4, 0),
  other: (point, r) => polygon(point, r * 1.1, 6, 0),
};

/** The outline of a mark, as an SVG path. */
export const markPath = (sector, point, radius) => (SHAPES[sector] ?? circle)(point, radius);

/**
 * The course of a strand between two points: straight, or bent to its left when going east.
 * aside moves it sideways, so that the strands of one pair run side by side.
 */
export function course(from, to, bent, aside) {
  const [a, b] = from.x <= to.x ? [from, to] : [to, from];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const across = { x: (b.y - a.y) / length, y: -(b.x - a.x) / length };
  const shift = (point, by) => ({ x: point.x + across.x * by, y: point.y + across.y * by });
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const bend = bent ? Math.min(0.28 * length, 0.16 * length + 14) * 2 : 0;
  return { a: shift(a, aside), b: shift(b, aside), control: shift(middle, aside + bend), bent };
}

export function coursePath({ a, b, control, bent }) {
  return bent
    ? `M${at(a.x, a.y)}Q${at(control.x, control.y)} ${at(b.x, b.y)}`
    : `M${at(a.x, a.y)}L${at(b.x, b.y)}`;
}

/** How far a point is from a course. */
export function distanceToCourse(point, { a, b, control, bent }) {
  const steps = bent ? 16 : 1;
  let least = Infinity;
  let last = a;
  for (let n = 1; n <= steps; n += 1) {
    const t = n / steps;
    const next = bent
      ? {
          x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * control.x + t ** 2 * b.x,
          y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * control.y + t ** 2 * b.y,
        }
      : b;
    least = Math.min(least, distanceToStretch(point, last, next));
    last = next;
  }
  return least;
}

function distanceToStretch(point, start, end) {
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(start.x + t * dx - point.x, start.y + t * dy - point.y);
}

/** Where the strands of a link run beside its middle line, given their widths. */
export function strandsAside(widths) {
  const total = widths.reduce((sum, width) => sum + width, 0);
  let edge = -total / 2;
  return widths.map((width) => {
    const middle = edge + width / 2;
    edge += width;
    return middle;
  });
}

/** How far each of several bodies at one place stands from it: a small ring around the place. */
export function fanOut(bodies) {
  const places = new Map();
  for (const body of bodies) {
    const key = `${body.lat.toFixed(3)} ${body.lon.toFixed(3)}`;
    places.set(key, [...(places.get(key) ?? []), body]);
  }
  const offsets = new Map();
  for (const together of places.values()) {
    if (together.length < 2) continue;
    const ring = 5 + together.length;
    together.forEach((body, n) => {
      const angle = (n * 2 * Math.PI) / together.length - Math.PI / 2;
      offsets.set(body, { x: ring * Math.cos(angle), y: ring * Math.sin(angle) });
    });
  }
  return offsets;
}
