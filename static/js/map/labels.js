// Which labels there is room for, and where. Those that come first are placed first.

const GAP = 3;
const HEIGHT = 15;
const CALLED_OUT = [28, 46, 64, 84, 106];
const DIRECTIONS = 16;

const overlap = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const box = (left, top, width) => ({ left, top, right: left + width, bottom: top + HEIGHT });

/** The places beside a mark where its label may stand, best first. */
function beside({ x, y, radius, width }) {
  const side = radius + GAP;
  const corner = side * 0.7;
  return [
    [x + side, y - HEIGHT / 2],
    [x - side - width, y - HEIGHT / 2],
    [x - width / 2, y - side - HEIGHT],
    [x - width / 2, y + side],
    [x + corner, y - corner - HEIGHT],
    [x + corner, y + corner],
    [x - corner - width, y - corner - HEIGHT],
    [x - corner - width, y + corner],
  ].map(([left, top]) => box(left, top, width));
}

/** Places farther off, at the end of a thin line; nearest first. */
function calledOut({ x, y, width }, size) {
  return CALLED_OUT.flatMap((distance) =>
    Array.from({ length: DIRECTIONS }, (_, n) => {
      const angle = (n * 2 * Math.PI) / DIRECTIONS;
      const [across, down] = [Math.cos(angle), Math.sin(angle)];
      const end = { x: x + distance * across, y: y + distance * down };
      if (Math.abs(across) > 0.8) {
        const left = across < 0 ? end.x - width - 2 : end.x + 2;
        return { ...box(left, end.y - HEIGHT / 2, width), end };
      }
      // Above or below, a label may lie to either side, as the edges of the window want it.
      const wanted = across < -0.1 ? end.x - width : across > 0.1 ? end.x : end.x - width / 2;
      const left = Math.min(Math.max(wanted, 0), size.x - width);
      return { ...box(left, down < 0 ? end.y - HEIGHT : end.y, width), end };
    }),
  );
}

/**
 * candidates: {x, y, radius, width, wanted, …}; size: of the map's window, in the same pixels;
 * kept: boxes to keep free; crowd: points that a label had better not hide. Returns those in sight
 * and with room, each with left and top. No label lies over another, nor over a labelled mark. One that is
 * wanted and has no room beside its mark is called out, and then has the end of its line too.
 */
export function placed(candidates, size, { kept = [], crowd = [] } = {}) {
  const inside = (one) =>
    one.left >= 0 && one.top >= 0 && one.right <= size.x && one.bottom <= size.y;
  const marks = candidates.map(({ x, y, radius: r }) => ({
    left: x - r,
    top: y - r,
    right: x + r,
    bottom: y + r,
  }));
  const window = { left: 0, top: 0, right: size.x, bottom: size.y };
  const taken = [...kept, ...marks.filter((mark) => overlap(mark, window))];
  const isFree = (one) => inside(one) && !taken.some((other) => overlap(one, other));
  const found = [];
  for (const each of candidates) {
    if (!inside({ left: each.x, right: each.x, top: each.y, bottom: each.y })) continue;
    const spot =
      quietest(beside(each).filter(isFree), crowd) ??
      (each.wanted ? calledOut(each, size).find(isFree) : undefined);
    if (!spot) continue;
    taken.push(spot);
    found.push({ ...each, ...spot });
  }
  return found;
}

/** Of boxes the one with the fewest points in it; the first of those that are as good. */
function quietest(boxes, points) {
  const hidden = (one) =>
    points.filter(
      ({ x, y }) => x > one.left && x < one.right && y > one.top && y < one.bottom,
    ).length;
  let [best, least] = [undefined, Infinity];
  for (const one of boxes) {
    const count = points.length ? hidden(one) : 0;
    if (count < least) [best, least] = [one, count];
  }
  return best;
}

/**
 * Where the letters of a label begin, end or have their middle: at the side on which its mark is,
 * so that they keep to it in a font of another width.
 */
export function anchored({ x, left, width }) {
  if (x <= left) return { "text-anchor": "start", x: left };
  if (x >= left + width) return { "text-anchor": "end", x: left + width };
  return { "text-anchor": "middle", x: left + width / 2 };
}
