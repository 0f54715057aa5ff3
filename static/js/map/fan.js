// Bodies at one place, or nearly: council, police and fire in one town. Where their marks would
// lie over each other they stand in a ring around the place, always in the same order.

import { kilometres } from "sharedmap/map/data.js";

const SAME_PLACE_KM = 2;
const GAP = 1;

/** Bodies within SAME_PLACE_KM of a busier one stand together with it; alone, with nobody. */
export function gathered(bodies) {
  const cells = new Map();
  const cellOf = ({ lat, lon }) => Math.round(lat * 20) * 10_000 + Math.round(lon * 20);
  const near = (body) => {
    const middle = cellOf(body);
    for (let row = -10_000; row <= 10_000; row += 10_000) {
      for (let cell = middle + row - 1; cell <= middle + row + 1; cell += 1) {
        for (const group of cells.get(cell) ?? []) {
          if (kilometres(group[0], body) < SAME_PLACE_KM) return group;
        }
      }
    }
    return undefined;
  };
  const groups = [];
  for (const body of [...bodies].sort((one, other) => other.count - one.count)) {
    const group = near(body);
    if (group) {
      group.push(body);
      continue;
    }
    const alone = [body];
    groups.push(alone);
    const cell = cellOf(body);
    if (cells.has(cell)) cells.get(cell).push(alone);
    else cells.set(cell, [alone]);
  }
  return groups.filter(({ length }) => length > 1).map(inOrder);
}

/** Round the compass by where they lie from their middle; those at one point by name. */
function inOrder(group) {
  const middle = mean(group.map(({ lon, lat }) => ({ x: lon, y: lat })));
  const bearing = ({ lat, lon }) => Math.atan2(lon - middle.x, lat - middle.y);
  return group
    .map((body) => ({ body, bearing: bearing(body) }))
    .sort((a, b) => a.bearing - b.bearing || (a.body.slug < b.body.slug ? -1 : 1))
    .map(({ body }) => body);
}

/** Moves the marks of a group apart where they overlap. Each has home, point and radius. */
export function spread(marks) {
  if (!overlapping(marks)) return;
  const middle = mean(marks.map(({ home }) => home));
  const widest = Math.max(...marks.map(({ radius }) => radius));
  const ring = (2 * widest + GAP) / (2 * Math.sin(Math.PI / marks.length));
  marks.forEach((mark, n) => {
    const angle = (n * 2 * Math.PI) / marks.length - Math.PI / 2;
    mark.point = {
      x: middle.x + ring * Math.cos(angle),
      y: middle.y + ring * Math.sin(angle),
    };
  });
}

const overlapping = (marks) =>
  marks.some((one, n) =>
    marks.slice(n + 1).some(
      (other) =>
        Math.hypot(one.home.x - other.home.x, one.home.y - other.home.y) <
        one.radius + other.radius,
    ),
  );

const mean = (points) => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});
