// How facts become sizes and shapes, in pixels. No page and no library here: numbers in, paths out.

const CLOSE = 6.6;
const CROWD = 560;
const LARGEST = 10.5;
const IN_FULL = 150;
const DOT = 1.3;

/** Where few are drawn, each can be larger: 1 for a crowd, up to 1.5 for a handful. */
const roominess = ({ length }) => Math.min(1.5, Math.max(1, (CROWD / Math.max(length, 1)) ** 0.25));

/** Whether a zoom is close enough for colours side by side, and for small marks in full. */
export const isClose = (zoom) => zoom >= CLOSE;

/** Marks and lines grow a little as the map does. */
export const zoomFactor = (zoom) => Math.min(2.2, Math.max(0.9, 1 + (zoom - 5.75) * 0.3));

/**
 * Radius by number of arrangements: area proportional, the busiest never larger than LARGEST.
 * From afar only the IN_FULL busiest or so have their size; the rest of a crowd are dots.
 */
export function radiusScale(bodies) {
  const counts = bodies.map(({ count }) => count).sort((one, other) => other - one);
  const unit = Math.min(1.9, LARGEST / Math.sqrt(counts[0] ?? 1)) * roominess(bodies);
  const few = counts[IN_FULL] ?? 0;
  return (count, zoom) =>
    count <= few && !isClose(zoom) ? DOT : unit * Math.sqrt(count) * zoomFactor(zoom);
}

/** Whether a mark is one of a crowd's dots. */
export const isDot = (radius) => radius === DOT;

/** Width of a line by the number of arrangements it stands for. */
export function strandScale(bodies) {
  const room = roominess(bodies);
  return (count, zoom) =>
    room *
    (isClose(zoom)
      ? Math.min(7, 1.1 + 0.75 * (count - 1)) * Math.sqrt(zoomFactor(zoom))
      : Math.min(4, 0.7 + 0.5 * (count - 1)));
}

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
  // Rounded first: an arc whose ends do not fit its radius would come out as an egg.
  const [radius, width] = [round(r), round(2 * round(r))];
  const half = (to) => `a${radius} ${radius} 0 1 0 ${to} 0`;
  return `M${at(x - radius, y)}${half(width)}${half(-width)}Z`;
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

export const linePath = (a, b) => `M${at(a.x, a.y)}L${at(b.x, b.y)}`;

export function coursePath({ a, b, control, bent }) {
  return bent
    ? `M${at(a.x, a.y)}Q${at(control.x, control.y)} ${at(b.x, b.y)}`
    : linePath(a, b);
}

/** How far a point is from a course; of one that is farther than `reach`, only that it is. */
export function distanceToCourse(point, { a, b, control, bent }, reach = Infinity) {
  const isBeyond = (axis) =>
    point[axis] < Math.min(a[axis], b[axis], control[axis]) - reach ||
    point[axis] > Math.max(a[axis], b[axis], control[axis]) + reach;
  if (isBeyond("x") || isBeyond("y")) return Infinity;
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

/** A line around points that keeps `radius` from each: "" without any. */
export function gathering(points, radius) {
  const corners = points.flatMap(({ x, y }) =>
    Array.from({ length: 12 }, (_, n) => {
      const angle = (n * Math.PI) / 6;
      return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    }),
  );
  corners.sort((one, other) => one.x - other.x || one.y - other.y);
  const hull = [...oneSide(corners), ...oneSide(corners.toReversed())];
  return hull.length ? `M${hull.map(({ x, y }) => at(x, y)).join("L")}Z` : "";
}

/** Of points in order the way round one side of them all, but for its end. */
function oneSide(points) {
  const way = [];
  for (const point of points) {
    while (way.length > 1 && !turnsLeft(way.at(-2), way.at(-1), point)) way.pop();
    way.push(point);
  }
  return way.slice(0, -1);
}

const turnsLeft = (a, b, c) => (b.x - a.x) * (c.y - a.y) > (b.y - a.y) * (c.x - a.x);

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

export const inBox = ({ lat, lon }, { south, west, north, east }) =>
  lat >= south && lat <= north && lon >= west && lon <= east;

/** Mercator's projection onto a square of one by one, north at the top. */
const eastward = (lon) => (lon + 180) / 360;
const downward = (lat) =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

/** A line of [latitude, longitude] in that square, x and y in turns. */
export function unitSquare(line) {
  const made = new Float64Array(2 * line.length);
  line.forEach(([lat, lon], n) => {
    made[2 * n] = eastward(lon);
    made[2 * n + 1] = downward(lat);
  });
  return made;
}

const FINE = 0.6;

/** The path of such a line at a scale, less x and y; points nearer than FINE pixels are left out. */
export function outlinePath(line, { scale, x, y, closed }) {
  const parts = [];
  let [lastX, lastY] = [Infinity, Infinity];
  const end = line.length - 2;
  for (let n = 0; n <= end; n += 2) {
    const atX = Math.round((line[n] * scale - x) * 10) / 10;
    const atY = Math.round((line[n + 1] * scale - y) * 10) / 10;
    if (n < end && Math.abs(atX - lastX) < FINE && Math.abs(atY - lastY) < FINE) continue;
    parts.push(`${atX} ${atY}`);
    lastX = atX;
    lastY = atY;
  }
  if (closed && parts.length < 4) return "";
  return `M${parts.join("L")}${closed ? "Z" : ""}`;
}

/** A projection, Mercator's, of a box of degrees onto a picture of a width in pixels. */
export function mercator({ west, north, east }, width) {
  const scale = width / (eastward(east) - eastward(west));
  return ({ lat, lon }) => ({
    x: (eastward(lon) - eastward(west)) * scale,
    y: (downward(lat) - downward(north)) * scale,
  });
}

/** A projection, Mercator's, onto the map's pixels at a zoom, less its origin. */
export function pixelsOf(zoom, origin) {
  const scale = 256 * 2 ** zoom;
  return ({ lat, lon }) => ({
    x: Math.round(eastward(lon) * scale) - origin.x,
    y: Math.round(downward(lat) * scale) - origin.y,
  });
}

const SLOPE = Math.tan((65 * Math.PI) / 180);

/** Of marks, the nearest to one that way (a step in x or y), if need be far aside. */
export function towards(here, way, marks) {
  let best;
  let least = Infinity;
  for (const mark of marks) {
    const dx = mark.point.x - here.point.x;
    const dy = mark.point.y - here.point.y;
    const along = dx * way.x + dy * way.y;
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x);
    if (mark === here || along <= 0) continue;
    const cost = along + 2 * aside + (aside > along * SLOPE ? 1e6 : 0);
    if (cost < least) [best, least] = [mark, cost];
  }
  return best;
}
